import { entry, type Matrix } from './linear-algebra';
import { mean } from './statistics';

/** A covariance estimate with how far it was pulled towards its target (0 sample … 1 target). Per period, not annualised. */
export interface ShrunkCovariance {
  readonly covariance: Float64Array[];
  readonly shrinkage: number;
}

/**
 * Sample covariance of `series` (one list of returns per asset, equally long, complete), divided by `divisor` (default n − 1).
 * Example: of [[1, 2, 3], [2, 4, 6]] is [[1, 2], [2, 4]].
 */
export function sampleCovariance(series: readonly ArrayLike<number>[], divisor?: number): Float64Array[] {
  const centred = series.map(centre);
  const n = centred[0]?.length ?? 0;
  const by = divisor ?? n - 1;
  const result = centred.map(() => new Float64Array(centred.length));
  for (let i = 0; i < centred.length; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let total = 0;
      for (let t = 0; t < n; t += 1) total += (centred[i]?.[t] as number) * (centred[j]?.[t] as number);
      (result[i] as Float64Array)[j] = total / by;
      (result[j] as Float64Array)[i] = total / by;
    }
  }
  return result;
}

function centre(values: ArrayLike<number>): Float64Array {
  const center = mean(values);
  return Float64Array.from(values, (value) => value - center);
}

/**
 * Ledoit–Wolf shrinkage towards constant correlation: the sample covariance (divided by n) pulled to the matrix with the same
 * variances and one common, average correlation. Complete series of n ≥ 2 returns each; one asset stays as it is.
 * Source: Ledoit & Wolf (2004), "Honey, I Shrunk the Sample Covariance Matrix", J. Portfolio Management 30(4), appendix B.
 */
export function shrinkCovariance(series: readonly ArrayLike<number>[]): ShrunkCovariance {
  const centred = series.map(centre);
  const n = centred[0]?.length ?? 0;
  const sample = sampleCovariance(series, n);
  const target = constantCorrelation(sample);
  const { pi, rho, gamma } = intensityTerms(centred, sample, target);
  const shrinkage = gamma > 0 ? Math.max(0, Math.min(1, (pi - rho) / gamma / n)) : 0;
  const covariance = sample.map((row, i) => row.map((value, j) => shrinkage * entry(target.matrix, i, j) + (1 - shrinkage) * value));
  return { covariance, shrinkage };
}

interface Target {
  readonly matrix: Matrix;
  readonly averageCorrelation: number;
  readonly deviations: Float64Array;
}

function constantCorrelation(sample: Matrix): Target {
  const size = sample.length;
  const deviations = Float64Array.from(sample, (row, i) => Math.sqrt(row[i] as number));
  let total = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) total += correlationAt(sample, deviations, i, j);
  }
  const averageCorrelation = size > 1 ? total / ((size * (size - 1)) / 2) : 0;
  const matrix = sample.map((row, i) =>
    Float64Array.from(row, (value, j) => (i === j ? value : averageCorrelation * (deviations[i] as number) * (deviations[j] as number))),
  );
  return { matrix, averageCorrelation, deviations };
}

function correlationAt(sample: Matrix, deviations: Float64Array, i: number, j: number): number {
  const spread = (deviations[i] as number) * (deviations[j] as number);
  return spread > 0 ? entry(sample, i, j) / spread : 0;
}

/** π: summed asymptotic variances of the sample entries; ρ: their covariance with the target; γ: squared distance of the two. */
function intensityTerms(centred: readonly Float64Array[], sample: Matrix, target: Target): { pi: number; rho: number; gamma: number } {
  const { deviations, averageCorrelation } = target;
  let pi = 0;
  let rho = 0;
  let gamma = 0;
  for (let i = 0; i < centred.length; i += 1) {
    for (let j = 0; j < centred.length; j += 1) {
      const noise = noiseOf(centred[i] as Float64Array, centred[j] as Float64Array, entry(sample, i, j), entry(sample, i, i));
      pi += noise.entry;
      const ratio = (deviations[i] as number) > 0 ? (deviations[j] as number) / (deviations[i] as number) : 0;
      rho += i === j ? noise.entry : averageCorrelation * ratio * noise.withVariance;
      gamma += (entry(target.matrix, i, j) - entry(sample, i, j)) ** 2;
    }
  }
  return { pi, rho, gamma };
}

function noiseOf(a: Float64Array, b: Float64Array, sample: number, varianceA: number): { entry: number; withVariance: number } {
  let square = 0;
  let cross = 0;
  for (let t = 0; t < a.length; t += 1) {
    const product = (a[t] as number) * (b[t] as number) - sample;
    square += product ** 2;
    cross += ((a[t] as number) ** 2 - varianceA) * product;
  }
  return { entry: square / a.length, withVariance: cross / a.length };
}
