import { dayNumber, type IsoDay } from '../foundation/iso-day';
import { amountFault, dayFault, priceFault, type DailyNumbers } from './data-quality';
import { CANDLE_SLACK, CAP_CONTRADICTS, CLOCK_SKEW_MS, MAX_AMOUNT, MAX_METRIC, MAX_PRICE, MAX_SUPPLY, MAX_YIELD, NEWS_MAX_AGE_MS, QUOTE_MAX_AGE_MS, UNCONFIRMED_JUMP } from './live-rules';

const MS_PER_DAY = 86_400_000;
const PLAIN = /^-?\d{1,60}(\.\d{1,60})?$/;

/**
 * Decimal text as a number to judge it by: null is NaN (unknown); what is no plain decimal is Infinity, so that it is refused.
 * Example: '1.5' is 1.5, null is NaN, '1e5' and '' are Infinity.
 */
export function judgedNumber(text: string | null): number {
  if (text === null) return Number.NaN;
  return PLAIN.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
}

/** Why a price cannot be real, or null. Example: 2e9 is 'close above 1000000000 USD (not plausible)'. */
export function livePriceFault(price: number, name = 'close'): string | null {
  return priceFault(price, name) ?? (price > MAX_PRICE ? `${name} above ${MAX_PRICE} USD (not plausible)` : null);
}

function boundedFault(amount: number, name: string, most: number): string | null {
  return amountFault(amount, name) ?? (amount > most ? `${name} above ${most} (not plausible)` : null);
}

/**
 * Whether a market cap contradicts price × supply beyond 2 times; false where one of the three is unknown.
 * Example: cap 500 against 2 × 100 does, cap 300 does not.
 */
export function capContradicts(price: number, supply: number, cap: number): boolean {
  const product = price * supply;
  return product > 0 && cap > 0 && (cap > product * CAP_CONTRADICTS || product > cap * CAP_CONTRADICTS);
}

/**
 * Why a day cannot carry a fact at the moment of the answer (milliseconds since 1970), or null. The day must be over.
 * Example: at noon of 2021-12-30 that day is 'day not finished yet', the next one 'future day'.
 */
export function liveDayFault(day: IsoDay, answeredAt: number): string | null {
  const today = new Date(answeredAt).toISOString().slice(0, 10) as IsoDay;
  return dayFault(day, today) ?? ((dayNumber(day) + 1) * MS_PER_DAY > answeredAt ? 'day not finished yet' : null);
}

function candleFault({ open, high, low, close }: DailyNumbers): string | null {
  const parts = [open, high, low];
  const known = parts.filter((part) => !Number.isNaN(part)).length;
  if (known === 0) return null;
  if (known < parts.length) return 'candle is not whole (open, high and low belong together)';
  const fault = livePriceFault(open, 'open') ?? livePriceFault(high, 'high') ?? livePriceFault(low, 'low');
  if (fault !== null) return fault;
  const inside = (price: number): boolean => Number.isNaN(price) || (price >= low * (1 - CANDLE_SLACK) && price <= high * (1 + CANDLE_SLACK));
  return low <= high && inside(open) && inside(close) ? null : 'candle contradicts itself';
}

/**
 * Why a live daily row cannot be stored by itself, or null; USD, units for the supply, NaN where unknown. What needs the days around it
 * is judged in `judgeSeries`. Example: a row without any value is 'states nothing'; close 1 with cap 500 and supply 100 is refused.
 */
export function liveDailyFault(row: DailyNumbers): string | null {
  if ([row.close, row.tradedValue, row.marketCap, row.circulatingSupply, row.open].every(Number.isNaN)) return 'states nothing';
  return (
    (Number.isNaN(row.close) ? null : livePriceFault(row.close)) ??
    boundedFault(row.tradedValue, 'traded value', MAX_AMOUNT) ??
    boundedFault(row.marketCap, 'market cap', MAX_AMOUNT) ??
    boundedFault(row.circulatingSupply, 'circulating supply', MAX_SUPPLY) ??
    candleFault(row) ??
    (capContradicts(row.close, row.circulatingSupply, row.marketCap) ? 'market cap contradicts close × supply beyond 2 times' : null)
  );
}

/** A quote to judge. USD; moments in milliseconds since 1970; NaN where unknown. */
export interface QuoteNumbers {
  readonly price: number;
  readonly marketCap: number;
  readonly circulatingSupply: number;
  readonly tradedValue24h: number;
  /** Fraction. */
  readonly change24h: number;
  readonly quotedAt: number;
}

