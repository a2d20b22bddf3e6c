/** Rule 5.1: a group (sector) is held to this share where an index asks for it. */
export const SECTOR_CAP = 0.4;
/** Rule 5.2: an index of this size (USD) … */
export const STATED_INDEX_SIZE = 1_000_000;
/** … may hold at most this share of an asset's median 30-day traded value. */
export const LIQUIDITY_SHARE = 0.1;
/** Rule 5.3: days of returns behind a covariance, and the fewest complete ones it accepts. */
export const COVARIANCE_DAYS = 90;
export const COVARIANCE_MIN_DAYS = 60;
/** Sums of weights may miss 1 by this much. */
export const WEIGHT_TOLERANCE = 1e-9;
