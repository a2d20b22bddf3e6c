import 'server-only';
import type { PoolClient } from 'pg';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { classifyEnding } from '@/lib/domain/market/ending';
import { newestSuccessor } from '@/lib/domain/market/lineage';
import { judgeSeries, type SourceSeries } from '@/lib/domain/market/live-series';
import { saveLifetimes } from '@/lib/data/dataset-assets';
import { eachChangedAsset, judgeWhole, saveWithheld, takeChanges, type JudgedAsset, type JudgedRow, type WithheldRow } from '@/lib/data/live-changes';
import { addDailyHashes, fillDigests, liveContentHash, moveDigests } from '@/lib/data/live-digest';
import { activateIfAlone, describeLive, liveSpans, moveLifetimes } from '@/lib/data/live-lifetimes';
import { transactionOn, withMarketLock } from '@/lib/data/live-lock';
import { writeMerged, type FactOrder } from '@/lib/data/live-merge';
import { closeScratch, openScratch } from '@/lib/data/live-scratch';
import { dropOffQuotes } from '@/lib/data/quotes';
import { markAllChanged } from '@/lib/data/source-daily';
import { orderOf, type SourceSettings } from '@/lib/schemas/sources';
import { loadSourceSettings } from './source-settings';

export interface Merged {
  /** Days whose facts changed. */
  readonly days: number;
  /** First of them. */
  readonly dirtyFrom: IsoDay | null;
  /** Conflicts among what was merged. */
  readonly conflicts: number;
}

function orders(settings: SourceSettings): FactOrder {
  return { close: orderOf(settings, 'close'), ohlc: orderOf(settings, 'ohlc'), tradedValue: orderOf(settings, 'tradedValue'), marketCap: orderOf(settings, 'marketCap'), circulatingSupply: orderOf(settings, 'circulatingSupply') };
}

function seriesOf(rows: readonly JudgedRow[]): SourceSeries[] {
  const bySource = new Map<string, JudgedRow[]>();
  for (const row of rows) bySource.set(row.source, [...(bySource.get(row.source) ?? []), row]);
  return [...bySource].map(([source, own]) => ({
    source,
    days: own.map(({ day }) => day),
    close: own.map(({ close }) => close),
    supply: own.map(({ supply }) => supply),
    marketCap: own.map(({ marketCap }) => marketCap),
    first: { close: own.map(({ first }) => first.close), supply: own.map(({ first }) => first.supply), marketCap: own.map(({ first }) => first.marketCap) },
    answeredOn: own.map(({ answeredOn }) => answeredOn),
    restatedOn: own.map(({ restatedOn }) => restatedOn),
  }));
}

/** Judges what changed, and tells which sources have a say in it. A redenomination lasts to the end of its series, and a history may be restated as a whole, so such an asset is judged once more, as a whole. */
async function judgeChanged(client: PoolClient, datasetId: number): Promise<ReadonlySet<string>> {
  const present = new Set<string>();
  const withheld = new Map<string, WithheldRow[]>();
  const judge = ({ assetId, from, to, rows }: JudgedAsset): void => {
    for (const { source } of rows) present.add(source);
    const found = judgeSeries(seriesOf(rows)).filter(({ day }) => day >= from && day <= to);
    withheld.set(assetId, found.map((row) => ({ assetId, ...row })));
  };
  await eachChangedAsset(client, datasetId, judge);
  const whole = [...withheld].filter(([, rows]) => rows.some(({ fault }) => fault === 'redenomination' || fault === 'restated')).map(([assetId]) => assetId);
  if (whole.length > 0) {
    await judgeWhole(client, datasetId, whole);
    await eachChangedAsset(client, datasetId, judge, whole);
  }
  await saveWithheld(client, datasetId, [...withheld.values()].flat());
  return present;
}

/** Endings follow from the stored closes (Rule 2.1); an asset that the listing lost ends by the same rule. */
async function classifyAll(client: PoolClient, datasetId: number): Promise<void> {
  await moveLifetimes(client, datasetId);
  const spans = await liveSpans(client, datasetId);
  const present = new Set(spans.map(({ id }) => id));
  await saveLifetimes(client, datasetId, spans.map((span) => ({ ...span, ending: classifyEnding(span), successor: newestSuccessor(span.id, present) })));
}

async function mergeChanges(client: PoolClient, datasetId: number, order: FactOrder): Promise<Merged> {
  await openScratch(client);
  await takeChanges(client, datasetId);
  const present = await judgeChanged(client, datasetId);
  await addDailyHashes(client, datasetId);
  const conflicts = await writeMerged(client, datasetId, order, present);
  await addDailyHashes(client, datasetId);
  const changed = await moveDigests(client, datasetId);
  await classifyAll(client, datasetId);
  await fillDigests(client, datasetId);
  await describeLive(client, datasetId, await liveContentHash(client, datasetId), changed.from);
  await activateIfAlone(client, datasetId);
  await closeScratch(client);
  return { days: changed.days, dirtyFrom: changed.from as IsoDay | null, conflicts };
}

/**
 * Makes the market from what the sources said, by the order of the sources, for the days that changed since the last merge. What results
 * depends on what is stored alone: neither on the order of storing nor on how often it is merged. One at a time per dataset.
 */
export async function mergeLive(datasetId: number): Promise<Merged> {
  const order = orders(await loadSourceSettings());
  return withMarketLock(datasetId, async (client) => {
    const merged = await transactionOn(client, 'REPEATABLE READ', () => mergeChanges(client, datasetId, order));
    await transactionOn(client, 'READ COMMITTED', () => dropOffQuotes(client, datasetId));
    return merged;
  });
}

/** Merges every stored day anew, e.g. after the order of the sources changed. */
export async function remergeLive(datasetId: number): Promise<Merged> {
  await withMarketLock(datasetId, (client) => markAllChanged(client, datasetId));
  return mergeLive(datasetId);
}
