import 'server-only';
import type { PoolClient } from 'pg';
import { daysRead, saidBetween } from '@/lib/data/text-items';
import type { TextMetricRow } from '@/lib/data/text-metrics';
import { addDays, dayFromNumber, dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { textMetrics } from '@/lib/domain/scores/text/aggregate';
import { COUNTED_DAYS } from '@/lib/domain/scores/text/rules';

/** The metrics of a span of days, made of what is stored. */
export async function metricsOfDays(client: PoolClient, datasetId: number, from: IsoDay, to: IsoDay): Promise<TextMetricRow[]> {
  const said = await saidBetween(client, datasetId, addDays(from, -COUNTED_DAYS), to);
  const read = await daysRead(client, datasetId, from, to);
  const items = said.map(({ day, publishedDay, ...one }) => ({ ...one, day: dayNumber(day as IsoDay), publishedDay: dayNumber(publishedDay as IsoDay) }));
  const values = textMetrics(items, (kind, day) => read.has(`${kind} ${dayFromNumber(day)}`), dayNumber(from), dayNumber(to));
  return values.map(({ assetId, metric, day, value }) => ({ assetId, metric, day: dayFromNumber(day), value: String(value) }));
}
