import { AssetBlock } from './block';
import type { Feature } from './feature';
import { close } from './sources';
import type { MarketView } from './view';
import { latest } from './windows';

/** Feature values of all assets over the rows `from` … `to − 1`; `values[f]` is row-major: (row − from) × assets + asset. */
export interface FeatureBlock {
  readonly from: number;
  readonly to: number;
  readonly assets: number;
  readonly values: readonly Float64Array[];
}

/** An asset is alive on the rows on which its last close is not stale: known by then, whatever closes come later. */
const ALIVE = latest(close);

/** Metrics that a feature reads; an asset without any value of one of them has no value of the feature. */
function metricsOf({ needs }: Feature): string[] {
  return needs.filter((need) => need.startsWith('metric:')).map((need) => need.slice('metric:'.length));
}

function anyPresent(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i += 1) if (values[i] === values[i]) return true;
  return false;
}

/** Writes one asset's rows of a feature to their places; a value that overflowed does not exist. */
function place(found: Float64Array, alive: Float64Array, column: Float64Array, assets: number, position: number): void {
  for (let i = 0; i < found.length; i += 1) {
    const value = found[i] as number;
    if (alive[i] === alive[i] && value - value === 0) column[i * assets + position] = value;
  }
}

/**
 * Computes features over a block of rows. NaN where missing, not applicable, or the asset is not alive (before its first close,
 * or more than 3 days after the last one by then). Example: `computeFeatures(market, [momentum], 100, 101).values[0]` has one value per asset.
 */
export function computeFeatures(market: MarketView, features: readonly Feature[], from: number, to: number): FeatureBlock {
  const assets = market.panel.assets.length;
  const rows = Math.max(0, to - from);
  const values = features.map(() => new Float64Array(rows * assets).fill(Number.NaN));
  if (rows === 0) return { from, to, assets, values };
  const block = new AssetBlock(market, from, to);
  const metrics = features.map(metricsOf);
  for (let position = 0; position < assets; position += 1) {
    block.open(position);
    const alive = block.series(ALIVE);
    if (!anyPresent(alive)) continue;
    for (let f = 0; f < features.length; f += 1) {
      const { applies, values: series } = features[f] as Feature;
      if (applies && !applies.test(block.view.asset)) continue;
      if ((metrics[f] as string[]).some((name) => !market.hasMetric(name, position))) continue;
      place(block.series(series), alive, values[f] as Float64Array, assets, position);
    }
  }
  return { from, to, assets, values };
}
