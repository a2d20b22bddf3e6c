import 'server-only';
import type { PoolClient } from 'pg';
import { dayFault } from '@/lib/domain/market/data-quality';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { judgedNumber, metricFault } from '@/lib/domain/market/live-quality';
import { lockMetrics, storeLive } from '@/lib/data/live-lock';
import { saveLiveValues } from '@/lib/data/live-metrics';
import { saveRefusedAnswers } from '@/lib/data/refused-answers';
import type { MetricRow, NetworkSource, Refusal, SeriesRow, Taken } from '@/lib/providers/live-port';
import { resolveAssets } from './resolve-assets';
import { asRefused, refusal, withoutDuplicates, type StoreContext, type Stored } from './store-context';

/** A metric may be of the running day: it is known the day after tomorrow, and its newest answer stands. */
const faultOf = (row: SeriesRow, at: Date): string | null => dayFault(row.day, at.toISOString().slice(0, 10) as IsoDay) ?? metricFault(row.metric, judgedNumber(row.value));

/** Stores metrics within a transaction of the caller's. */
export async function storeMetricsOn(client: PoolClient, context: StoreContext, source: NetworkSource, taken: Taken<MetricRow>, at: Date): Promise<Stored> {
  const assetIds = await resolveAssets(client, source, taken.rows.map(({ externalId }) => externalId));
  const unique = withoutDuplicates(taken.rows, (row) => `${assetIds.get(row.externalId) ?? `?${row.externalId}`} ${row.metric} ${row.day}`, (row) => [`${row.externalId} ${row.metric}`, row.day]);
  const refused: Refusal[] = [...taken.refused, ...unique.refused];
  const values = unique.rows.flatMap((row) => {
    const assetId = assetIds.get(row.externalId);
    const fault = assetId === undefined ? 'no asset of ours has this id' : faultOf(row, at);
    if (fault === null && assetId !== undefined) return [{ ...row, assetId }];
    refused.push(refusal(`${row.externalId} ${row.metric}`, row.day, fault ?? '', row));
    return [];
  });
  await lockMetrics(client, context.datasetId);
  await saveLiveValues(client, context.datasetId, 'metrics', source, values, at);
  await saveRefusedAnswers(client, source, asRefused('metrics', refused), at);
  return { stored: values.length, refused: refused.length };
}

/** Stores metrics of assets; the newest answer stands. They reach the scores with the next merge. */
export async function storeMetrics(context: StoreContext, source: NetworkSource, taken: Taken<MetricRow>, at: Date): Promise<Stored> {
  return storeLive((client) => storeMetricsOn(client, context, source, taken, at), context.also);
}

/** Stores series of the whole market, e.g. fear and greed. */
export async function storeSeries(context: StoreContext, source: NetworkSource, taken: Taken<SeriesRow>, at: Date): Promise<Stored> {
  return storeLive(async (client) => {
    const unique = withoutDuplicates(taken.rows, (row) => `${row.metric} ${row.day}`, (row) => [row.metric, row.day]);
    const refused: Refusal[] = [...taken.refused, ...unique.refused];
    const values = unique.rows.flatMap((row) => {
      const fault = faultOf(row, at);
      if (fault === null) return [{ ...row, assetId: '' }];
      refused.push(refusal(row.metric, row.day, fault, row));
      return [];
    });
    await lockMetrics(client, context.datasetId);
    await saveLiveValues(client, context.datasetId, 'series', source, values, at);
    await saveRefusedAnswers(client, source, asRefused('series', refused), at);
    return { stored: values.length, refused: refused.length };
  }, context.also);
}
