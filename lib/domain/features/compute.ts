import type { Feature } from './feature';
import type { MarketView } from './view';
import { latest } from './window';

/** Feature values of all assets over the rows `from` … `to − 1`; `values[f]` is row-major: (row − from) × assets + asset. */
export interface FeatureBlock {
  readonly from: number;
  readonly to: number;
  readonly assets: number;
  readonly values: readonly Float64Array[];
}

/** The rows on which the last close is not stale: known by then, whatever closes come later. */
function aliveRows(close: Float64Array, from: number, to: number): number[] {
  const rows: number[] = [];
  for (let row = from; row < to; row += 1) if (!Number.isNaN(latest(close, row))) rows.push(row);
  return rows;
}

/**
 * Computes features over a block of rows. NaN where missing, not applicable, or the asset is not alive (before its first close,
 * or more than 3 days after the last one by then). Example: `computeFeatures(market, [momentum], 100, 101).values[0]` has one value per asset.
 */
export function computeFeatures(market: MarketView, features: readonly Feature[], from: number, to: number): FeatureBlock {
  const assets = market.panel.assets.length;
  const values = features.map(() => new Float64Array(Math.max(0, to - from) * assets).fill(Number.NaN));
  for (let position = 0; position < assets; position += 1) {
    const view = market.view(position);
    const alive = aliveRows(view.close, from, to);
    if (alive.length === 0) continue;
    features.forEach((feature, f) => {
      if (feature.applies && !feature.applies.test(view.asset)) return;
      const column = values[f] as Float64Array;
      for (const row of alive) column[(row - from) * assets + position] = finiteOrMissing(feature.value(view, row));
    });
  }
  return { from, to, assets, values };
}

/** A value that overflowed does not exist. */
function finiteOrMissing(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
