import type { BoostedTrees } from './boosting';
import type { RandomForest } from './forest';
import type { Trees } from './trees';

/** A leaf of `tree` for one sample: the node that its values (from `at` on) lead to. */
export function leafOf({ feature, threshold, missingLeft, left }: Trees, root: number, values: Float32Array, at: number): number {
  let node = root;
  for (let f = feature[node] as number; f >= 0; f = feature[node] as number) {
    const value = values[at + f] as number;
    const goesLeft = value === value ? value <= (threshold[node] as number) : missingLeft[node] === 1;
    node = (left[node] as number) + (goesLeft ? 0 : 1);
  }
  return node;
}

/**
 * Predictions of `count` samples (row-major, count × width, NaN missing): base + the leaf of every tree.
 * Example: a model without trees predicts its base.
 */
export function predictTrees(model: BoostedTrees | RandomForest, values: Float32Array, count: number): Float64Array {
  const { trees, base, width } = model;
  const predicted = new Float64Array(count).fill(base);
  for (let t = 0; t + 1 < trees.roots.length; t += 1) {
    const root = trees.roots[t] as number;
    for (let i = 0; i < count; i += 1) predicted[i] = (predicted[i] as number) + (trees.value[leafOf(trees, root, values, i * width)] as number);
  }
  return predicted;
}
