/** Rule 5.4: every level starts here. */
export const INITIAL_LEVEL = 1000;
/** Rules 5.4 and 8.4: what a forecast is judged by as well. */
export { AVERAGE_SLIPPAGE_SHARE, DEAD_CARRY_DAYS, FEE_BPS, SLIPPAGE_VOLATILITY_DAYS } from '../market/rules';
/** Rule 4: fewer graded than this share of the eligible, and a rule that selects by grade takes market cap for that rebalance. */
export const MIN_GRADED_SHARE = 0.5;
/** Index sizes (USD) at which leaving is priced. */
export const LEAVING_SIZES = [10_000, 100_000, 1_000_000] as const;
/** Raised whenever the pipeline computes something else from the same data. */
export const PIPELINE_VERSION = 8;
/** Ranges of the figures, days; null is the whole life. */
export const FIGURE_RANGES = { '30d': 30, '90d': 90, '1y': 365, all: null } as const;
export type FigureRange = keyof typeof FIGURE_RANGES;
