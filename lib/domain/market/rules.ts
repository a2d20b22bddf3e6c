import type { AssetKind } from './asset';

/** Rule 2.1: a series that ends more than this many days before its dataset has ended; nearer ends are late, not gone. */
export const ENDED_AFTER_DAYS = 3;
/** Rule 2.1: an ended series is dead when its last close is under this fraction of its high of `DEAD_HIGH_DAYS`. */
export const DEAD_BELOW_HIGH = 0.05;
/** Rule 2.1: days of the high that the last close is held against. */
export const DEAD_HIGH_DAYS = 90;

/** Rule 2.2: the kinds that an index may hold; everything else never is. */
export const INDEX_KINDS: readonly AssetKind[] = ['coin', 'token'];

/** Rule 2.3: what an asset must show on the day of a rebalance. */
export interface Screens {
  /** Days since the first price, that day included. */
  readonly minHistoryDays: number;
  /** USD, median over the last 30 days. */
  readonly minMedianTradedValue30d: number;
  /** A price on each of so many last days. */
  readonly recentPriceDays: number;
}

/** Rule 2.3: the default screens of each tier. */
export const DEFAULT_SCREENS = {
  conservative: { minHistoryDays: 90, minMedianTradedValue30d: 1_000_000, recentPriceDays: 3 },
  balanced: { minHistoryDays: 90, minMedianTradedValue30d: 1_000_000, recentPriceDays: 3 },
  aggressive: { minHistoryDays: 90, minMedianTradedValue30d: 100_000, recentPriceDays: 3 },
} as const satisfies Record<string, Screens>;

/** Rule 2.3: an asset already held stays until it falls by this fraction below a screen. */
export const HELD_TOLERANCE = 0.2;
/** Rule 2.3: days of the median traded value. */
export const TRADED_VALUE_DAYS = 30;
/** Rule 2.3: at least so many of those days must be known; with fewer the median is n/a. */
export const TRADED_VALUE_MIN_DAYS = 15;

/** Rule 2.4: the last market-cap rank of the large and of the mid caps; small is beyond. */
export const LARGE_CAP_RANKS = 20;
export const MID_CAP_RANKS = 100;

/** Rule 1.5: a value may be carried forward for so many days, never longer. */
export const CARRY_FORWARD_DAYS = 3;

/** Rule 5.4: a dead constituent is carried at its last price for so many days, then at zero. */
export const DEAD_CARRY_DAYS = 3;
/** Rules 5.4 and 8.4: fee of each side of a trade, basis points. */
export const FEE_BPS = 10;
/** Rule 8.4: the average price paid is this share of the end move σ·√(size / daily traded value). */
export const AVERAGE_SLIPPAGE_SHARE = 2 / 3;
/** Rule 8.4: days of returns behind σ. */
export const SLIPPAGE_VOLATILITY_DAYS = 30;

/** Data quality: no real price is below this (USD); sources print such numbers for what they do not know. */
export const MIN_REAL_PRICE = 1e-15;
/** Data quality: a close beyond this many times (or under one over it) the close before is kept and flagged. */
export const SUSPECT_MOVE = 3;
/** Data quality: the day Bitcoin began; no crypto-asset has a price before it. */
export const FIRST_CRYPTO_DAY = '2009-01-03';
