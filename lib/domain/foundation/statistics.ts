/**
 * Plain statistics on float arrays. All functions expect complete data (no NaN) unless they say otherwise and return NaN
 * where the figure does not exist (too few values, zero spread), which the edge turns into null.
 */
import { selectInPlace } from './order-statistic';

type Numbers = ArrayLike<number>;

/** Arithmetic mean; NaN for no values. Example: mean of 1, 2, 3 is 2. */
export function mean(values: Numbers): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i] as number;
  return values.length === 0 ? Number.NaN : total / values.length;
}

/** Sample variance with n − 1; NaN under two values. Example: variance of 1, 2, 3 is 1. */
export function variance(values: Numbers): number {
  if (values.length < 2) return Number.NaN;
  const center = mean(values);
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += ((values[i] as number) - center) ** 2;
  return total / (values.length - 1);
}

/** Sample standard deviation with n − 1. Example: of 1, 2, 3 is 1. */
export function standardDeviation(values: Numbers): number {
  return Math.sqrt(variance(values));
}

/** Sample covariance with n − 1 of two equally long lists; NaN under two values. */
export function covariance(a: Numbers, b: Numbers): number {
  if (a.length < 2 || a.length !== b.length) return Number.NaN;
  const meanA = mean(a);
  const meanB = mean(b);
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += ((a[i] as number) - meanA) * ((b[i] as number) - meanB);
  return total / (a.length - 1);
}

/** Pearson correlation; NaN where one side does not vary. Example: of [1,2,3] and [2,4,6] is 1. */
export function correlation(a: Numbers, b: Numbers): number {
  const spread = standardDeviation(a) * standardDeviation(b);
  return spread > 0 ? covariance(a, b) / spread : Number.NaN;
}

/** Quantile with linear interpolation between order statistics (type 7); NaN for no values. Example: quantile([1,2,3,4], 0.5) is 2.5. */
export function quantile(values: Numbers, probability: number): number {
  return quantileInPlace(Float64Array.from(values), probability);
}

/** As `quantile`, but reorders `values` instead of copying them. */
function quantileInPlace(values: Float64Array, probability: number): number {
  if (values.length === 0) return Number.NaN;
  const position = (values.length - 1) * probability;
  const low = Math.floor(position);
  const from = selectInPlace(values, low);
  if (low + 1 >= values.length) return from;
  let next = values[low + 1] as number;
  for (let i = low + 2; i < values.length; i += 1) next = Math.min(next, values[i] as number);
  return from + (next - from) * (position - low);
}

/** As `quantile`, for values already ascending. */
export function quantileSorted(sorted: Numbers, probability: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * probability;
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  const from = sorted[low] as number;
  return from + ((sorted[high] as number) - from) * (position - low);
}

/** Median. Example: median of 3, 1, 2 is 2. */
export function median(values: Numbers): number {
  return quantile(values, 0.5);
}

/** Robust standard deviation: 1.4826 × the median absolute deviation. Example: of 1, 2, 3, 4, 100 is 1.4826. */
export function robustSigma(values: Numbers): number {
  const deviations = Float64Array.from(values);
  const center = quantileInPlace(deviations, 0.5);
  for (let i = 0; i < deviations.length; i += 1) deviations[i] = Math.abs((deviations[i] as number) - center);
  return 1.4826 * quantileInPlace(deviations, 0.5);
}

/** Where the first of `sorted` (ascending) that is at least (or, after ties, beyond) `value` stands. */
function boundary(sorted: Float64Array, value: number, afterTies: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] as number;
    if (at < value || (afterTies && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ascending ranks 1…n, ties sharing their mean rank. Example: midRanks([10, 20, 20]) is [1, 2.5, 2.5]. */
export function midRanks(values: Numbers): Float64Array {
  const sorted = Float64Array.from(values).sort();
  return Float64Array.from(values, (value) => (boundary(sorted, value, false) + boundary(sorted, value, true) + 1) / 2);
}
