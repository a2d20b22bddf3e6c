import type { GridGradients, Histogram } from './histogram';
import { BIN_STRIDE, MISSING_BIN } from './rules';

/** What a split must keep: samples and hessian on either side, penalty on leaf values, least gain. */
export interface SplitLimits {
  readonly minLeaf: number;
  readonly minLeafHessian: number;
  readonly lambda: number;
  readonly minGain: number;
}

/** Sums of one node on the grid: packed gradients, and hessians (the count where all hessians are 1). Whole numbers, exact. */
export interface NodeSums {
  readonly packed: number;
  readonly hessian: number;
}

/** Bins ≤ `bin` of `column` go left, and the missing ones where `missingLeft`. */
export interface Split {
  readonly column: number;
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly gain: number;
  readonly left: NodeSums;
  readonly right: NodeSums;
}

/** How many samples a packed sum is of. Example: a packed 2 × unit + 3 is of 2 samples. */
export function countOf(packed: number, grid: GridGradients): number {
  return Math.round(packed / grid.unit);
}

/** One search: what is being split, and the best border so far as packed sums of its left side. */
class Search {
  score: number;
  column = -1;
  bin = 0;
  missingLeft = false;
  packed = 0;
  hessian = 0;
  readonly count: number;
  readonly gradient: number;
  readonly weight: number;
  readonly parent: number;

  constructor(total: NodeSums, readonly grid: GridGradients, readonly limits: SplitLimits) {
    this.count = countOf(total.packed, grid);
    this.gradient = (total.packed - this.count * grid.unit) * grid.scale;
    this.weight = total.hessian * grid.hessianScale;
    this.parent = this.gradient ** 2 / (this.weight + limits.lambda);
    this.score = this.parent * (1 + 1e-12) + limits.minGain;
  }

  /** Judges one border by its left side; false once too little is left on the right. */
  offer(column: number, bin: number, missingLeft: boolean, packed: number, hessian: number): boolean {
    const { grid, limits } = this;
    const count = Math.round(packed / grid.unit);
    const weight = hessian < 0 ? count : hessian * grid.hessianScale;
    if (this.count - count < limits.minLeaf || this.weight - weight < limits.minLeafHessian) return false;
    if (count < limits.minLeaf || weight < limits.minLeafHessian) return true;
    const gradient = (packed - count * grid.unit) * grid.scale;
    const other = this.gradient - gradient;
    const score = (gradient * gradient) / (weight + limits.lambda) + (other * other) / (this.weight - weight + limits.lambda);
    if (score > this.score) {
      this.score = score;
      this.column = column;
      this.bin = bin;
      this.missingLeft = missingLeft;
      this.packed = packed;
      this.hessian = weight / grid.hessianScale;
    }
    return true;
  }
}

/** All borders of one column, each with the missing on the right and, where there are any, on the left. */
function scan(search: Search, sums: Float64Array, hessians: Float64Array | null, column: number): void {
  const base = column * BIN_STRIDE;
  const missing = sums[base + MISSING_BIN] as number;
  const missingHessian = hessians ? (hessians[base + MISSING_BIN] as number) : 0;
  let packed = 0;
  let hessian = hessians ? 0 : -1;
  for (let bin = 0; bin < MISSING_BIN; bin += 1) {
    const here = sums[base + bin] as number;
    if (here === 0) continue;
    packed += here;
    if (hessians) hessian += hessians[base + bin] as number;
    if (!search.offer(column, bin, false, packed, hessian)) return;
    if (missing !== 0) search.offer(column, bin, true, packed + missing, hessian + missingHessian);
  }
}

/**
 * The split of a node that lowers the loss most: gain = GL²/(HL + λ) + GR²/(HR + λ) − G²/(H + λ) (Chen & Guestrin 2016, eq. 7, without
 * the half), over every border and both ways for the missing; null where none keeps the limits. Where a node has none missing, they
 * go with the larger side. `allowed` (null: all) says which columns may be used. Equal gains: the first column, the lowest border.
 * Example: gradients −1, −1, 1, 1 in bins 0, 0, 1, 1 split after bin 0 with gain 4.
 */
export function findSplit(sums: Histogram, columns: number, total: NodeSums, grid: GridGradients, limits: SplitLimits, allowed: Uint8Array | null): Split | null {
  const search = new Search(total, grid, limits);
  for (let column = 0; column < columns; column += 1) {
    if (!allowed || allowed[column] === 1) scan(search, sums.packed, sums.hessian, column);
  }
  if (search.column < 0) return null;
  const { column, bin, packed, hessian } = search;
  const none = sums.packed[column * BIN_STRIDE + MISSING_BIN] === 0;
  const missingLeft = none ? 2 * countOf(packed, grid) > search.count : search.missingLeft;
  const left = { packed, hessian: Math.round(hessian) };
  const right = { packed: total.packed - packed, hessian: total.hessian - left.hessian };
  return { column, bin, missingLeft, gain: search.score - search.parent, left, right };
}
