import type { MarketView } from '../../../features/view';
import { growth, latest } from '../../../features/window';

/** Rule 3.5: the momentum baseline looks back so many days. */
export const MOMENTUM_DAYS = 30;

/** What the forecast must beat without any model: `value` for each sample (a panel row and an asset's position). */
function perSample(rows: Int32Array, assets: Int32Array, value: (asset: number, row: number) => number): Float64Array {
  return Float64Array.from(rows, (row, sample) => value(assets[sample] as number, row));
}

/** Return over the 30 days to the row, one per sample; NaN where either close is missing. Example: 100 then 110 thirty days later is 0.1. */
export function momentumScore(market: MarketView, rows: Int32Array, assets: Int32Array): Float64Array {
  return perSample(rows, assets, (asset, row) => growth(market.view(asset).close, row, MOMENTUM_DAYS));
}

/** Minus the log of the market cap (small ones first), one per sample; NaN where unknown. Banz (1981). Example: a cap of 1 is 0. */
export function sizeScore(market: MarketView, rows: Int32Array, assets: Int32Array): Float64Array {
  return perSample(rows, assets, (asset, row) => {
    const cap = latest(market.view(asset).marketCap, row);
    return cap > 0 ? 0 - Math.log(cap) : Number.NaN;
  });
}
