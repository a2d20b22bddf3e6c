import 'server-only';
import { followedAssets } from '@/lib/data/backfill-universe';
import { loadSourceStates } from '@/lib/data/source-state';
import { addDays } from '@/lib/domain/foundation/iso-day';
import { SourceError } from '@/lib/providers/live-port';
import { limitOf } from '@/lib/schemas/sources';
import { scoreNews } from '@/lib/services/text/score-news';
import { askingNames } from './asking-names';
import { storeUniverse } from './first-start';
import { listingSource, thoseWith, todayOf, yesterdayOf, type Ability, type Live, type With } from './live';
import { isSpare } from './month-reserve';
import { planHistory, planMetrics } from './plan-backfill';
import { sourceAccess } from './source-settings';
import type { Stored } from './store-context';

/** Days of a market-wide series asked for again each time: sources correct themselves, and what was missed for as long heals. */
const SERIES_DAYS = 365;

/**
 * What several questions came to, in words; one that is in trouble does not keep the others waiting. Where none was answered, the first
 * trouble is thrown: a job that got nothing has not succeeded.
 */
async function together(asked: readonly Promise<string>[]): Promise<string> {
  const ends = await Promise.allSettled(asked);
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  const other = failures.find((failure) => !(failure instanceof SourceError));
  if (other !== undefined || (ends.length > 0 && failures.length === ends.length)) throw other ?? failures[0];
  return ends.map((end) => (end.status === 'fulfilled' ? end.value : `${(end.reason as SourceError).source}: ${(end.reason as SourceError).message}`)).join('; ') || 'no source of it is switched on';
}

/** Asks each source that can. */
const each = <A extends Ability>(live: Live, ability: A, ask: (provider: With<A>) => Promise<string>): Promise<string>[] => thoseWith(live.providers, ability).map(ask);

const words = (source: string, { stored, refused }: Stored): string => `${source}: ${stored} stored${refused > 0 ? `, ${refused} refused` : ''}`;

/** What is listed: new assets appear, vanished ones are noticed, pairs of exchanges find their assets; what is new gets tasks. */
export async function refreshUniverse(live: Live): Promise<string> {
  const store = async (provider: With<'listing'>): Promise<string> => {
    const { assets, trouble } = await storeUniverse(live, provider);
    return `${provider.source}: ${assets} listed${trouble ? `, then ${trouble}` : ''}`;
  };
  const market = listingSource(live.providers);
  const first = market && store(market);
  // Exchanges are matched by ticker and price to what the market's listing has just told, or told before.
  await first?.catch(() => undefined);
  const others = { ...live, providers: live.providers.filter((provider) => provider !== market) };
  const told = await together([...(first ? [first] : []), ...each(others, 'listing', store)]);
  await live.store.merge(live.datasetId);
  const tasks = await planHistory(live);
  return `${told}${tasks > 0 ? `; ${tasks} histories to come` : ''}`;
}

/** Where a month has an allowance, quotes of the smaller assets are not worth it. */
const QUOTES_OF_AN_ALLOWANCE = 250;

/** Prices within the day, for display only: of every source that knows one of our assets. */
export async function refreshQuotes(live: Live): Promise<string> {
  const { datasetId, store, settings, clock } = live;
  const [assets, states] = await Promise.all([followedAssets(datasetId), loadSourceStates()]);
  const ask = async (provider: With<'quotes'>, names: ReadonlyMap<string, string>): Promise<string> => {
    const { source } = provider;
    const { perMonth } = limitOf(settings, source, sourceAccess());
    const used = states.find((state) => state.source === source)?.monthRequests ?? 0;
    if (perMonth !== null && !isSpare(perMonth - used, perMonth, clock.now())) return `${source}: what is left of the month is kept for closes and history`;
    const wanted = assets.slice(0, perMonth === null ? undefined : QUOTES_OF_AN_ALLOWANCE).flatMap(({ assetId }) => names.get(assetId) ?? []);
    return words(source, await store.quotes({ datasetId }, source, await provider.quotes(wanted), clock.now()));
  };
  const knowing = await Promise.all(thoseWith(live.providers, 'quotes').map(async (provider) => ({ provider, names: await askingNames(provider.source) })));
  return together(knowing.filter(({ names }) => names.size > 0).map(({ provider, names }) => ask(provider, names)));
}

/** Tasks for metrics of single assets, market-wide series, and the day's metrics of all assets where a source tells them at once. */
export async function refreshOnChain(live: Live): Promise<string> {
  const { datasetId, store, clock } = live;
  // First: once the day is told, the days that were missed before it no longer show.
  const tasks = await planMetrics(live, 'onChain');
  const until = yesterdayOf(clock);
  const span = { from: addDays(until, -SERIES_DAYS), to: todayOf(clock) };
  const told = await together([
    ...each(live, 'series', async (provider) => words(provider.source, await store.series({ datasetId }, provider.source, await provider.series(span), clock.now()))),
    ...each(live, 'dayMetrics', async (provider) => words(provider.source, await store.metrics({ datasetId }, provider.source, await provider.dayMetrics(until), clock.now()))),
  ]).finally(() => store.merge(datasetId));
  return `${told}; ${tasks} assets to ask for`;
}

export const refreshDeveloper = async (live: Live): Promise<string> => `${await planMetrics(live, 'developer')} assets to ask for`;

/** Headlines of the feeds, and what they say: also of those that a stopped run left unread, whatever the feeds answer now. */
export async function refreshNews(live: Live): Promise<string> {
  const { datasetId, store, clock } = live;
  const told = together(each(live, 'news', async (provider) => words(provider.source, await store.news({ datasetId }, provider.source, await provider.news(), clock.now()))));
  await told.catch(() => undefined);
  const { judged, past, trouble } = await scoreNews(datasetId, clock);
  if (past) await store.merge(datasetId);
  return [await told, ...(judged > 0 ? [`${judged} judged`] : []), ...(trouble === null ? [] : [trouble])].join('; ');
}

export const refreshYields = (live: Live): Promise<string> =>
  together(each(live, 'yields', async (provider) => words(provider.source, await live.store.yields({ datasetId: live.datasetId }, provider.source, await provider.yields(), live.clock.now()))));
