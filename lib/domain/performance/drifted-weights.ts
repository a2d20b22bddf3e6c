/**
 * Weights after each part has moved by its simple return: w × (1 + r) ÷ Σ w × (1 + r) (Rule 5.4). Weights and returns are fractions
 * in the same order; NaN everywhere where nothing is left. Example: four equal parts after +0.5, +1, +2 and 0 are 0.2, 0.267, 0.4 and 0.133.
 */
export function driftedWeights(weights: readonly number[], returns: readonly number[]): number[] {
  const values = weights.map((weight, i) => weight * (1 + (returns[i] ?? Number.NaN)));
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (total > 0 ? value / total : Number.NaN));
}
