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

/** Samples whose products are summed together: sums are read and written a quarter as often. */
const TOGETHER = 4;

/** Adds four samples, one after the other in `values`. */
function addProducts({ products, sums }: Moments, values: Float64Array): void {
  const width = sums.length;
  const [second, third, fourth] = [width, 2 * width, 3 * width];
  for (let i = 0, at = 0; i < width; at += i + 1, i += 1) {
    const [a, b, c, d] = [values[i] as number, values[second + i] as number, values[third + i] as number, values[fourth + i] as number];
    sums[i] = (sums[i] as number) + (a + b + (c + d));
    for (let j = 0; j <= i; j += 1) {
      const more = a * (values[j] as number) + b * (values[second + j] as number) + (c * (values[third + j] as number) + d * (values[fourth + j] as number));
      products[at + j] = (products[at + j] as number) + more;
    }
  }
}

function addTarget(moments: Moments, values: Float64Array, at: number, target: number): void {
  const { byTarget } = moments;
  for (let f = 0; f < byTarget.length; f += 1) byTarget[f] = (byTarget[f] as number) + (values[at + f] as number) * target;
  moments.target += target;
  moments.squares += target * target;
  moments.count += 1;
}

function momentsOfRow({ values, width, target }: TrainingData, from: number, to: number): Moments {
  const moments = empty(width);
  const few = new Float64Array(TOGETHER * width);
  let filled = 0;
  for (let i = from; i < to; i += 1) {
    const wanted = target[i] as number;
    if (wanted !== wanted) continue;
    const at = filled * width;
    for (let f = 0; f < width; f += 1) few[at + f] = (values[i * width + f] as number) || 0;
    addTarget(moments, few, at, wanted);
    filled = (filled + 1) % TOGETHER;
    if (filled === 0) addProducts(moments, few);
  }
  if (filled > 0) addProducts(moments, few.fill(0, filled * width));
  return moments;
}

/** Moments of each row of samples (contiguous by group), rows as they come; samples without a target are left out. Example: two rows of samples give two. */
export function momentsByRow(data: TrainingData): RowMoments[] {
  return rowRanges(data.group).map(({ row, from, to }) => ({ row, moments: momentsOfRow(data, from, to) }));
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
