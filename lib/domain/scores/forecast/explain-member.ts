import type { Model } from './models';
import { explainTrees, type Explanation } from './trees/explain';

/**
 * Exact Shapley values of one prediction of a member: base + Σ contributions (one per feature) = prediction; null of a model that cannot be told so
 * (the net). `values` is row-major as for predictions, `sample` the row to explain. Example: see `explainTrees`.
 */
export function explainMember(model: Model, values: Float32Array, sample: number): Explanation | null {
  return model.kind === 'boosting' || model.kind === 'forest' ? explainTrees(model.trees, values, sample) : null;
}
