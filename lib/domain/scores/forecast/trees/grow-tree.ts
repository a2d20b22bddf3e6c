import type { Rng } from '../../../foundation/rng';
import type { BinMatrix } from './bin-matrix';
import { createHistogram, fillHistogram, subtractHistogram, toGrid, type GridGradients, type Histogram } from './histogram';
import { drawSome } from './sampling';
import { countOf, findSplit, type NodeSums, type Split, type SplitLimits } from './split';
import { emptyTree, partition, setValues, type MutableTree } from './tree-rows';
import type { GrownTree } from './trees';

/** Limits of one tree; with `splitFraction` below 1 every split chooses among so many of the tree's columns. */
export interface GrowOptions extends SplitLimits {
  readonly maxLeaves: number;
  readonly maxDepth: number;
  readonly splitFraction: number;
}

/** What one tree is grown on: gradient and hessian (null: 1 everywhere) are one per row of the matrix; rows may repeat, null columns are all. */
export interface GrowData {
  readonly matrix: BinMatrix;
  readonly rows: Int32Array;
  readonly columns: Int32Array | null;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array | null;
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
  readonly columns: Int32Array | null;
  readonly scratch: Int32Array;
  readonly open: OpenLeaf[];
}

/** Which columns this split may use; null where all. */
function drawColumns({ options, matrix: { width }, columns, rng }: Growth): Uint8Array | null {
  const size = columns?.length ?? width;
  const wanted = Math.max(1, Math.round(options.splitFraction * size));
  if (wanted >= width) return null;
  const allowed = new Uint8Array(width);
  for (const k of drawSome(size, wanted, rng)) allowed[columns ? (columns[k] as number) : k] = 1;
  return allowed;
}

/** Looks for the split of a leaf whose histogram is ready; the histogram goes back to the pool where there is none. */
function openLeaf(growth: Growth, node: number, depth: number, sums: NodeSums, histogram: Histogram): void {
  const { grid, matrix, options, open, pool } = growth;
  const split = maySplit(growth, depth, sums) ? findSplit(histogram, matrix.width, sums, grid, options, drawColumns(growth)) : null;
  if (split) open.push({ node, depth, histogram, split });
  else pool.push(histogram);
}

function maySplit({ options, grid }: Growth, depth: number, sums: NodeSums): boolean {
  return depth < options.maxDepth && countOf(sums.packed, grid) >= 2 * options.minLeaf;
}

function takeHistogram({ pool, matrix, grid }: Growth): Histogram {
  return pool.pop() ?? createHistogram(matrix.stride, matrix.slots, grid.hessian !== null);
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

/** The sums of all rows of the tree. */
function sumRows({ packed, hessian }: GridGradients, rows: Int32Array): NodeSums {
  let sum = 0;
  let weight = hessian ? 0 : rows.length;
  for (let k = 0; k < rows.length; k += 1) sum += packed[rows[k] as number] as number;
  if (hessian) for (let k = 0; k < rows.length; k += 1) weight += hessian[rows[k] as number] as number;
  return { packed: sum, hessian: weight };
}

/**
 * Grows one tree leaf by leaf, always splitting where it lowers the loss most, until `maxLeaves` or no split keeps the limits. `pool` keeps
 * histograms from tree to tree: one pool per matrix and kind of hessian. Returns the tree and its rows, those of one leaf together.
 * Example: one binary column and gradients −1 and 1 either side make leaves of 1 and −1.
 */
export function growTree({ matrix, rows: given, columns, gradient, hessian }: GrowData, options: GrowOptions, rng: Rng, pool: Histogram[]): { tree: GrownTree; rows: Int32Array } {
  const grid = toGrid(gradient, hessian, given.length);
  const rows = given.slice();
  const tree = emptyTree(options.maxLeaves, rows.length);
  const growth: Growth = { matrix, grid, options, rng, pool, tree, rows, columns, scratch: new Int32Array(rows.length), open: [] };
  const root = takeHistogram(growth);
  fillHistogram(root, matrix, rows, 0, rows.length, grid);
  openLeaf(growth, 0, 0, sumRows(grid, rows), root);
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
