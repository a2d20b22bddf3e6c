import 'server-only';
import type { Interest, Rate } from './schema';

/** What an exchange's spot side needs to be asked for, beyond what ccxt evens out. */
export interface SpotVenue {
  /** ccxt's own options: only spot markets are loaded, everything else would be more requests. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly marketParams: Readonly<Record<string, unknown>>;
  /** Levels of the book to ask for: the most that one request without a key gives; undefined is the exchange's own choice. */
  readonly bookLevels: number | undefined;
  readonly barsPerRequest: number;
  /** Whether it must be told where to end: Bybit gives the newest bars since the first day asked for, and the older ones would be missed. */
  readonly until: boolean;
  /** Days that its daily bars go back; null without a limit. */
  readonly historyDays: number | null;
  /** Traded value of a raw bar in the quote currency, where the exchange says it; ccxt drops it. */
  readonly turnover: ((bar: readonly unknown[]) => number) | null;
  /** Whether the change it tells is that of 24 hours. */
  readonly rollingChange: boolean;
}

/** Where an exchange's perpetual contracts are, and in what it counts what is open. */
export interface PerpVenue {
  readonly module: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Where the open interest comes from: with the rates, in a list of its own, or contract by contract (then only of the main one). */
  readonly interest: 'rates' | 'list' | 'each';
  /** Hours between payments where the exchange names only the exceptions; null where each rate says it. */
  readonly usualHours: number | null;
  /** Kraken Futures names contracts of markets that ccxt must all know. */
  readonly keepAll: boolean;
  /** Whether the rate of a contract that is paid in its own coin can be read. ccxt divides every rate of Kraken Futures by the price, which is not what those of PI_ mean. */
  readonly inverseFunding: boolean;
  /** USD open on one side; `price` is that of one contracted unit, `size` the units in one contract. NaN where it cannot be told. */
  readonly openUsd: (told: { readonly rate: Rate; readonly interest: Interest | null; readonly price: number; readonly size: number; readonly inverse: boolean }) => number;
}

export interface Venue {
  readonly spot: SpotVenue;
  readonly perps: PerpVenue | null;
}

const numberOf = (value: unknown): number => (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN);
const cell = (index: number) => (bar: readonly unknown[]): number => numberOf(bar[index]);

const PLAIN_SPOT: SpotVenue = { options: { defaultType: 'spot' }, marketParams: {}, bookLevels: undefined, barsPerRequest: 300, until: false, historyDays: null, turnover: null, rollingChange: true };
const spot = (special: Partial<SpotVenue>): SpotVenue => ({ ...PLAIN_SPOT, ...special, options: { ...PLAIN_SPOT.options, ...special.options } });
const perps = (special: Pick<PerpVenue, 'module' | 'interest' | 'openUsd'> & Partial<PerpVenue>): PerpVenue => ({ options: {}, usualHours: null, keepAll: false, inverseFunding: true, ...special });

const openAmount = (interest: Interest | null): number => interest?.openInterestAmount ?? Number.NaN;

const VENUES: Readonly<Record<string, Venue>> = {
  kraken: {
    // 720 bars, the running one among them, whatever is asked for; a bar is [s, o, h, l, c, vwap, volume, count].
    spot: spot({ bookLevels: 500, barsPerRequest: 720, historyDays: 719, turnover: (bar) => cell(5)(bar) * cell(6)(bar), rollingChange: false }),
    // PI_ contracts are counted in USD, PF_ in the coin.
    perps: perps({ module: 'krakenfutures', interest: 'rates', keepAll: true, inverseFunding: false, openUsd: ({ rate, price, inverse }) => numberOf(rate.info.openInterest) * (inverse ? 1 : price) }),
  },
  coinbase: { spot: spot({}), perps: null },
  binance: {
    spot: spot({ options: { fetchMarkets: { types: ['spot'] }, fetchMargins: false }, marketParams: { showPermissionSets: false, symbolStatus: 'TRADING' }, bookLevels: 1_000, barsPerRequest: 1_000, turnover: cell(7) }),
    perps: perps({ module: 'binance', options: { fetchMarkets: { types: ['linear'] }, defaultType: 'swap', fetchMargins: false }, interest: 'each', usualHours: 8, openUsd: ({ interest, price }) => openAmount(interest) * price }),
  },
  okx: {
    // Days in UTC (1Dutc) are ccxt's choice; a bar is [ms, o, h, l, c, base, base, quote, confirm].
    spot: spot({ options: { fetchMarkets: { types: ['spot'] } }, bookLevels: 5_000, barsPerRequest: 300, turnover: cell(7) }),
    perps: perps({ module: 'okx', options: { fetchMarkets: { types: ['swap'] }, defaultType: 'swap' }, interest: 'list', openUsd: ({ interest }) => interest?.openInterestValue ?? Number.NaN }),
  },
  bybit: {
    spot: spot({ options: { fetchMarkets: { types: ['spot'] } }, bookLevels: 200, barsPerRequest: 1_000, until: true, turnover: cell(6) }),
    // openInterest counts both sides; singleOpenInterest, where it is told, one.
    perps: perps({ module: 'bybit', options: { fetchMarkets: { types: ['linear'] }, defaultType: 'swap' }, interest: 'rates', openUsd: ({ rate, price }) => (rate.info.singleOpenInterest === undefined ? numberOf(rate.info.openInterest) / 2 : numberOf(rate.info.singleOpenInterest)) * price }),
  },
  kucoin: {
    // A bar is [s, open, CLOSE, HIGH, LOW, base, quote].
    spot: spot({ options: { fetchMarkets: { types: ['spot'], fetchTickersFees: false } }, bookLevels: 100, barsPerRequest: 1_500, turnover: cell(6) }),
    perps: perps({ module: 'kucoin', options: { fetchMarkets: { types: ['swap'], fetchTickersFees: false }, defaultType: 'swap' }, interest: 'list', openUsd: ({ interest, price, size }) => openAmount(interest) * size * price }),
  },
};

/** What is known about an exchange; any other that ccxt speaks with is asked for its spot markets in the plainest way. */
export const venueOf = (name: string): Venue => VENUES[name] ?? { spot: PLAIN_SPOT, perps: null };
