import { rowRanges } from '../rank-ic';
import type { TrainingData } from '../trees/training-data';

/**
 * Sums over samples, which add up: of the features' products with each other (lower triangle, row after row), with the target, and plain. A missing
 * feature counts as 0, the middle of centred ranks.
 */
export interface Moments {
  readonly products: Float64Array;
  readonly byTarget: Float64Array;
  readonly sums: Float64Array;
  target: number;
  squares: number;
  count: number;
}

/** Moments of the samples of one panel row. */
export interface RowMoments {
  readonly row: number;
  readonly moments: Moments;
}

function empty(width: number): Moments {
  return { products: new Float64Array((width * (width + 1)) / 2), byTarget: new Float64Array(width), sums: new Float64Array(width), target: 0, squares: 0, count: 0 };
}

function addSample(moments: Moments, values: Float64Array, target: number): void {
  const { products, byTarget, sums } = moments;
  for (let i = 0, at = 0; i < values.length; at += i + 1, i += 1) {
    const value = values[i] as number;
    if (value === 0) continue;
    for (let j = 0; j <= i; j += 1) products[at + j] = (products[at + j] as number) + value * (values[j] as number);
    byTarget[i] = (byTarget[i] as number) + value * target;
    sums[i] = (sums[i] as number) + value;
  }
  moments.target += target;
  moments.squares += target * target;
  moments.count += 1;
}

/** Moments of each row of samples (contiguous by group), rows as they come; samples without a target are left out. Example: two rows of samples give two. */
export function momentsByRow({ values, width, target, group }: TrainingData): RowMoments[] {
  const sample = new Float64Array(width);
  return rowRanges(group).map(({ row, from, to }) => {
    const moments = empty(width);
    for (let i = from; i < to; i += 1) {
      const wanted = target[i] as number;
      if (wanted !== wanted) continue;
      for (let f = 0; f < width; f += 1) sample[f] = (values[i * width + f] as number) || 0;
      addSample(moments, sample, wanted);
    }
    return { row, moments };
  });
}

function addAll(to: Float64Array, from: Float64Array): void {
  for (let i = 0; i < to.length; i += 1) to[i] = (to[i] as number) + (from[i] as number);
}

/** Means and covariances of features (full, row-major) and target, over samples. */
export interface Covariances {
  readonly count: number;
  readonly between: Float64Array;
  readonly withTarget: Float64Array;
  readonly variance: number;
  readonly means: Float64Array;
  readonly targetMean: number;
}

/** Covariances over the samples of some rows; of none all are NaN. Example: of one sample they are 0. */
export function covariancesOf(rows: readonly RowMoments[], width: number): Covariances {
  const all = empty(width);
  for (const { moments } of rows) {
    addAll(all.products, moments.products);
    addAll(all.byTarget, moments.byTarget);
    addAll(all.sums, moments.sums);
    all.target += moments.target;
    all.squares += moments.squares;
    all.count += moments.count;
  }
  const { count } = all;
  const means = all.sums.map((sum) => sum / count);
  const targetMean = all.target / count;
  const between = new Float64Array(width * width);
  for (let i = 0, at = 0; i < width; at += i + 1, i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = (all.products[at + j] as number) / count - (means[i] as number) * (means[j] as number);
      between[i * width + j] = value;
      between[j * width + i] = value;
    }
  }
  const withTarget = all.byTarget.map((sum, i) => sum / count - (means[i] as number) * targetMean);
  return { count, between, withTarget, variance: all.squares / count - targetMean * targetMean, means, targetMean };
}
