import type { Model } from './models';
import { explainTrees, type Explanation } from './trees/explain';

/**
 * Exact Shapley values of one prediction by feature: those of the line, weight × value against the neutral 0 that a missing one is, and path-dependent
 * TreeSHAP of the trees. Base + Σ contributions is the prediction, of a net that of its line alone. `values` is row-major as for
 * predictions, `sample` the row to explain. Example: a line of weight 0.5 and a value of 0.2 contribute 0.1.
 */
export function explainMember(model: Model, values: Float32Array, sample: number): Explanation {
  const { weights, intercept } = model.line;
  const ofLine = weights.map((weight, f) => weight * (values[sample * weights.length + f] as number || 0));
  if (model.kind === 'gru' || model.kind === 'ridge') return { base: intercept, contributions: ofLine };
  const { base, contributions } = explainTrees(model.trees, values, sample);
  return { base: intercept + base, contributions: contributions.map((more, f) => more + (ofLine[f] as number)) };
}
