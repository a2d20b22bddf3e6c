import 'server-only';
import { askedUntil, firstMissing, firstUntold, firstUntraded, followedAssets, type FollowedAsset } from '@/lib/data/backfill-universe';
import { addTasks, prioritise, type BackfillTask, type TaskKind } from '@/lib/data/backfill-tasks';
import { addDays, type IsoDay } from '@/lib/domain/foundation/iso-day';
import type { LiveProvider, NetworkSource } from '@/lib/providers/live-port';
import { limitOf } from '@/lib/schemas/sources';
import { askingNames } from './asking-names';
import { LISTS_MARKET, thoseWith, yesterdayOf, type Live } from './live';
import { sourceAccess } from './source-settings';

/** How far back a source without a limit of its own is asked: long enough for two turns of the market. */
const LONG_HISTORY_DAYS = 5 * 365;
/** A little less than a source's window, so that a request that waits a day for its quota is not outside of it. */
const WINDOW_MARGIN_DAYS = 2;
/** Metrics of an asset that was never asked for: what the longest feature needs. */
const METRIC_DAYS = 400;

/** Steps of importance: within each, the larger first. */
const STEP = 20_000;
const IMPORTANCE = { history: 0, held: 1, otherHistory: 2, rest: 3 } as const;

/** Kinds that an index may hold. */
const INDEX_KINDS: readonly string[] = ['coin', 'token'];

const isCandidate = ({ held, kind }: FollowedAsset): boolean => held || INDEX_KINDS.includes(kind);
const priorityOf = (step: keyof typeof IMPORTANCE, { rank }: FollowedAsset): number => IMPORTANCE[step] * STEP + rank;

const historyPriority = (asset: FollowedAsset): number => priorityOf(isCandidate(asset) ? 'history' : 'otherHistory', asset);

type NewTask = Omit<BackfillTask, 'attempts'>;

/** First day that a source can tell of, seen from `until`. */
function firstDayOf({ historyDays }: LiveProvider, until: IsoDay): IsoDay {
  return addDays(until, -(historyDays === null ? LONG_HISTORY_DAYS : Math.max(1, historyDays - WINDOW_MARGIN_DAYS)));
}

/** How far back days that nobody answered about are looked for. */
const HEAL_DAYS = 60;

/** What is traded on a day is told for all at once only just after it has ended: a machine that sleeps then asks for a week of it together. */
const UNTRADED_DAYS = 7;
const LARGE = 300;

/**
 * First day that a source has to be asked for, per asset: all of its history for one that is new, and for one that was followed the days
 * since, whether a night or a week was missed. Yesterday alone comes with everybody's closes, where a source has these.
 */
async function firstAsked(live: Live, provider: LiveProvider, until: IsoDay): Promise<(asset: FollowedAsset) => IsoDay | null> {
  const { source } = provider;
  const [asked, missing, untraded] = await Promise.all([
    askedUntil(live.datasetId, source, 'history'),
    firstMissing(live.datasetId, source, until, HEAL_DAYS),
    source === LISTS_MARKET ? firstUntraded(live.datasetId, source, until, HEAL_DAYS, UNTRADED_DAYS) : new Map<string, IsoDay>(),
  ]);
  const first = firstDayOf(provider, until);
  return (asset) => {
    const before = asked.get(asset.assetId);
    if (before === undefined) return first;
    const gap = missing.get(asset.assetId);
    const days = [gap === until ? undefined : gap, asset.rank <= LARGE && isCandidate(asset) ? untraded.get(asset.assetId) : undefined].flatMap((day) => day ?? []);
    const from = provider.closes ? days.sort()[0] : addDays(before, 1);
    if (from === undefined || from > until) return null;
    return from < first ? first : from;
  };
}

async function historyTasks(live: Live, provider: LiveProvider, assets: readonly FollowedAsset[]): Promise<NewTask[]> {
  const until = yesterdayOf(live.clock);
  const [names, firstOf] = await Promise.all([askingNames(provider.source), firstAsked(live, provider, until)]);
  return assets.flatMap((asset) => {
    const from = names.has(asset.assetId) ? firstOf(asset) : null;
    return from === null ? [] : [{ datasetId: live.datasetId, source: provider.source, kind: 'history' as const, assetId: asset.assetId, priority: historyPriority(asset), from, to: until }];
  });
}

