/** Rule 5.4: every level starts here. */
export const INITIAL_LEVEL = 1000;
/** Rule 5.4: a dead constituent is carried at its last price for so many days, then at zero. */
export const DEAD_CARRY_DAYS = 3;
/** Rules 5.4 and 8.4: fee of each side of a trade, basis points. */
export const FEE_BPS = 10;
/** Rule 8.4: the average price paid is this share of the end move σ·√(size / daily traded value). */
export const AVERAGE_SLIPPAGE_SHARE = 2 / 3;
/** Rule 8.4: days of returns behind σ. */
export const SLIPPAGE_VOLATILITY_DAYS = 30;
/** Rule 4: fewer graded than this share of the eligible, and a rule that selects by grade takes market cap for that rebalance. */
export const MIN_GRADED_SHARE = 0.5;
/** Index sizes (USD) at which leaving is priced. */
export const LEAVING_SIZES = [10_000, 100_000, 1_000_000] as const;
/** Raised whenever the pipeline computes something else from the same data. */
export const PIPELINE_VERSION = 6;
/** Ranges of the figures, days; null is the whole life. */
export const FIGURE_RANGES = { '30d': 30, '90d': 90, '1y': 365, all: null } as const;
export type FigureRange = keyof typeof FIGURE_RANGES;
