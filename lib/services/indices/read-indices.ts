import 'server-only';
import { cache } from 'react';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { readIndexEventDays, readIndexEvents, readIndexHoldings, readIndexLevelColumns, readIndexStates, type StoredHolding, type StoredIndexState } from '@/lib/data/index-reads';
import { METHODOLOGIES, methodologyOf } from '@/lib/domain/indices/methodologies/catalogue';
import type { Methodology, Tier } from '@/lib/domain/indices/methodology';
import type { IndexDetailShape, IndexLevelsShape, IndexRebalanceShape, IndexSummaryShape } from '@/lib/schemas/api/indices';
import { eventTradesSchema, indexMetricsSchema, type IndexMetrics } from '@/lib/schemas/index-figures';
import { methodologySchema, parseMethodology } from '@/lib/schemas/methodology';
import { notAdvised, readFreshness, type AssetFreshness } from '@/lib/services/market/read-freshness';
import { exposureOf } from './exposure';

const NOT_COMPUTED = 'its figures, which are being computed';

type Ages = ReadonlyMap<string, AssetFreshness>;

/** A stored state with its JSON read, or the catalogue's index before anything is computed. */
interface OneIndex {
  readonly methodology: Methodology;
  readonly state: StoredIndexState | null;
  readonly metrics: IndexMetrics;
  readonly holdings: readonly StoredHolding[];
  readonly ages: Ages;
}

const NO_METRICS: IndexMetrics = { ranges: {}, alone: {}, leaving: [], rebalancing: null };

function oneIndex(methodology: Methodology, { states, holdings, ages }: Stored): OneIndex {
  const state = states.find(({ slug }) => slug === methodology.slug) ?? null;
  return {
    methodology: state ? parseMethodology(state.definition) : methodology,
    state,
    metrics: state ? indexMetricsSchema.parse(state.metrics) : NO_METRICS,
    holdings: holdings.filter(({ slug }) => slug === methodology.slug),
    ages,
  };
}

interface Stored {
  readonly states: readonly StoredIndexState[];
  readonly holdings: readonly StoredHolding[];
  readonly ages: Ages;
}

/** What is stored of one index or of all, with the ages of what they hold. */
async function readStored(dataset: DatasetSummary | null, slug?: string): Promise<Stored> {
  if (dataset === null) return { states: [], holdings: [], ages: new Map() };
  const [states, holdings] = await Promise.all([readIndexStates(dataset.id, slug), readIndexHoldings(dataset.id, slug)]);
  return { states, holdings, ages: await readFreshness(dataset, [...new Set(holdings.map(({ id }) => id))]) };
}

/** How many positions of some indices nothing is advised about, and of how many, by slug. */
export async function countStale(dataset: DatasetSummary, slugs: readonly string[]): Promise<ReadonlyMap<string, { readonly stale: number; readonly holdings: number }>> {
  const held = await Promise.all(slugs.map((slug) => readIndexHoldings(dataset.id, slug)));
  const ages = await readFreshness(dataset, [...new Set(held.flat().map(({ id }) => id))]);
  return new Map(slugs.map((slug, at) => [slug, { stale: (held[at] ?? []).filter(({ id }) => notAdvised(ages, id) !== null).length, holdings: held[at]?.length ?? 0 }]));
}

/** Positions that nothing is advised about: the level carries their last closes. */
function staleOf({ holdings, ages }: OneIndex): IndexSummaryShape['stale'] {
  return holdings.flatMap(({ id, name }) => {
    const why = notAdvised(ages, id);
    return why === null ? [] : [{ id, name, state: why.state, reason: why.reason, ageHours: why.ageHours }];
  });
}

/** The range that the headline figures stand for: a year where there is one. */
function mainRange({ ranges }: IndexMetrics): '1y' | 'all' {
  return ranges['1y'] ? '1y' : 'all';
}

