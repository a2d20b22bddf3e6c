import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import type { DatasetSummary } from '@/lib/data/dataset';
import { loadFreshnessFacts, type FreshnessFacts, type QuoteSeen } from '@/lib/data/market-freshness';
import { closeAgeHours, judgeFreshness, mayAdvise, momentOf, showsQuote, type Freshness } from '@/lib/domain/market/freshness';
import { orderOf } from '@/lib/schemas/sources';
import { loadSourceSettings } from '@/lib/services/live/source-settings';

export interface AssetFreshness extends Freshness {
  /** Day of the last close. */
  readonly lastDay: string | null;
  /** A price of within the day, where there is one worth showing: never used in a grade. */
  readonly quote: (QuoteSeen & { readonly ageMinutes: number }) | null;
}

type Market = Pick<DatasetSummary, 'id' | 'live' | 'lastDay'>;

const MINUTE_MS = 60_000;

function quoteOf({ quote, lastDay }: FreshnessFacts, now: number): AssetFreshness['quote'] {
  if (quote === null || lastDay === null || !showsQuote(quote.quotedAt.getTime(), lastDay, now)) return null;
  return { ...quote, ageMinutes: Math.max(0, Math.floor((now - quote.quotedAt.getTime()) / MINUTE_MS)) };
}

function judge(facts: FreshnessFacts, moment: number): AssetFreshness {
  const { lastDay, ending, conflict, lastError } = facts;
  const age = lastDay === null ? null : closeAgeHours(lastDay, moment);
  return { ...judgeFreshness({ closeAgeHours: age, ending, conflict, lastError }), lastDay, quote: quoteOf(facts, moment) };
}

/** How fresh the assets of a market are, by id; all of them without a list. An id that the market does not have is absent. */
export async function readFreshness(market: Market, assets: readonly string[] | null = null, clock: Clock = systemClock): Promise<Map<string, AssetFreshness>> {
  const order = market.live ? orderOf(await loadSourceSettings(), 'close') : [];
  const facts = await loadFreshnessFacts(market, assets, order);
  const moment = momentOf(market, clock.now().getTime());
  return new Map(facts.map((each) => [each.id, judge(each, moment)]));
}

/** How fresh a market is as a whole: the age of its last day. */
export function freshnessOfMarket(market: Market, clock: Clock = systemClock): Freshness {
  const moment = momentOf(market, clock.now().getTime());
  return judgeFreshness({ closeAgeHours: closeAgeHours(market.lastDay, moment), ending: 'alive', lastError: null, conflict: false });
}

/** An asset that nothing is advised about, and why; unknown assets are never seen. */
export function notAdvised(freshness: ReadonlyMap<string, Freshness>, asset: string): Freshness | null {
  const found = freshness.get(asset) ?? { state: 'stale', reason: 'never-seen', ageHours: null };
  return mayAdvise(found) ? null : found;
}
