import type { Feature } from './feature';
import { CARRY_FORWARD_DAYS } from '../market/rules';
import type { MarketView } from './view';

/** Feature values of all assets over the rows `from` … `to − 1`; `values[f]` is row-major: (row − from) × assets + asset. */
export interface FeatureBlock {
  readonly from: number;
  readonly to: number;
  readonly assets: number;
  readonly values: readonly Float64Array[];
}

/** First row with a close, and one past the last row on which a close is not stale. */
function aliveRows(close: Float64Array, carry: number): [number, number] {
  const first = close.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return [0, 0];
  let last = close.length - 1;
  while (Number.isNaN(close[last])) last -= 1;
  return [first, last + carry + 1];
}

/**
 * Computes features over a block of rows. NaN where missing, not applicable, or the asset is not alive (before its first close,
 * or more than 3 days after its last). Example: `computeFeatures(market, [momentum], 100, 101).values[0]` has one value per asset.
 */
export function computeFeatures(market: MarketView, features: readonly Feature[], from: number, to: number): FeatureBlock {
  const assets = market.panel.assets.length;
  const values = features.map(() => new Float64Array(Math.max(0, to - from) * assets).fill(Number.NaN));
  for (let position = 0; position < assets; position += 1) {
    const view = market.view(position);
    const [first, end] = aliveRows(view.close, CARRY_FORWARD_DAYS);
    const start = Math.max(from, first);
    const stop = Math.min(to, end);
    features.forEach((feature, f) => {
      if (feature.applies && !feature.applies.test(view.asset)) return;
      const column = values[f] as Float64Array;
      for (let row = start; row < stop; row += 1) column[(row - from) * assets + position] = finiteOrMissing(feature.value(view, row));
    });
  }
  return { from, to, assets, values };
}

/** A value that overflowed does not exist. */
function finiteOrMissing(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
