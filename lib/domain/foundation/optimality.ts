import { entry, multiply, quadraticForm, type Matrix } from './linear-algebra';

/** Bounds of every weight and the sum of all. size × lower ≤ total ≤ size × upper. */
export interface Box {
  readonly lower: number;
  readonly upper: number;
  readonly total: number;
}

/** Mean of a covariance's diagonal. Example: of [[1, 0], [0, 3]] is 2. */
export function meanVariance(matrix: Matrix): number {
  return matrix.reduce((sum, _, i) => sum + entry(matrix, i, i), 0) / matrix.length;
}

/** Frank–Wolfe gap: what the best move inside the box could still save, over the assets' mean variance; 0 only at the optimum. */
export function optimalityGap(covariance: Matrix, weights: ArrayLike<number>, box: Box): number {
  const gradient = multiply(covariance, weights);
  let left = box.total - box.lower * weights.length;
  let best = 0;
  for (const slope of [...gradient].sort((a, b) => a - b)) {
    const take = Math.min(left, box.upper - box.lower);
    best += (take + box.lower) * slope;
    left -= take;
  }
  const scale = meanVariance(covariance);
  return scale > 0 ? (quadraticForm(covariance, weights) - best) / scale : 0;
}
