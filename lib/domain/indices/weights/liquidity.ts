import { LIQUIDITY_SHARE, STATED_INDEX_SIZE } from './rules';

/**
 * Rule 5.2: the largest weight that an index of `indexSize` USD may give an asset, 10 % of its median 30-day traded value (USD) over the size.
 * A missing traded value (NaN) allows nothing. Example: USD 500,000 a day and an index of USD 1 m allow 0.05.
 */
export function liquidityCap(medianTradedValue: number, indexSize: number = STATED_INDEX_SIZE): number {
  return Number.isNaN(medianTradedValue) ? 0 : (LIQUIDITY_SHARE * medianTradedValue) / indexSize;
}
