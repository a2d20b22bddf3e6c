import type { BoostedTrees } from './boosting';
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

/** Room for dividing samples: their values column by column, two lists of them, and where in which list each node's samples are. */
interface Division {
  readonly columns: Float32Array;
  readonly count: number;
  readonly order: Int32Array;
  readonly lists: readonly [Int32Array, Int32Array];
  readonly list: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
}

function createDivision({ roots }: Trees, values: Float32Array, count: number, width: number): Division {
  const columns = new Float32Array(count * width);
  for (let f = 0, to = 0; f < width; f += 1) {
    for (let row = 0, at = f; row < count; row += 1, at += width, to += 1) columns[to] = values[at] as number;
  }
  let nodes = 1;
  for (let t = 0; t + 1 < roots.length; t += 1) nodes = Math.max(nodes, (roots[t + 1] as number) - (roots[t] as number));
  const order = new Int32Array(count);
  for (let row = 0; row < count; row += 1) order[row] = row;
  return { columns, count, order, lists: [new Int32Array(count), new Int32Array(count)], list: new Uint8Array(nodes), start: new Int32Array(nodes), end: new Int32Array(nodes) };
}

/**
 * Writes what is left of a border to the front and what is right of it to the back of the other list, without a branch that the
 * processor would have to guess; returns where the right side begins. A comparison with a missing value is false.
 */
function divide(columns: Float32Array, first: number, threshold: number, missing: number, from: Int32Array, to: Int32Array, start: number, end: number): number {
  let left = start;
  let right = end - 1;
  if (missing === 0) {
    for (let k = start; k < end; k += 1) {
      const row = from[k] as number;
      const goesLeft = +((columns[first + row] as number) <= threshold);
      to[left] = row;
      to[right] = row;
      left += goesLeft;
      right += goesLeft - 1;
    }
    return left;
  }
  for (let k = start; k < end; k += 1) {
    const row = from[k] as number;
    const goesRight = +((columns[first + row] as number) > threshold);
    to[left] = row;
    to[right] = row;
    left += 1 - goesRight;
    right -= goesRight;
  }
  return left;
}

/** Adds one tree's leaves; children stand after their parent, so that nodes in order are enough. */
function addDivided(trees: Trees, root: number, next: number, { columns, count, order, lists, list, start, end }: Division, predicted: Float64Array): void {
  lists[0].set(order);
  start[0] = 0;
  end[0] = count;
  for (let node = root; node < next; node += 1) {
    const from = start[node - root] as number;
    const to = end[node - root] as number;
    const which = list[node - root] as number;
    const rows = which === 0 ? lists[0] : lists[1];
    const feature = trees.feature[node] as number;
    if (feature >= 0) {
      const child = (trees.left[node] as number) - root;
      const other = which === 0 ? lists[1] : lists[0];
      const middle = divide(columns, feature * count, trees.threshold[node] as number, trees.missingLeft[node] as number, rows, other, from, to);
      start[child] = from;
      end[child] = middle;
      start[child + 1] = middle;
      end[child + 1] = to;
      list[child] = 1 - which;
      list[child + 1] = 1 - which;
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
