import 'server-only';
import type { PoolClient } from 'pg';
import { dayFault } from '@/lib/domain/market/data-quality';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { amountJump, judgedNumber, metricFault } from '@/lib/domain/market/live-quality';
import { REFERENCE_DAYS } from '@/lib/domain/market/live-rules';
import { lockMetrics, storeLive } from '@/lib/data/live-lock';
import { saveLiveValues, valuesBefore, type LiveValue } from '@/lib/data/live-metrics';
import { saveRefusedAnswers } from '@/lib/data/refused-answers';
import type { MetricRow, NetworkSource, Refusal, SeriesRow, Taken } from '@/lib/providers/live-port';
import { orderOf } from '@/lib/schemas/sources';
import { resolveAssets } from './resolve-assets';
import { loadSourceSettings } from './source-settings';
import { asRefused, byKey, nothingTold, refusal, withoutDuplicates, type StoreContext, type Stored } from './store-context';

/** A metric may be of the running day: it is known the day after tomorrow, and its newest answer stands. */
const faultOf = (row: SeriesRow, at: Date): string | null => dayFault(row.day, at.toISOString().slice(0, 10) as IsoDay) ?? metricFault(row.metric, judgedNumber(row.value));

type Known = LiveValue & MetricRow;

/**
 * Takes out amounts that leapt against the value before them, the last stored one or the last taken one of the answer, and with them what the
 * answer says else of that asset and day: it was made from the same prices. A level that really leapt is taken once nothing of the last
 * 30 days speaks against it.
 */
async function withoutLeaps(client: PoolClient, datasetId: number, rows: readonly Known[], refused: Refusal[]): Promise<Known[]> {
  const series = byKey([...rows].sort((a, b) => (a.day < b.day ? -1 : 1)), (row) => `${row.assetId} ${row.metric}`);
  const before = await valuesBefore(client, datasetId, [...series.values()].map((own) => own[0] as Known), REFERENCE_DAYS);
  const doubtful = new Set<string>();
  for (const [key, own] of series) {
    let last = before.get(key) ?? Number.NaN;
    for (const row of own) {
      const leap = amountJump(row.metric, Number(row.value), last);
      if (leap === null) last = Number(row.value);
      else doubtful.add(`${row.assetId} ${row.day}`);
      if (leap !== null) refused.push(refusal(`${row.externalId} ${row.metric}`, row.day, leap, row));
    }
  }
  return rows.filter((row) => {
    const trusted = !doubtful.has(`${row.assetId} ${row.day}`);
    if (!trusted) refused.push(refusal(`${row.externalId} ${row.metric}`, row.day, 'an amount of the same answer and day leapt', row));
    return trusted;
  });
}

/** Whose word counts where several sources state one metric. Read before a transaction begins: none may wait for a second connection. */
export const metricOrder = async (): Promise<readonly string[]> => orderOf(await loadSourceSettings(), 'metrics');

/** Stores metrics within a transaction of the caller's. */
export async function storeMetricsOn(client: PoolClient, context: StoreContext, source: NetworkSource, taken: Taken<MetricRow>, at: Date, order: readonly string[]): Promise<Stored> {
  const assetIds = await resolveAssets(client, source, taken.rows.map(({ externalId }) => externalId));
  const unique = withoutDuplicates(taken.rows, (row) => `${assetIds.get(row.externalId) ?? `?${row.externalId}`} ${row.metric} ${row.day}`, (row) => [`${row.externalId} ${row.metric}`, row.day]);
  const refused: Refusal[] = [...taken.refused, ...nothingTold(taken), ...unique.refused];
  const judged = unique.rows.flatMap((row): Known[] => {
    const assetId = assetIds.get(row.externalId);
    const fault = assetId === undefined ? 'no asset of ours has this id' : faultOf(row, at);
    if (fault === null && assetId !== undefined) return [{ ...row, assetId }];
    refused.push(refusal(`${row.externalId} ${row.metric}`, row.day, fault ?? '', row));
    return [];
  });
  await lockMetrics(client, context.datasetId);
  const values = await withoutLeaps(client, context.datasetId, judged, refused);
  await saveLiveValues(client, context.datasetId, 'metrics', source, values, at, order);
  await saveRefusedAnswers(client, source, asRefused('metrics', refused), at);
  return { stored: values.length, refused: refused.length };
}

/** Stores metrics of assets; the newest answer stands. They reach the scores with the next merge. */
export async function storeMetrics(context: StoreContext, source: NetworkSource, taken: Taken<MetricRow>, at: Date): Promise<Stored> {
  const order = await metricOrder();
  return storeLive((client) => storeMetricsOn(client, context, source, taken, at, order), context.also);
}

/** Stores series of the whole market, e.g. fear and greed. */
export async function storeSeries(context: StoreContext, source: NetworkSource, taken: Taken<SeriesRow>, at: Date): Promise<Stored> {
  const order = await metricOrder();
  return storeLive(async (client) => {
    const unique = withoutDuplicates(taken.rows, (row) => `${row.metric} ${row.day}`, (row) => [row.metric, row.day]);
    const refused: Refusal[] = [...taken.refused, ...nothingTold(taken), ...unique.refused];
    const values = unique.rows.flatMap((row) => {
      const fault = faultOf(row, at);
      if (fault === null) return [{ ...row, assetId: '' }];
      refused.push(refusal(row.metric, row.day, fault, row));
      return [];
    });
    await lockMetrics(client, context.datasetId);
    await saveLiveValues(client, context.datasetId, 'series', source, values, at, order);
    await saveRefusedAnswers(client, source, asRefused('series', refused), at);
    return { stored: values.length, refused: refused.length };
  }, context.also);
}