function momentFault(moment: number, answeredAt: number, oldest: number, tooOld: string): string | null {
  if (!Number.isFinite(moment)) return 'has no moment';
  if (moment > answeredAt + CLOCK_SKEW_MS) return 'stamped in the future (clock skew beyond 5 minutes)';
  return moment < answeredAt - oldest ? tooOld : null;
}

/**
 * Why a quote cannot be shown, or null. `lastPrice` is the asset's last accepted close, else its last quote; NaN where there is none.
 * Example: price 51 against a last price of 1 is 'off the last price by more than 50 times'.
 */
export function quoteFault(quote: QuoteNumbers, lastPrice: number, answeredAt: number): string | null {
  const { price } = quote;
  return (
    livePriceFault(price, 'price') ??
    momentFault(quote.quotedAt, answeredAt, QUOTE_MAX_AGE_MS, 'older than 48 hours') ??
    boundedFault(quote.marketCap, 'market cap', MAX_AMOUNT) ??
    boundedFault(quote.circulatingSupply, 'circulating supply', MAX_SUPPLY) ??
    boundedFault(quote.tradedValue24h, 'traded value', MAX_AMOUNT) ??
    (quote.change24h < -1 || Math.abs(quote.change24h) === Number.POSITIVE_INFINITY ? 'change over 24 hours is not possible' : null) ??
    (capContradicts(price, quote.circulatingSupply, quote.marketCap) ? 'market cap contradicts price × supply beyond 2 times' : null) ??
    (isOffClose(price, lastPrice) ? 'off the last price by more than 50 times' : null)
  );
}

/** Whether a price is beyond 50 times a close, or under a 50th; false where there is none. Example: 51 against 1 is. */
export function isOffClose(price: number, close: number): boolean {
  return price > close * UNCONFIRMED_JUMP || close > price * UNCONFIRMED_JUMP;
}

/** Metrics that may be below zero; every other one counts something. */
const SIGNED: ReadonlySet<string> = new Set(['FundingRate', 'NewsPolarity', 'SocialPolarity', 'StablePegDeviation']);
/** Metrics with a most. */
const MOST: ReadonlyMap<string, number> = new Map([['fearGreed', 100]]);

/** Why a metric's value cannot be stored, or null. Example: −1 as `commits` is 'negative commits', 101 as `fearGreed` is not plausible. */
export function metricFault(metric: string, value: number): string | null {
  if (Number.isNaN(value)) return `${metric} is unknown (blank)`;
  const size = SIGNED.has(metric) ? Math.abs(value) : value;
  return boundedFault(size, metric, MOST.get(metric) ?? MAX_METRIC);
}

/** Metrics that tell an amount of money or of units: what is counted may well be a hundred times as much a day later, these are not. */
const AMOUNTS = /USD$|^Sply|Supply$/;

/**
 * Why an amount cannot follow the one before it, or null: beyond 50 times of it or under a 50th, where the larger is at least a million.
 * Nothing follows from an unknown one (NaN) or from 0. Example: TvlUSD 1e9 after 1e7 is an 'unconfirmed jump', DevCommits 100 after 1 is none.
 */
export function amountJump(metric: string, value: number, before: number): string | null {
  if (!AMOUNTS.test(metric) || !(value > 0 && before > 0) || Math.max(value, before) < 1e6 || !isOffClose(value, before)) return null;
  return `unconfirmed jump: ${metric} ×${Number((value / before).toPrecision(3))} of the value before`;
}

/** Why a yield on offer cannot be stored, or null: fractions a year, USD; NaN where unknown. Example: 1,001 is not plausible. */
export function yieldFault(base: number, reward: number, tvl: number): string | null {
  const lost = Number.isFinite(base) && base < 0 ? Math.min(0, base + 1) : base;
  return boundedFault(lost, 'base yield', MAX_YIELD) ?? boundedFault(reward, 'reward yield', MAX_YIELD) ?? boundedFault(tvl, 'value locked', MAX_AMOUNT);
}

/** Why a headline cannot be kept, or null. Example: one of tomorrow is stamped in the future. */
export function newsFault(title: string, link: string, publishedAt: number, answeredAt: number): string | null {
  if (title.trim() === '') return 'has no title';
  if (!/^https?:\/\//.test(link)) return 'link is no web address';
  return momentFault(publishedAt, answeredAt, NEWS_MAX_AGE_MS, 'older than a year');
}
