import { solve } from '../../../foundation/linear-algebra';
import type { Covariances } from './row-moments';

/** Rounds over all features at most, and the change of a weight under which it is settled: a thousandth of what a faint one weighs. */
const MOST_ROUNDS = 200;
const SETTLED = 1e-6;
/** Features of less variance than this have nothing to say. */
const LEAST_VARIANCE = 1e-9;

/** Weights (one per feature) and C·w, kept up to date. */
interface Descent {
  readonly covariances: Covariances;
  readonly weights: Float64Array;
  readonly explained: Float64Array;
}

function moveWeight({ covariances: { between }, weights, explained }: Descent, feature: number, by: number): void {
  const width = weights.length;
  weights[feature] = (weights[feature] as number) + by;
  for (let k = 0; k < width; k += 1) explained[k] = (explained[k] as number) + (between[feature * width + k] as number) * by;
}

/** Sets every weight to its best beside the others; returns the largest change. */
function goRound(descent: Descent, penalty: number): number {
  const { covariances: { between, withTarget }, weights, explained } = descent;
  const width = weights.length;
  let most = 0;
  for (let f = 0; f < width; f += 1) {
    const variance = between[f * width + f] as number;
    if (!(variance > LEAST_VARIANCE)) continue;
    const alone = (withTarget[f] as number) - (explained[f] as number) + variance * (weights[f] as number);
    const wanted = (Math.sign(alone) * Math.max(0, Math.abs(alone) - penalty)) / variance;
    const by = wanted - (weights[f] as number);
    if (by === 0) continue;
    moveWeight(descent, f, by);
    most = Math.max(most, Math.abs(by));
  }
  return most;
}

/**
 * Weights of a line with an L1 penalty, for each penalty (descending): the least of half the squared error a sample + penalty × Σ |weight|, by
 * coordinate descent from the one before (Tibshirani 1996; Friedman, Hastie and Tibshirani 2010). Useless features get exactly 0. Example: one
 * feature of variance 1 and covariance 0.3 weighs 0.2 under a penalty of 0.1.
 */
export function lassoPath(covariances: Covariances, penalties: readonly number[]): Float64Array[] {
  const width = covariances.withTarget.length;
  const descent: Descent = { covariances, weights: new Float64Array(width), explained: new Float64Array(width) };
  return penalties.map((penalty) => {
    for (let round = 0; round < MOST_ROUNDS && goRound(descent, penalty) > SETTLED; round += 1);
    return descent.weights.slice();
  });
}

/**
 * Weights of a line with an L2 penalty, for each penalty above 0: (C + penalty × I)·w = c (Hoerl and Kennard 1970). Example: one feature of variance 1 and
 * covariance 0.3 weighs 0.15 under a penalty of 1.
 */
export function ridgePath({ between, withTarget }: Covariances, penalties: readonly number[]): Float64Array[] {
  const width = withTarget.length;
  return penalties.map((penalty) => {
    const matrix = Array.from({ length: width }, (_, i) => between.slice(i * width, (i + 1) * width));
    matrix.forEach((row, i) => (row[i] = (row[i] as number) + penalty));
    return solve(matrix, withTarget) ?? new Float64Array(width);
  });
}

/** Mean squared error of weights on other samples, levels left aside. Example: weights of 0 have the target's variance. */
export function squaredErrorOf(weights: Float64Array, { between, withTarget, variance }: Covariances): number {
  const width = weights.length;
  let error = variance;
  for (let i = 0; i < width; i += 1) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    error -= 2 * weight * (withTarget[i] as number);
    for (let j = 0; j < width; j += 1) error += weight * (weights[j] as number) * (between[i * width + j] as number);
  }
  return error;
}
