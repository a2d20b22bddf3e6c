import 'server-only';
import { judgeKnown, judgePrice } from '../judge-number';
import { schemaFault, type Refusals } from '../refusals';
import { interestSchema, rateSchema, type Interest, type Market, type Rate } from './schema';
import { DOLLARS } from './transform-markets';
import type { PerpVenue } from './venues';

/** A perpetual contract on an asset. */
export interface Perp {
  readonly market: Market;
  /** Units of the asset in one contracted unit: 1,000 for 1000PEPE. */
  readonly units: number;
}

/** What an exchange tells of all its contracts at once, by ccxt's symbol. */
export interface PerpAnswers {
  readonly rates: Readonly<Record<string, unknown>>;
  /** Hours between payments, where they are a list of their own. */
  readonly intervals: Readonly<Record<string, unknown>>;
  readonly interests: Readonly<Record<string, unknown>>;
}

/** What a venue's contracts on an asset say; null where they say nothing. */
export interface PerpMeasure {
  /** Fraction a day. */
  readonly fundingPerDay: number | null;
  readonly openInterestUsd: number | null;
}

const HOURS_A_DAY = 24;
/** More than a whole position a day is no funding rate. */
const MOST_A_DAY = 1;
const MULTIPLE = /^(1000|10000|100000|1000000)([A-Z].*)$/;

export const isPerpetual = ({ base, quote, swap, active }: Market): boolean => swap === true && active !== false && DOLLARS.includes(quote) && base !== quote;

/** The contracts on an asset, those in USDT first; those on a thousand of it count where there are none on one. */
export function perpsOf(base: string, markets: readonly Market[]): Perp[] {
  const own = markets.filter((market) => isPerpetual(market) && market.base === base).map((market) => ({ market, units: 1 }));
  const multiples = markets.flatMap((market) => {
    const [, units, of] = MULTIPLE.exec(market.base) ?? [];
    return isPerpetual(market) && of === base ? [{ market, units: Number(units) }] : [];
  });
  const rank = ({ market }: Perp): number => (market.quote === 'USDT' ? 0 : market.quote === 'USD' ? 1 : 2);
  return (own.length > 0 ? own : multiples).sort((a, b) => rank(a) - rank(b) || (a.market.symbol < b.market.symbol ? -1 : 1));
}

/** Hours of an interval. Example: '8h' is 8. NaN where it is none. */
export function intervalHours(interval: string | null | undefined): number {
  const [, hours] = /^(\d{1,3})h$/.exec(interval ?? '') ?? [];
  return hours !== undefined && Number(hours) > 0 ? Number(hours) : Number.NaN;
}

function readRate(symbol: string, answers: PerpAnswers, refusals: Refusals): Rate | null {
  const raw = answers.rates[symbol];
  if (raw === undefined) return null;
  const parsed = rateSchema.safeParse(raw);
  if (!parsed.success) refusals.add(symbol, '', schemaFault(parsed.error), raw);
  if (!parsed.success) return null;
  // Where a venue tells funding in money, the rate was made with this price.
  const mark = parsed.data.markPrice ?? null;
  return mark === null || refusals.keep(judgePrice(mark, 'mark price'), symbol, '', raw) !== null ? parsed.data : null;
}

function readInterest(symbol: string, answers: PerpAnswers, refusals: Refusals): Interest | null {
  const raw = answers.interests[symbol];
  if (raw === undefined) return null;
  const parsed = interestSchema.safeParse(raw);
  if (!parsed.success) refusals.add(symbol, '', schemaFault(parsed.error), raw);
  return parsed.success ? parsed.data : null;
}

/** Funding of a day from a rate for some hours: exchanges pay every 1, 4 or 8 hours, and their rates are for that long. */
function perDay(symbol: string, rate: Rate, venue: PerpVenue, answers: PerpAnswers, refusals: Refusals): number | null {
  if (rate.fundingRate === null || rate.fundingRate === undefined) {
    refusals.add(symbol, '', 'no funding rate is told', rate.info);
    return null;
  }
  const interval = rate.interval ?? rateSchema.safeParse(answers.intervals[symbol]).data?.interval ?? null;
  const every = interval === null ? (venue.usualHours ?? Number.NaN) : intervalHours(interval);
  const day = (rate.fundingRate / every) * HOURS_A_DAY;
  if (Math.abs(day) <= MOST_A_DAY) return day;
  refusals.add(symbol, '', Number.isNaN(day) ? 'funding for an unknown time' : 'funding of more than the position a day', rate);
  return null;
}

/**
 * Funding and open interest of a venue's contracts on one asset. Open interest is their sum, one side, in USD; funding their mean weighted by
 * it, or the first contract's where no contract tells what is open. `price` is the asset's on the spot market.
 */
export function measurePerps(perps: readonly Perp[], venue: PerpVenue, answers: PerpAnswers, price: number, refusals: Refusals): PerpMeasure {
  const told = perps.flatMap(({ market, units }) => {
    const rate = readRate(market.symbol, answers, refusals);
    if (!rate) return [];
    const day = market.inverse === true && !venue.inverseFunding ? null : perDay(market.symbol, rate, venue, answers, refusals);
    const interest = readInterest(market.symbol, answers, refusals);
    const mark = rate.markPrice ?? price * units;
    const usd = venue.openUsd({ rate, interest, price: mark, size: market.contractSize ?? Number.NaN, inverse: market.inverse === true });
    const open = Number.isNaN(usd) ? null : refusals.keep(judgeKnown(usd, 'open interest'), market.symbol, '', { info: rate.info, interest });
    return [{ day, open: open === null ? null : Number(open) }];
  });
  const weighted = told.flatMap(({ day, open }) => (day === null || open === null ? [] : [{ day, open }]));
  const total = weighted.reduce((sum, { open }) => sum + open, 0);
  const opens = told.flatMap(({ open }) => open ?? []);
  return {
    fundingPerDay: total > 0 ? weighted.reduce((sum, { day, open }) => sum + day * open, 0) / total : (told.find(({ day }) => day !== null)?.day ?? null),
    openInterestUsd: opens.length > 0 ? opens.reduce((sum, open) => sum + open, 0) : null,
  };
}
