import 'server-only';
import { addDays, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { CLOCK_SKEW_MS, dayOf, DAY_MS } from '../day-stamps';
import { judgeAmount, judgeKnown, judgePrice, MOST_UNITS } from '../judge-number';
import type { DailyRow, ListedAsset, QuoteRow, Taken } from '../live-port';
import { Refusals, schemaFault } from '../refusals';
import { marketSchema, namedSchema, type Market } from './schema';

/** Nothing was priced before Bitcoin began. */
const FIRST_MOMENT_MS = Date.UTC(2009, 0, 3);

/** A volume of 24 h that is this young is that of the day before. */
export const CLOSE_VOLUME_MS = 2 * 3_600_000;

export interface MarketRows {
  readonly markets: readonly Market[];
  readonly refusals: Refusals;
}

/** The rows of a page that are as described; one that is not is refused by its id, and of two with one id the first stands. */
export function readMarkets(page: readonly unknown[], seen: Set<string> = new Set()): MarketRows {
  const refusals = new Refusals();
  const markets: Market[] = [];
  for (const row of page) {
    const parsed = marketSchema.safeParse(row);
    const subject = namedSchema.safeParse(row).data?.id ?? '';
    if (!parsed.success) refusals.add(subject, '', schemaFault(parsed.error), row);
    else if (seen.has(subject)) refusals.add(subject, '', 'it came twice (the first stands)', row);
    else {
      seen.add(subject);
      markets.push(parsed.data);
    }
  }
  return { markets, refusals };
}

/** What a page says an asset is: little; its categories say the rest. */
export function toListed(market: Market, refusals: Refusals): ListedAsset {
  return {
    externalId: market.id,
    symbol: market.symbol.toUpperCase(),
    name: market.name,
    kind: null,
    sectors: [],
    ecosystem: null,
    consensus: null,
    maxSupply: refusals.keep(judgeKnown(market.max_supply, 'maximum supply', MOST_UNITS), market.id, '', market.max_supply),
    platforms: {},
    repositories: [],
  };
}

/** When a price was made, or why that is not to be believed. */
function momentOf(stamp: string | null, now: Date): Date | string {
  const time = stamp ? Date.parse(stamp) : Number.NaN;
  if (Number.isNaN(time)) return 'the time of the price is unknown';
  if (time > now.getTime() + CLOCK_SKEW_MS) return 'the price is from the future';
  return time < FIRST_MOMENT_MS ? 'the price is from before the first crypto-asset' : new Date(time);
}

/** Per cent of 24 h as a fraction; a loss of more than everything is none. */
function changeOf(market: Market, refusals: Refusals, about: string): number | null {
  const change = market.price_change_percentage_24h;
  if (change === null || change === undefined) return null;
  if (change >= -100) return change / 100;
  refusals.add(market.id, about, 'a change of 24 h below −100 %', change);
  return null;
}

/** The price of the moment, for display; null with its refusal where there is none to show. */
export function toQuote(market: Market, now: Date, refusals: Refusals): QuoteRow | null {
  const about = market.last_updated ?? '';
  const price = judgePrice(market.current_price, 'price');
  const quotedAt = momentOf(market.last_updated, now);
  if (!price.ok || typeof quotedAt === 'string') {
    refusals.add(market.id, about, price.ok ? String(quotedAt) : price.reason, market);
    return null;
  }
  return {
    externalId: market.id,
    price: price.text,
    marketCap: refusals.keep(judgeKnown(market.market_cap, 'market cap'), market.id, about, market.market_cap),
    circulatingSupply: refusals.keep(judgeKnown(market.circulating_supply, 'circulating supply', MOST_UNITS), market.id, about, market.circulating_supply),
    tradedValue24h: refusals.keep(judgeAmount(market.total_volume, 'traded value'), market.id, about, market.total_volume),
    change24h: changeOf(market, refusals, about),
    quotedAt,
  };
}

const UNPRICED = { open: null, high: null, low: null } as const;

/**
 * What a page of the moment says about the day before: the supply, and soon after midnight its traded value. Never its close, since a
 * price of some minutes later is none; the cap only where close × supply cannot make it.
 */
export function toDayBefore(market: Market, day: IsoDay, refusals: Refusals): DailyRow | null {
  const about = market.last_updated ?? '';
  const time = Date.parse(about);
  const sinceClose = time - Date.parse(`${addDays(day, 1)}T00:00:00Z`);
  if (!(sinceClose >= 0 && sinceClose < DAY_MS)) {
    refusals.add(market.id, about, `not updated on the day after ${day}`, about);
    return null;
  }
  const supply = refusals.keep(judgeKnown(market.circulating_supply, 'circulating supply', MOST_UNITS), market.id, about, market.circulating_supply);
  const young = sinceClose <= CLOSE_VOLUME_MS;
  const tradedValue = young ? refusals.keep(judgeAmount(market.total_volume, 'traded value'), market.id, about, market.total_volume) : null;
  const marketCap = young && supply === null ? refusals.keep(judgeKnown(market.market_cap, 'market cap'), market.id, about, market.market_cap) : null;
  if (supply === null && tradedValue === null && marketCap === null) {
    refusals.add(market.id, about, 'nothing of the day is known', market);
    return null;
  }
  return { externalId: market.id, day, close: null, tradedValue, marketCap, circulatingSupply: supply, ...UNPRICED };
}

/** Rows of what was asked for, in the order asked; what did not come is refused by name, what nobody asked for as well. */
export function inOrderAsked<T extends { readonly externalId: string }>(asked: readonly string[], rows: readonly T[], refusals: Refusals): Taken<T> {
  const byId = new Map(rows.map((row) => [row.externalId, row]));
  const refused = new Set(refusals.list.map(({ subject }) => subject));
  const wanted = new Set(asked);
  for (const id of byId.keys()) if (!wanted.has(id)) refusals.add(id, '', 'nobody asked for it', id);
  const taken = [...wanted].flatMap((id) => byId.get(id) ?? []);
  for (const id of wanted) if (!byId.has(id) && !refused.has(id)) refusals.add(id, '', 'not in the answer', '');
  return { rows: taken, refused: refusals.list };
}

/** Yesterday in UTC: the last day that is over. */
export const lastFinishedDay = (now: Date): IsoDay => addDays(dayOf(now), -1);
