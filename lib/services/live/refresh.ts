import 'server-only';
import { followedAssets } from '@/lib/data/backfill-universe';
import { addDays } from '@/lib/domain/foundation/iso-day';
import { SourceError } from '@/lib/providers/live-port';
import { limitOf } from '@/lib/schemas/sources';
import { askingNames } from './asking-names';
import { storeUniverse } from './first-start';
import { listingSource, thoseWith, todayOf, yesterdayOf, type Ability, type Live, type With } from './live';
import { planHistory, planMetrics } from './plan-backfill';
import { sourceAccess } from './source-settings';
import type { Stored } from './store-context';

/** Days of a market-wide series asked for again each time: sources correct themselves. */
const SERIES_DAYS = 30;

/**
 * Asks each source that can; one that is in trouble does not keep the others waiting. Where none answered, the first trouble is thrown:
 * a job that got nothing has not succeeded.
 */
async function askEach<A extends Ability>(live: Live, ability: A, ask: (provider: With<A>) => Promise<string>): Promise<string> {
  const providers = thoseWith(live.providers, ability);
  if (providers.length === 0) return 'no source of it is switched on';
  const ends = await Promise.allSettled(providers.map(ask));
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  const other = failures.find((failure) => !(failure instanceof SourceError));
  if (other !== undefined || failures.length === ends.length) throw other ?? failures[0];
  return ends.map((end, i) => (end.status === 'fulfilled' ? end.value : `${providers[i]?.source}: ${(end.reason as SourceError).message}`)).join('; ');
}

const words = (source: string, { stored, refused }: Stored): string => `${source}: ${stored} stored${refused > 0 ? `, ${refused} refused` : ''}`;

/** What is listed: new assets appear, vanished ones are noticed, pairs of exchanges find their assets; what is new gets tasks. */
export async function refreshUniverse(live: Live): Promise<string> {
  const store = async (provider: With<'listing'>): Promise<string> => {
    const { assets, trouble } = await storeUniverse(live, provider);
    return `${provider.source}: ${assets} listed${trouble ? `, then ${trouble}` : ''}`;
  };
  const market = listingSource(live.providers);
  const parts = market ? [await store(market)] : [];
  // Exchanges are matched by ticker and price to what the market's listing has just told.
  const others = { ...live, providers: live.providers.filter((provider) => provider !== market) };
  if (thoseWith(others.providers, 'listing').length > 0) parts.push(await askEach(others, 'listing', store));
  await live.store.merge(live.datasetId);
  const tasks = await planHistory(live);
  return [...parts, ...(tasks > 0 ? [`${tasks} histories to come`] : [])].join('; ');
}

/** Where a month has an allowance, quotes of the smaller assets are not worth it. */
const QUOTES_OF_AN_ALLOWANCE = 250;

/** Prices within the day, for display only. */
export const refreshQuotes = (live: Live): Promise<string> =>
  askEach(live, 'quotes', async (provider) => {
    const [assets, names] = await Promise.all([followedAssets(live.datasetId), askingNames(provider.source)]);
    const limited = limitOf(live.settings, provider.source, sourceAccess()).perMonth !== null;
    const wanted = assets.slice(0, limited ? QUOTES_OF_AN_ALLOWANCE : undefined).flatMap(({ assetId }) => names.get(assetId) ?? []);
    return words(provider.source, await live.store.quotes({ datasetId: live.datasetId }, provider.source, await provider.quotes(wanted), live.clock.now()));
  });

/** Market-wide series, the day's metrics of all assets where a source tells them at once, and tasks for those of single assets. */
export async function refreshOnChain(live: Live): Promise<string> {
  const { datasetId, store, clock } = live;
  const tasks = await planMetrics(live, 'onChain');
  const until = yesterdayOf(clock);
  const series = await askEach(live, 'series', async (provider) => {
    const taken = await provider.series({ from: addDays(until, -SERIES_DAYS), to: todayOf(clock) });
    return words(provider.source, await store.series({ datasetId }, provider.source, taken, clock.now()));
  });
  const day = await askEach(live, 'dayMetrics', async (provider) => words(provider.source, await store.metrics({ datasetId }, provider.source, await provider.dayMetrics(until), clock.now())));
  await store.merge(datasetId);
  return `${series}; ${day}; ${tasks} assets to ask for`;
}

export const refreshDeveloper = async (live: Live): Promise<string> => `${await planMetrics(live, 'developer')} assets to ask for`;

export const refreshNews = (live: Live): Promise<string> =>
  askEach(live, 'news', async (provider) => words(provider.source, await live.store.news({ datasetId: live.datasetId }, provider.source, await provider.news(), live.clock.now())));

export const refreshYields = (live: Live): Promise<string> =>
  askEach(live, 'yields', async (provider) => words(provider.source, await live.store.yields({ datasetId: live.datasetId }, provider.source, await provider.yields(), live.clock.now())));