function headOf(index: OneIndex): Omit<IndexSummaryShape, 'sparkline' | 'sectors'> {
  const { methodology, state, metrics, holdings } = index;
  const stale = staleOf(index);
  const range = mainRange(metrics);
  const figures = metrics.ranges[range];
  return {
    slug: methodology.slug, name: methodology.name, summary: methodology.summary, tier: methodology.tier, tags: [...methodology.tags], cadence: methodology.cadence,
    status: state?.status === 'live' ? 'live' : 'waiting',
    missing: state?.missing ?? [NOT_COMPUTED],
    version: methodology.version,
    startDay: state?.startDay ?? null, lastDay: state?.lastDay ?? null, level: state?.level ?? null,
    change1d: state?.change1d ?? null, change30d: state?.change30d ?? null, change365d: state?.change365d ?? null,
    metrics: figures ? { ...figures.index, range, from: figures.from, to: figures.to, fullYear: figures.fullYear, sample: 'in' } : null,
    holdings: holdings.map(({ id, symbol, name, weight, target, investorGrade, rating, lenses, change30d }) => ({ id, symbol, name, weight, target, investorGrade, rating: stale.some((each) => each.id === id) ? null : rating, lenses, change30d })),
    cash: state?.cash ?? 1,
    stale,
  };
}

/** Every index of the active dataset, live or waiting, in the rulebook's order. */
export async function listIndices(filter: { tier?: Tier | undefined } = {}): Promise<{ indices: IndexSummaryShape[] }> {
  const dataset = await activeDataset();
  const stored = await readStored(dataset);
  const wanted = METHODOLOGIES.filter(({ tier }) => filter.tier === undefined || tier === filter.tier);
  return {
    indices: wanted.map((methodology) => {
      const index = oneIndex(methodology, stored);
      return { ...headOf(index), sectors: [...(index.methodology.universe.sectors ?? [])], sparkline: index.state?.sparkline ?? [] };
    }),
  };
}

/** One index with its rules, figures and exposure, read once a request; null where no such index is in the catalogue. */
export const readIndex = cache(async (slug: string): Promise<(IndexDetailShape & { readonly alone: IndexMetrics['alone'] }) | null> => {
  const methodology = methodologyOf(slug);
  if (!methodology) return null;
  const index = oneIndex(methodology, await readStored(await activeDataset(), slug));
  const figures = index.metrics.ranges[mainRange(index.metrics)];
  return {
    ...headOf(index),
    methodology: methodologySchema.parse(index.methodology),
    benchmarks: figures ? { bitcoin: figures.bitcoin, marketCap: figures.market, unrebalanced: figures.unrebalanced } : null,
    metricsByRange: index.metrics.ranges,
    exposure: exposureOf(index.holdings),
    leaving: index.metrics.leaving,
    rebalancing: index.metrics.rebalancing,
    notes: index.state?.notes ?? [],
    nextDetermination: index.state?.nextDetermination ?? null,
    inputHash: index.state?.inputHash ?? null,
    alone: index.metrics.alone,
  };
});

/** Levels of an index, by day; empty columns while it waits; null where it does not exist. */
export async function readIndexLevels(slug: string, range: { from?: string | undefined; to?: string | undefined } = {}): Promise<IndexLevelsShape | null> {
  if (!methodologyOf(slug)) return null;
  const dataset = await activeDataset();
  if (!dataset) return { days: [], gross: [], net: [], bitcoin: [], marketCap: [], unrebalanced: [] };
  return readIndexLevelColumns(dataset.id, slug, { from: range.from ?? null, to: range.to ?? null });
}

/** Rebalances of an index, oldest first, or the newest few up to a day; null where it does not exist. */
export async function readIndexRebalances(slug: string, part: { limit?: number; until?: string } = {}): Promise<IndexRebalanceShape[] | null> {
  if (!methodologyOf(slug)) return null;
  const dataset = await activeDataset();
  const events = dataset ? await readIndexEvents(dataset.id, slug, part) : [];
  return events.map((event) => ({ ...event, kind: event.kind === 'start' || event.kind === 'exit' ? event.kind : 'rebalance', trades: eventTradesSchema.parse(event.trades) }));
}

/** Days of an index's events, for the marks of a chart. */
export async function readIndexMarks(slug: string): Promise<{ day: string; kind: string }[]> {
  const dataset = await activeDataset();
  return dataset ? readIndexEventDays(dataset.id, slug) : [];
}
