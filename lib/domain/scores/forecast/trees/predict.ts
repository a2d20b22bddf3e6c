import type { BoostedTrees } from './boosting';
import type { RandomForest } from './forest';
import { allOf } from './sampling';
import type { Trees } from './trees';

/**
 * The leaf of one tree that a sample ends in (its values are from `at` on; NaN missing): the index of a node.
 * Example: in a tree of one node every sample ends in its root.
 */
export function leafOf({ feature, threshold, missingLeft, left }: Trees, root: number, values: Float32Array, at: number): number {
  let node = root;
  for (let f = feature[node] as number; f >= 0; f = feature[node] as number) {
    const value = values[at + f] as number;
    const goesLeft = value === value ? value <= (threshold[node] as number) : missingLeft[node] === 1;
    node = (left[node] as number) + (goesLeft ? 0 : 1);
  }
  return node;
}

/** Up to so many samples walk down one by one; more are divided node by node, which the processor need not guess about. */
const FEW = 8;

/**
 * Room for dividing samples: their values column by column, lists of them (all in order, which stays, and two in turn), and where in
 * which list each node's samples are.
 */
interface Division {
  readonly columns: Float32Array;
  readonly count: number;
  readonly width: number;
  readonly lists: readonly [Int32Array, Int32Array, Int32Array];
  readonly list: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/**
 * Columns from rows, a few rows at a time, so that neither side leaves the processor's cache; then all columns again with −∞ for
 * what is missing. The missing go right by the first (a comparison with NaN is false) and left by the second.
 */
function toColumns(values: Float32Array, count: number, width: number): Float32Array {
  const tile = 16;
  const columns = new Float32Array(2 * count * width);
  for (let first = 0; first < count; first += tile) {
    const last = Math.min(count, first + tile);
    for (let f = 0; f < width; f += 1) {
      for (let row = first, at = first * width + f; row < last; row += 1, at += width) {
        const value = values[at] as number;
        columns[f * count + row] = value;
        columns[(width + f) * count + row] = value === value ? value : -Infinity;
      }
    }
  }
  return columns;
}

function createDivision({ roots }: Trees, values: Float32Array, count: number, width: number): Division {
  let nodes = 1;
  for (let t = 0; t + 1 < roots.length; t += 1) nodes = Math.max(nodes, (roots[t + 1] as number) - (roots[t] as number));
  const lists = [allOf(count), new Int32Array(count), new Int32Array(count)] as const;
  return { columns: toColumns(values, count, width), count, width, lists, list: new Uint8Array(nodes), start: new Int32Array(nodes), end: new Int32Array(nodes) };
}

/**
 * Writes what is left of a border to the front and what is right of it to the back of the other list, without a branch that the
 * processor would have to guess, four at a step; returns where the right side begins.
 */
function divide(columns: Float32Array, first: number, threshold: number, from: Int32Array, to: Int32Array, start: number, end: number): number {
  let left = start;
  let right = end - 1;
  let k = start;
  for (; k + 3 < end; k += 4) {
    const a = from[k] as number;
    const b = from[k + 1] as number;
    const c = from[k + 2] as number;
    const d = from[k + 3] as number;
    const leftA = +((columns[first + a] as number) <= threshold);
    const leftB = +((columns[first + b] as number) <= threshold);
    const leftC = +((columns[first + c] as number) <= threshold);
    const leftD = +((columns[first + d] as number) <= threshold);
    to[left] = a;
    to[right] = a;
    left += leftA;
    right += leftA - 1;
    to[left] = b;
    to[right] = b;
    left += leftB;
    right += leftB - 1;
    to[left] = c;
    to[right] = c;
    left += leftC;
    right += leftC - 1;
    to[left] = d;
    to[right] = d;
    left += leftD;
    right += leftD - 1;
  }
  for (; k < end; k += 1) {
    const row = from[k] as number;
    const goesLeft = +((columns[first + row] as number) <= threshold);
    to[left] = row;
    to[right] = row;
    left += goesLeft;
    right += goesLeft - 1;
  }
  return left;
}

/** Adds one tree's leaves; children stand after their parent, so that nodes in order are enough. */
function addDivided(trees: Trees, root: number, next: number, { columns, count, width, lists, list, start, end }: Division, predicted: Float64Array): void {
  start[0] = 0;
  end[0] = count;
  for (let node = root; node < next; node += 1) {
    const from = start[node - root] as number;
    const to = end[node - root] as number;
    const which = list[node - root] as number;
    const rows = lists[which] as Int32Array;
    const feature = trees.feature[node] as number;
    if (feature >= 0) {
      const child = (trees.left[node] as number) - root;
      const other = which === 1 ? 2 : 1;
      const column = trees.missingLeft[node] === 1 ? width + feature : feature;
      const middle = divide(columns, column * count, trees.threshold[node] as number, rows, lists[other], from, to);
      start[child] = from;
      end[child] = middle;
      start[child + 1] = middle;
      end[child + 1] = to;
      list[child] = other;
      list[child + 1] = other;
      continue;
    }
    const value = trees.value[node] as number;
    for (let k = from; k < to; k += 1) {
      const row = rows[k] as number;
      predicted[row] = (predicted[row] as number) + value;
    }
  }
}

/**
 * Predictions of `count` samples (row-major, count × width, NaN missing): base + the leaf of every tree. A sample's prediction does not
 * depend on its company. Example: a model without trees predicts its base.
 */
export function predictTrees(model: BoostedTrees | RandomForest, values: Float32Array, count: number): Float64Array {
  const { trees, base, width } = model;
  const { roots } = trees;
  const predicted = new Float64Array(count).fill(base);
  const division = count > FEW ? createDivision(trees, values, count, width) : null;
  for (let t = 0; t + 1 < roots.length; t += 1) {
    const root = roots[t] as number;
    if (division) addDivided(trees, root, roots[t + 1] as number, division, predicted);
    else for (let i = 0; i < count; i += 1) predicted[i] = (predicted[i] as number) + (trees.value[leafOf(trees, root, values, i * width)] as number);
  }
  return predicted;
}
