/** Rule 6.4: the trend is the price against its mean of so many days, and the sign of that mean's slope. */
export const TREND_DAYS = 200;
/** Rule 6.4: days of the efficiency ratio. */
export const EFFICIENCY_DAYS = 60;
/** Rule 6.4: trending from this efficiency on, ranging below the other. */
export const TRENDING_EFFICIENCY = 0.3;
export const RANGING_EFFICIENCY = 0.15;
/** Rule 6.4: days of the volatility, and of the distribution that it is held against (two years). */
export const VOLATILITY_DAYS = 30;
export const VOLATILITY_HISTORY_DAYS = 730;
/** Rule 6.4: the top quintile. */
export const HIGH_VOLATILITY_SHARE = 0.8;
/** Rule 6.4: how much wider or narrower the bands are. A volatile bear leaves them as they are. */
export const BAND_MULTIPLES = { trending: 1.5, ranging: 0.75, neutral: 1, volatileBear: 1 } as const;
/** Rule 6.4: cash of `market-100` in a volatile bear. */
export const VOLATILE_BEAR_CASH = 0.5;