/** Asks for the history that is missing, of every source that has one. Returns how many tasks are new. */
export async function planHistory(live: Live): Promise<number> {
  const assets = await followedAssets(live.datasetId);
  let added = 0;
  for (const provider of thoseWith(live.providers, 'history')) added += await addTasks(await historyTasks(live, provider, assets));
  // What an asset is, and how large, is known better with time.
  await prioritise(live.datasetId, 'history', new Map(assets.map((asset) => [asset.assetId, historyPriority(asset)])));
  return added;
}

/** What a source's metrics of single assets are about; liquidity is not history, it is asked for as it is. */
function metricKindOf({ source }: LiveProvider): TaskKind {
  if (source.startsWith('exchange:')) return 'liquidity';
  return source === 'github' || source === 'coingecko' ? 'developer' : 'onChain';
}

const hasMetrics = (provider: LiveProvider): boolean => provider.metrics !== undefined || provider.describe !== undefined;

/** GitHub without a token gives an hour what one asset needs: only what indices hold is asked for. */
const isScarce = ({ settings }: Live, source: NetworkSource): boolean => source === 'github' && limitOf(settings, source, sourceAccess()).perMinute < 1;

/** An asset's own page changes slowly: where a month has an allowance, it is read once a week. */
const PAGE_DAYS = 7;

/**
 * First day that is asked for again, per asset, of a source that was asked `before`; null for none. A source that tells the day of all at
 * once is asked for the days that it was not asked on; pages and repositories are followed for what indices hold.
 */
async function firstAgain(live: Live, provider: LiveProvider, kind: TaskKind, until: IsoDay): Promise<(asset: FollowedAsset, before: IsoDay) => IsoDay | null> {
  const { source } = provider;
  const untold = provider.dayMetrics ? await firstUntold(live.datasetId, source, until, HEAL_DAYS) : null;
  const everyDay = provider.metrics !== undefined || limitOf(live.settings, source, sourceAccess()).perMonth === null;
  return ({ assetId, held }, before) => {
    if (untold) return untold.get(assetId) ?? null;
    const due = everyDay || before <= addDays(until, -PAGE_DAYS);
    return (kind === 'onChain' || held) && due ? addDays(before, 1) : null;
  };
}

/** A large asset of unknown kind is described as soon as its history would come: until then no index may hold it. */
const metricStep = (provider: LiveProvider, { kind, held, rank }: FollowedAsset): keyof typeof IMPORTANCE => (provider.describe && kind === 'other' && rank <= LARGE ? 'history' : held ? 'held' : 'rest');

/** Asks for metrics of one sort up to yesterday. Descriptions and repositories of what no index holds are asked for once, after all history. */
export async function planMetrics(live: Live, kind: 'onChain' | 'developer'): Promise<number> {
  const until = yesterdayOf(live.clock);
  const first = addDays(until, -METRIC_DAYS);
  const assets = await followedAssets(live.datasetId);
  let added = 0;
  for (const provider of live.providers.filter((one) => hasMetrics(one) && metricKindOf(one) === kind)) {
    const { source } = provider;
    const [names, asked, again] = await Promise.all([askingNames(source), askedUntil(live.datasetId, source, kind), firstAgain(live, provider, kind, until)]);
    const tasks = assets.flatMap((asset): NewTask[] => {
      const before = asked.get(asset.assetId);
      const wanted = before === undefined ? (asset.held || !isScarce(live, source) ? first : null) : again(asset, before);
      if (!names.has(asset.assetId) || wanted === null) return [];
      const from = [wanted < first ? first : wanted, until].sort()[0] as IsoDay;
      return [{ datasetId: live.datasetId, source, kind, assetId: asset.assetId, priority: priorityOf(metricStep(provider, asset), asset), from, to: until }];
    });
    added += await addTasks(tasks);
  }
  return added;
}
