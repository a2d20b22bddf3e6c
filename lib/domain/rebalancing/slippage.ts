import {
  DEPTH_AVERAGE_COST,
  DEPTH_END_MOVE,
  LIMIT_ORDER_FROM,
  MAX_EXPECTED_IMPACT,
  MAX_SHARE_OF_DAY,
  SQUARE_ROOT_AVERAGE_SHARE,
} from './rules';

/** What is known about a market's liquidity: USD and fractions; null is unknown. */
export interface Liquidity {
  readonly depth2pct: number | null;
  readonly dailyTradedValue: number | null;
  readonly dailyVolatility: number | null;
}

export type SlippageModel = 'depth' | 'squareRoot' | 'unknown';

/** Which model applies: depth where known, else square root, else none (Rule 8.4). Example: all null is 'unknown'. */
export function slippageModel(liquidity: Liquidity): SlippageModel {
  if (liquidity.depth2pct !== null) return 'depth';
  return liquidity.dailyTradedValue !== null && liquidity.dailyVolatility !== null ? 'squareRoot' : 'unknown';
}

/** Cost in USD of `size` in orders of at most `most`, when one order of size s costs `rate(s / most)` of itself. */
function inOrders(size: number, most: number, rate: (filled: number) => number): number {
  const whole = Math.floor(size / most);
  const rest = Math.min(most, Math.max(0, size - whole * most));
  return whole * most * rate(1) + rest * rate(rest / most);
}

/**
 * Average cost of trading `size` USD, as a fraction of it (Rule 8.4): 1 % × size / D by depth; ⅔ × σ × √(size / traded value)
 * otherwise; 0 where nothing is known. No single order is larger than the depth (or than a day's traded value): what is above
 * is filled in further orders of that size, so the average never exceeds 1 % (⅔ σ). Example: 10000 at depth 370000 is 0.00027027.
 */
export function averageCost(size: number, liquidity: Liquidity): number {
  if (size <= 0) return 0;
  const { depth2pct: depth, dailyTradedValue: day, dailyVolatility: sigma } = liquidity;
  if (depth !== null) return inOrders(size, depth, (filled) => DEPTH_AVERAGE_COST * filled) / size;
  if (day === null || sigma === null) return 0;
  return inOrders(size, day, (filled) => SQUARE_ROOT_AVERAGE_SHARE * sigma * Math.sqrt(filled)) / size;
}

/** How far one order of `size` USD moves the price by its end, a fraction (Rule 8.4). Example: 10000 at depth 370000 is 0.00054054. */
export function endMove(size: number, liquidity: Liquidity): number {
  const { depth2pct: depth, dailyTradedValue: day, dailyVolatility: sigma } = liquidity;
  if (depth !== null) return DEPTH_END_MOVE * Math.min(1, size / depth);
  if (day === null || sigma === null) return 0;
  return sigma * Math.sqrt(Math.min(1, size / day));
}

/** The largest order of one day: at most the depth, 5 % of the day's traded value and 25 bps of average cost (Rule 8.5). */
function largestOrder(liquidity: Liquidity): number {
  const { depth2pct: depth, dailyTradedValue: day, dailyVolatility: sigma } = liquidity;
  const limits = [Infinity];
  if (depth !== null) limits.push(depth, (depth * MAX_EXPECTED_IMPACT) / DEPTH_AVERAGE_COST);
  if (day !== null) limits.push(day * MAX_SHARE_OF_DAY);
  if (depth === null && day !== null && sigma !== null && sigma > 0) {
    limits.push(day * (MAX_EXPECTED_IMPACT / (SQUARE_ROOT_AVERAGE_SHARE * sigma)) ** 2);
  }
  return Math.min(...limits);
}

/**
 * Days an order of `size` USD is split over so that each part stays under the limits of Rule 8.5; 1 where nothing is known.
 * Example: 100000 against a traded value of 1000000 (5 % is 50000) takes 2 days.
 */
export function splitDays(size: number, liquidity: Liquidity): number {
  return Math.max(1, Math.ceil(size / largestOrder(liquidity) - 1e-12));
}

/** Market orders for a portfolio under USD 10,000, limit orders from there (Rule 8.5). Example: 9999.99 is 'market'. */
export function orderType(value: number): 'market' | 'limit' {
  return value < LIMIT_ORDER_FROM ? 'market' : 'limit';
}
