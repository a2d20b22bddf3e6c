import type { GridGradients, Histogram } from './histogram';

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
interface Search {
  readonly grid: GridGradients;
  readonly limits: SplitLimits;
  readonly total: NodeSums;
  score: number;
  column: number;
  bin: number;
  missingLeft: boolean;
  packed: number;
  hessian: number;
}

/** A border must be better by more than rounding, so that of equal ones the first stays. */
const BETTER = 1 + 1e-12;

function note(search: Search, score: number, column: number, bin: number, missingLeft: boolean, packed: number, hessian: number): void {
  search.score = score;
  search.column = column;
  search.bin = bin;
  search.missingLeft = missingLeft;
  search.packed = packed;
  search.hessian = hessian;
}

/**
 * All borders of one column, at each the missing on the right and, where there are any, on the left. Scores are compared without
 * dividing: a/b + c/d > s where ad + cb > s·bd.
 */
function scan(search: Search, { packed: sums, hessian: hessians, slots }: Histogram, column: number): void {
  const { total, grid, limits } = search;
  const { unit, scale, hessianScale } = grid;
  const { minLeaf, minLeafHessian, lambda } = limits;
  const better = BETTER;
  const inverse = 1 / unit;
  const base = column * slots;
  const end = base + slots - 1;
  const all = Math.round(total.packed * inverse);
  const allGradient = total.packed - all * unit;
  const allWeight = total.hessian;
  const penalty = lambda / hessianScale;
  const leastWeight = minLeafHessian / hessianScale;
  const missing = sums[end] as number;
  const missingWeight = hessians ? (hessians[end] as number) : Math.round(missing * inverse);
  const sides = missing === 0 ? 1 : 2;
  let packed = 0;
  let weight = 0;
  let score = (search.score * hessianScale) / scale / scale;
  for (let at = base; at < end; at += 1) {
    packed += sums[at] as number;
    weight = hessians ? weight + (hessians[at] as number) : Math.floor(packed * inverse + 0.5);
    for (let side = 0; side < sides; side += 1) {
      const leftPacked = side === 0 ? packed : packed + missing;
      const leftWeight = side === 0 ? weight : weight + missingWeight;
      const count = Math.floor(leftPacked * inverse + 0.5);
      if (all - count < minLeaf || allWeight - leftWeight < leastWeight) {
        if (side === 0) return;
        break;
      }
      if (count < minLeaf || leftWeight < leastWeight) continue;
      const gradient = leftPacked - count * unit;
      const other = allGradient - gradient;
      const left = leftWeight + penalty;
      const right = allWeight - leftWeight + penalty;
      const above = gradient * gradient * right + other * other * left;
      const below = left * right;
      if (above > score * below * better) {
        score = above / below;
        note(search, (score * scale * scale) / hessianScale, column, at - base, side === 1, leftPacked, leftWeight);
      }
    }
  }
}

/**
 * The split of a node that lowers the loss most: gain = GL²/(HL + λ) + GR²/(HR + λ) − G²/(H + λ) (Chen & Guestrin 2016, eq. 7, without
 * the half), over every border and both ways for the missing; null where none keeps the limits. Where a node has none missing, they
 * go with the larger side. `allowed` (null: all) says which columns may be used. Equal gains: the first column, the lowest border.
 * Example: gradients −1, −1, 1, 1 in bins 0, 0, 1, 1 split after bin 0 with gain 4.
 */
export function findSplit(sums: Histogram, columns: number, total: NodeSums, grid: GridGradients, limits: SplitLimits, allowed: Uint8Array | null): Split | null {
  const count = countOf(total.packed, grid);
  const parent = ((total.packed - count * grid.unit) * grid.scale) ** 2 / (total.hessian * grid.hessianScale + limits.lambda);
  const search: Search = { grid, limits, total, score: parent + limits.minGain, column: -1, bin: 0, missingLeft: false, packed: 0, hessian: 0 };
  for (let column = 0; column < columns; column += 1) {
    if (!allowed || allowed[column] === 1) scan(search, sums, column);
  }
  if (search.column < 0) return null;
  const { column, bin, packed, hessian } = search;
  const none = sums.packed[(column + 1) * sums.slots - 1] === 0;
  const missingLeft = none ? 2 * countOf(packed, grid) > count : search.missingLeft;
  const right = { packed: total.packed - packed, hessian: total.hessian - hessian };
  return { column, bin, missingLeft, gain: search.score - parent, left: { packed, hessian }, right };
}
