import type { BoostedTrees } from './boosting';
import type { RandomForest } from './forest';
import { copyPath, createPaths, extendPath, unwindPath, unwoundSum, type ShapPaths } from './shap-path';
import type { Trees } from './trees';

/** What moved one prediction: base (the expected prediction over the training samples) + the contributions, one per feature. */
export interface Explanation {
  readonly base: number;
  readonly contributions: Float64Array;
}

/** One sample on its way through one tree. */
interface Walk {
  readonly trees: Trees;
  readonly values: Float32Array;
  readonly at: number;
  readonly paths: ShapPaths;
  readonly contributions: Float64Array;
}

/** Most splits on the way to a leaf; children stand after their parent. */
function depthOf({ feature, left }: Trees): number {
  const depth = new Int32Array(feature.length);
  let most = 0;
  for (let node = 0; node < feature.length; node += 1) {
    most = Math.max(most, depth[node] as number);
    if ((feature[node] as number) < 0) continue;
    const child = left[node] as number;
    depth[child] = (depth[node] as number) + 1;
    depth[child + 1] = (depth[node] as number) + 1;
  }
  return most;
}

function expectedValue(trees: Trees, node: number): number {
  const { feature, left, value, cover } = trees;
  if ((feature[node] as number) < 0) return value[node] as number;
  const child = left[node] as number;
  const share = (cover[child] as number) / ((cover[child] as number) + (cover[child + 1] as number));
  return share * expectedValue(trees, child) + (1 - share) * expectedValue(trees, child + 1);
}

function goesLeft({ threshold, missingLeft }: Trees, node: number, value: number): boolean {
  return value === value ? value <= (threshold[node] as number) : missingLeft[node] === 1;
}

/** `length` entries of the parent's path at `from`; this node's own path follows them. */
function descend(walk: Walk, node: number, from: number, length: number, zero: number, one: number, added: number): void {
  const { trees, paths, contributions, values, at } = walk;
  const path = from + length;
  copyPath(paths, from, path, length);
  extendPath(paths, path, length, added, zero, one);
  const feature = trees.feature[node] as number;
  if (feature < 0) {
    for (let i = 1; i <= length; i += 1) {
      const weight = unwoundSum(paths, path, length, i) * ((paths.one[path + i] as number) - (paths.zero[path + i] as number));
      const moved = paths.feature[path + i] as number;
      contributions[moved] = (contributions[moved] as number) + weight * (trees.value[node] as number);
    }
    return;
  }
  let known = -1;
  for (let i = 1; i <= length; i += 1) if (paths.feature[path + i] === feature) known = i;
  const knownZero = known < 0 ? 1 : (paths.zero[path + known] as number);
  const knownOne = known < 0 ? 1 : (paths.one[path + known] as number);
  if (known >= 0) unwindPath(paths, path, length, known);
  const child = trees.left[node] as number;
  const left = goesLeft(trees, node, values[at + feature] as number);
  const kept = known < 0 ? length + 1 : length;
  const all = (trees.cover[child] as number) + (trees.cover[child + 1] as number);
  descend(walk, child, path, kept, (knownZero * (trees.cover[child] as number)) / all, left ? knownOne : 0, feature);
  descend(walk, child + 1, path, kept, (knownZero * (trees.cover[child + 1] as number)) / all, left ? 0 : knownOne, feature);
}

/**
 * Exact Shapley values of one prediction (path-dependent TreeSHAP, Lundberg et al. 2018): the game where an unknown feature sends a sample
 * both ways, by the shares of the training samples. `values` is row-major as for predictions, `sample` the row to explain; base + Σ
 * contributions = prediction. Example: a single split of leaves 1 and −1 with equal covers contributes ±1 and has base 0.
 */
export function explainTrees(model: BoostedTrees | RandomForest, values: Float32Array, sample: number): Explanation {
  const { trees, width } = model;
  const contributions = new Float64Array(width);
  const walk: Walk = { trees, values, at: sample * width, paths: createPaths(depthOf(trees)), contributions };
  let base = model.base;
  for (let t = 0; t + 1 < trees.roots.length; t += 1) {
    const root = trees.roots[t] as number;
    base += expectedValue(trees, root);
    descend(walk, root, 0, 0, 1, 1, -1);
  }
  return { base, contributions };
}
