import type { BoostedTrees } from './boosting';
import { addHigh, addLow, divideHigh, divideLow } from './divide';
import type { RandomForest } from './forest';
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
/** So many samples go through all trees together: what a node touches then stays in the processor's nearest cache. */
const TOGETHER = 2048;

/**
 * Room for dividing samples: their values column by column (empty where no tree asks), lists of them (all in order, which stays, and two
 * in turn), and where in which list each node's samples are.
 */
interface Division {
  readonly columns: readonly Float32Array[];
  readonly lists: readonly [Uint16Array, Uint16Array, Uint16Array];
  readonly list: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

function createDivision({ roots, feature }: Trees, count: number, width: number): Division {
  const size = Math.min(count, TOGETHER);
  const asked = new Uint8Array(width);
  for (const column of feature) if (column >= 0) asked[column] = 1;
  let nodes = 1;
  for (let t = 0; t + 1 < roots.length; t += 1) nodes = Math.max(nodes, (roots[t + 1] as number) - (roots[t] as number));
  return {
    columns: Array.from(asked, (one) => new Float32Array(one * size)),
    lists: [Uint16Array.from({ length: size }, (_, k) => k), new Uint16Array(size), new Uint16Array(size)],
    list: new Uint8Array(nodes),
    start: new Int32Array(nodes),
    end: new Int32Array(nodes),
  };
}

/** Columns that are asked for, from `rows` rows. */
function fillColumns(columns: readonly Float32Array[], values: Float32Array, rows: number): void {
  const width = columns.length;
  columns.forEach((column, feature) => {
    if (column.length === 0) return;
    for (let row = 0, at = feature; row < rows; row += 1, at += width) column[row] = values[at] as number;
  });
}

/**
 * Adds one tree's leaves to as many sums as there are samples; children stand after their parent, so that nodes in order are enough.
 * Where both children are leaves, they are added at once, and nothing is left for them.
 */
function addDivided(trees: Trees, root: number, next: number, { columns, lists, list, start, end }: Division, sums: Float64Array): void {
  start[0] = 0;
  end[0] = sums.length;
  for (let node = root; node < next; node += 1) {
    const from = start[node - root] as number;
    const to = end[node - root] as number;
    const which = list[node - root] as number;
    const rows = lists[which] as Uint16Array;
    const feature = trees.feature[node] as number;
    if (feature < 0) {
      const value = trees.value[node] as number;
      for (let k = from; k < to; k += 1) {
        const row = rows[k] as number;
        sums[row] = (sums[row] as number) + value;
      }
      continue;
    }
    const column = columns[feature] as Float32Array;
    const threshold = trees.threshold[node] as number;
    const missingLeft = trees.missingLeft[node] === 1;
    const left = trees.left[node] as number;
    const child = left - root;
    const other = which === 1 ? 2 : 1;
    list[child] = other;
    list[child + 1] = other;
    if ((trees.feature[left] as number) < 0 && (trees.feature[left + 1] as number) < 0) {
      if (missingLeft) addHigh(column, threshold, rows, from, to, trees.value, left, sums);
      else addLow(column, threshold, rows, from, to, trees.value, left, sums);
      start[child] = end[child] = start[child + 1] = end[child + 1] = from;
      continue;
    }
    const into = lists[other] as Uint16Array;
    const middle = missingLeft ? divideHigh(column, threshold, rows, into, from, to) : divideLow(column, threshold, rows, into, from, to);
    const front = missingLeft ? child + 1 : child;
    const back = missingLeft ? child : child + 1;
    start[front] = from;
    end[front] = middle;
    start[back] = middle;
    end[back] = to;
  }
}

/** Sums of many samples: a few thousand at a time through all trees. */
function addAll(trees: Trees, values: Float32Array, width: number, sums: Float64Array): void {
  const { roots } = trees;
  const division = createDivision(trees, sums.length, width);
  for (let first = 0; first < sums.length; first += TOGETHER) {
    const some = sums.subarray(first, first + TOGETHER);
    fillColumns(division.columns, values.subarray(first * width), some.length);
    for (let t = 0; t + 1 < roots.length; t += 1) addDivided(trees, roots[t] as number, roots[t + 1] as number, division, some);
  }
}

/**
 * Predictions of `count` samples (row-major, count × width, NaN missing): base + the leaf of every tree. A sample's prediction does not
 * depend on its company. Example: a model without trees predicts its base.
 */
export function predictTrees({ trees, base, width }: BoostedTrees | RandomForest, values: Float32Array, count: number): Float64Array {
  const { roots, value } = trees;
  const predicted = new Float64Array(count).fill(base);
  if (count > FEW) addAll(trees, values, width, predicted);
  else {
    for (let t = 0; t + 1 < roots.length; t += 1) {
      for (let i = 0; i < count; i += 1) predicted[i] = (predicted[i] as number) + (value[leafOf(trees, roots[t] as number, values, i * width)] as number);
    }
  }
  return predicted;
}
