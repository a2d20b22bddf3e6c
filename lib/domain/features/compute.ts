import { AssetBlock } from './block';
import type { Feature } from './feature';
import { copyRows } from './rolling/column';
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

/** On how many rows there is a value. */
function present(values: Float64Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) if (values[i] === values[i]) count += 1;
  return count;
}

/** Assets whose values are written together: those of a row are neighbours in memory, so that a line of the cache is filled at once. */
const LANES = 8;

/** A value that overflowed does not exist: ∞ − ∞ is NaN, anything else − itself is 0. */
const finite = (value: number): number => value + (value - value);

/** Deals out all lanes: spelled out, since a loop over them would cost more than they do. */
function dealAll(lanes: Float64Array, column: Float64Array, assets: number, base: number): void {
  const rows = lanes.length / LANES;
  for (let row = 0, place = base; row < rows; row += 1, place += assets) {
    column[place] = finite(lanes[row] as number);
    column[place + 1] = finite(lanes[row + rows] as number);
    column[place + 2] = finite(lanes[row + 2 * rows] as number);
    column[place + 3] = finite(lanes[row + 3 * rows] as number);
    column[place + 4] = finite(lanes[row + 4 * rows] as number);
    column[place + 5] = finite(lanes[row + 5 * rows] as number);
    column[place + 6] = finite(lanes[row + 6 * rows] as number);
    column[place + 7] = finite(lanes[row + 7 * rows] as number);
  }
}

/** Values of some assets, one after the other, dealt out to the rows they belong to. */
function dealOut(lanes: Float64Array, column: Float64Array, assets: number, base: number): void {
  if (base + LANES <= assets) return dealAll(lanes, column, assets, base);
  const rows = lanes.length / LANES;
  for (let lane = 0; base + lane < assets; lane += 1) for (let row = 0; row < rows; row += 1) column[row * assets + base + lane] = finite(lanes[lane * rows + row] as number);
}

/** What one computation writes into: the values of each feature, and those of the assets at hand. */
class Writer {
  readonly values: readonly Float64Array[];
  private readonly lanes: readonly Float64Array[];

  constructor(features: number, private readonly rows: number, private readonly assets: number, spare: readonly Float64Array[]) {
    const wanted = rows * assets;
    this.values = Array.from({ length: features }, (_, f) => (wanted <= (spare[f]?.length ?? -1) ? (spare[f] as Float64Array).subarray(0, wanted) : new Float64Array(wanted)));
    this.lanes = Array.from({ length: features }, () => new Float64Array(rows * LANES).fill(Number.NaN));
  }

  /** One asset's rows of a feature, left out where it is not alive; null where it has none. `alive` is null where it is so throughout. */
  write(feature: number, position: number, found: Float64Array | null, alive: Float64Array | null): void {
    const lanes = this.lanes[feature] as Float64Array;
    const { rows } = this;
    const at = (position % LANES) * rows;
    if (found === null) for (let row = 0; row < rows; row += 1) lanes[at + row] = Number.NaN;
    else if (alive !== null) for (let row = 0; row < rows; row += 1) lanes[at + row] = (found[row] as number) + ((alive[row] as number) - (alive[row] as number));
    else copyRows(lanes, at, found, 0, rows);
  }

  /** After the last asset of a group: deals out what was written. */
  close(position: number): void {
    if ((position + 1) % LANES !== 0 && position + 1 !== this.assets) return;
    for (let f = 0; f < this.values.length; f += 1) dealOut(this.lanes[f] as Float64Array, this.values[f] as Float64Array, this.assets, position - (position % LANES));
  }
}

/**
 * Computes features over a block of rows. NaN where missing, not applicable, or the asset is not alive (before its first close,
 * or more than 3 days after the last one by then). Example: `computeFeatures(market, [momentum], 100, 101).values[0]` has one value per asset.
 * `spare` is a block that is no longer read: its memory is written over, since to get new memory from the system costs as much as to fill it.
 */
export function computeFeatures(market: MarketView, features: readonly Feature[], from: number, to: number, spare?: FeatureBlock): FeatureBlock {
  const assets = market.panel.assets.length;
  const writer = new Writer(features.length, Math.max(0, to - from), assets, spare?.values ?? []);
  if (to <= from) return { from, to, assets, values: writer.values };
  const block = new AssetBlock(market, from, to);
  const metrics = features.map(metricsOf);
  for (let position = 0; position < assets; position += 1) {
    block.open(position);
    // A column of closes without a hole needs no second look.
    const solid = (block.column(close).solidFrom ?? to) <= from;
    const alive = solid ? null : block.series(ALIVE);
    const days = alive === null ? to - from : present(alive);
    const masked = days === to - from ? null : alive;
    for (let f = 0; f < features.length; f += 1) {
      const { applies, values: series } = features[f] as Feature;
      const has = days > 0 && applies?.test(block.view.asset) !== false && !(metrics[f] as string[]).some((name) => !market.hasMetric(name, position));
      writer.write(f, position, has ? block.series(series) : null, masked);
    }
    writer.close(position);
  }
  return { from, to, assets, values: writer.values };
}
