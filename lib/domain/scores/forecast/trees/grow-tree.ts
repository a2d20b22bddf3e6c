import type { Rng } from '../../../foundation/rng';
import type { BinMatrix } from './bin-matrix';
import { createHistogram, fillHistogram, subtractHistogram, toGrid, type GridGradients, type Histogram } from './histogram';
import { countOf, findSplit, type NodeSums, type Split, type SplitLimits } from './split';
import { emptyTree, partition, setValues, type MutableTree } from './tree-rows';
import type { GrownTree } from './trees';

/** Limits of one tree; with `splitFraction` below 1 every split chooses among so many of the columns. */
export interface GrowOptions extends SplitLimits {
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly splitFraction: number;
}

/** A leaf that may be split still. */
interface OpenLeaf {
  readonly node: number;
  readonly depth: number;
  readonly histogram: Histogram;
  readonly split: Split;
}

/** Everything that one tree's growth shares. */
interface Growth {
  readonly matrix: BinMatrix;
  readonly grid: GridGradients;
  readonly options: GrowOptions;
  readonly rng: Rng;
  readonly pool: Histogram[];
  readonly tree: MutableTree;
  readonly rows: Int32Array;
  readonly scratch: Int32Array;
  readonly open: OpenLeaf[];
}

/** Which columns this split may use; null where all. */
function drawColumns({ options, matrix, rng }: Growth): Uint8Array | null {
  const columns = matrix.features.length;
  const wanted = Math.max(1, Math.round(options.splitFraction * columns));
  if (wanted >= columns) return null;
  const allowed = new Uint8Array(columns);
  for (let left = wanted; left > 0; ) {
    const column = rng.int(columns);
    if (allowed[column] === 1) continue;
    allowed[column] = 1;
    left -= 1;
  }
  return allowed;
}

/** Looks for the split of a leaf whose histogram is ready; the histogram goes back to the pool where there is none. */
function openLeaf(growth: Growth, node: number, depth: number, sums: NodeSums, histogram: Histogram): void {
  const { grid, matrix, options, open, pool } = growth;
  const split = maySplit(growth, depth, sums) ? findSplit(histogram, matrix.features.length, sums, grid, options, drawColumns(growth)) : null;
  if (split) open.push({ node, depth, histogram, split });
  else pool.push(histogram);
}

function maySplit({ options, grid }: Growth, depth: number, sums: NodeSums): boolean {
  return depth < options.maxDepth && countOf(sums.packed, grid) >= 2 * options.minLeaf;
}

function takeHistogram({ pool, matrix, grid }: Growth): Histogram {
  return pool.pop() ?? createHistogram(matrix.stride, grid.hessian !== null);
}

/** The open leaf whose split gains most, the older one among equals. */
function takeBest(open: OpenLeaf[]): OpenLeaf | null {
  let best = 0;
  for (let k = 1; k < open.length; k += 1) if ((open[k] as OpenLeaf).split.gain > (open[best] as OpenLeaf).split.gain) best = k;
  return open.splice(best, 1)[0] ?? null;
}

/** Writes a split into the tree; returns the left child, the right one stands after it. */
function writeSplit({ tree, rows, matrix, scratch, grid }: Growth, { node, split }: OpenLeaf): number {
  const child = tree.nodes;
  const start = tree.start[node] as number;
  const end = tree.end[node] as number;
  const middle = partition(matrix, rows, scratch, start, end, split);
  tree.nodes += 2;
  tree.column[node] = split.column;
  tree.bin[node] = split.bin;
  tree.missingLeft[node] = split.missingLeft ? 1 : 0;
  tree.gain[node] = split.gain;
  tree.left[node] = child;
  tree.start[child] = start;
  tree.end[child] = middle;
  tree.start[child + 1] = middle;
  tree.end[child + 1] = end;
  tree.cover[child] = countOf(split.left.packed, grid);
  tree.cover[child + 1] = countOf(split.right.packed, grid);
  return child;
}

/** The histogram of the smaller child is summed, that of the larger is what it leaves of the parent's. */
function openChildren(growth: Growth, leaf: OpenLeaf, child: number): void {
  const { tree, rows, matrix, grid, pool } = growth;
  const { split, histogram } = leaf;
  const depth = leaf.depth + 1;
  if (!maySplit(growth, depth, split.left) && !maySplit(growth, depth, split.right)) {
    pool.push(histogram);
    return;
  }
  const leftSmaller = (tree.cover[child] as number) <= (tree.cover[child + 1] as number);
  const small = leftSmaller ? child : child + 1;
  const summed = takeHistogram(growth);
  fillHistogram(summed, matrix, rows, tree.start[small] as number, tree.end[small] as number, grid);
  subtractHistogram(histogram, summed);
  openLeaf(growth, child, depth, split.left, leftSmaller ? summed : histogram);
  openLeaf(growth, child + 1, depth, split.right, leftSmaller ? histogram : summed);
}

function allRows(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row += 1) rows[row] = row;
  return rows;
}

function sumAll({ packed, hessian }: GridGradients): NodeSums {
  let sum = 0;
  let weight = hessian ? 0 : packed.length;
  for (let i = 0; i < packed.length; i += 1) sum += packed[i] as number;
  if (hessian) for (let i = 0; i < hessian.length; i += 1) weight += hessian[i] as number;
  return { packed: sum, hessian: weight };
}

/**
 * Grows one tree leaf by leaf, always splitting where it lowers the loss most, until `maxLeaves` or no split keeps the limits.
 * `gradient` and `hessian` (null: 1 everywhere) are one per row of the matrix. `pool` keeps histograms from tree to tree: one pool
 * per matrix width and kind of hessian. Returns the tree and the rows, those of one leaf together. Example: one binary column and gradients −1 and 1 either side make leaves of 1 and −1.
 */
export function growTree(matrix: BinMatrix, gradient: Float64Array, hessian: Float64Array | null, options: GrowOptions, rng: Rng, pool: Histogram[]): { tree: GrownTree; rows: Int32Array } {
  const grid = toGrid(gradient, hessian);
  const tree = emptyTree(options.maxLeaves, matrix.count);
  const rows = allRows(matrix.count);
  const growth: Growth = { matrix, grid, options, rng, pool, tree, rows, scratch: new Int32Array(matrix.count), open: [] };
  const root = takeHistogram(growth);
  fillHistogram(root, matrix, rows, 0, matrix.count, grid);
  openLeaf(growth, 0, 0, sumAll(grid), root);
  for (let leaves = 1; leaves < options.maxLeaves; leaves += 1) {
    const leaf = takeBest(growth.open);
    if (!leaf) break;
    const child = writeSplit(growth, leaf);
    if (leaves + 1 < options.maxLeaves) openChildren(growth, leaf, child);
    else pool.push(leaf.histogram);
  }
  for (const { histogram } of growth.open) pool.push(histogram);
  setValues(tree, rows, gradient, hessian, options.lambda);
  return { tree, rows };
}
