import { cholesky } from '../../../foundation/linear-algebra';
import { invariant } from '../../../foundation/invariant';

/** Samples of a linear model: `values` is count × width, NaN missing; `target` NaN unknown; `group` the row that a sample belongs to, ascending. */
export interface LinearData {
  readonly values: Float32Array;
  readonly width: number;
  readonly count: number;
  readonly target: Float64Array;
  readonly group: Int32Array;
}

/** A fitted line: prediction = intercept + Σ weight × value, a missing value counting as 0. */
export interface RidgeModel {
  readonly weights: Float64Array;
  readonly intercept: number;
  /** Penalty per sample: the diagonal gets λ × samples. */
  readonly lambda: number;
}

/** Penalties that are tried, per sample, against features of variance 1/12. */
export const RIDGE_LAMBDAS: readonly number[] = [0.0001, 0.001, 0.01, 0.03, 0.1, 0.3, 1];
/** Share of the training rows, the last ones, on which the penalty is chosen. */
const HELD_OUT = 0.25;
/** Weekly rows before that part which are left out, so that no label of 30 days reaches into it. */
const GAP_GROUPS = 5;

/** Sums over samples: products of features, with the target, and plain. */
interface Moments {
  readonly products: Float64Array[];
  readonly byTarget: Float64Array;
  readonly sums: Float64Array;
  target: number;
  count: number;
}

function readRow(values: Float32Array, width: number, sample: number, out: Float64Array): void {
  for (let i = 0; i < width; i += 1) {
    const value = values[sample * width + i] as number;
    out[i] = value === value ? value : 0;
  }
}

function addSample(moments: Moments, row: Float64Array, target: number): void {
  const width = row.length;
  for (let i = 0; i < width; i += 1) {
    const value = row[i] as number;
    if (value === 0) continue;
    const products = moments.products[i] as Float64Array;
    for (let j = 0; j <= i; j += 1) products[j] = (products[j] as number) + value * (row[j] as number);
    moments.byTarget[i] = (moments.byTarget[i] as number) + value * target;
    moments.sums[i] = (moments.sums[i] as number) + value;
  }
  moments.target += target;
  moments.count += 1;
}

function momentsOf({ values, width, target }: LinearData, from: number, to: number): Moments {
  const moments: Moments = { products: Array.from({ length: width }, () => new Float64Array(width)), byTarget: new Float64Array(width), sums: new Float64Array(width), target: 0, count: 0 };
  const row = new Float64Array(width);
  for (let sample = from; sample < to; sample += 1) {
    const wanted = target[sample] as number;
    if (wanted !== wanted) continue;
    readRow(values, width, sample, row);
    addSample(moments, row, wanted);
  }
  return moments;
}

/** Solves L·Lᵀ·x = b in place. */
function solveFactor(factor: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let i = 0; i < size; i += 1) {
    const row = factor[i] as Float64Array;
    for (let j = 0; j < i; j += 1) right[i] = (right[i] as number) - (row[j] as number) * (right[j] as number);
    right[i] = (right[i] as number) / (row[i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let j = i + 1; j < size; j += 1) right[i] = (right[i] as number) - (factor[j]?.[i] as number) * (right[j] as number);
    right[i] = (right[i] as number) / (factor[i]?.[i] as number);
  }
  return right;
}

function fit({ products, byTarget, sums, target, count }: Moments, lambda: number): RidgeModel {
  const width = sums.length;
  if (count === 0) return { weights: new Float64Array(width), intercept: 0, lambda };
  const means = sums.map((sum) => sum / count);
  const centred = (i: number, j: number) => (products[Math.max(i, j)]?.[Math.min(i, j)] as number) - count * (means[i] as number) * (means[j] as number);
  const factor = cholesky(Array.from({ length: width }, (_, i) => Float64Array.from({ length: width }, (_none, j) => centred(i, j))), lambda * count);
  invariant(factor, 'a ridge needs a penalty above 0');
  const weights = solveFactor(factor, Float64Array.from({ length: width }, (_, i) => (byTarget[i] as number) - (means[i] as number) * target));
  return { weights, intercept: target / count - weights.reduce((total, weight, i) => total + weight * (means[i] as number), 0), lambda };
}

/** Samples to fit on (before `until`) and to choose on (from `from`): the last quarter of the groups, and a gap that no label spans; null with too few groups. */
function heldOut({ group, target, count }: LinearData): { until: number; from: number } | null {
  const starts: number[] = [];
  for (let sample = 0, last = Number.NaN; sample < count; sample += 1) {
    if (Number.isNaN(target[sample]) || group[sample] === last) continue;
    last = group[sample] as number;
    starts.push(sample);
  }
  const first = starts.length - Math.floor(starts.length * HELD_OUT);
  const [until, from] = [starts[first - GAP_GROUPS], starts[first]];
  return until === undefined || from === undefined || until === 0 ? null : { until, from };
}

function squaredError(model: RidgeModel, { values, width, target, count }: LinearData, from: number): number {
  const predicted = predictRidge(model, values.subarray(from * width), count - from);
  return predicted.reduce((total, answer, i) => (Number.isNaN(target[from + i]) ? total : total + (answer - (target[from + i] as number)) ** 2), 0);
}

/**
 * Ridge regression in closed form, intercept unpenalised: (X′X + λnI)w = X′y on centred sums (Hoerl and Kennard, 1970). A missing feature is the
 * neutral 0 of centred ranks. `'choose'` takes the λ with the least error on the last quarter of the rows after fitting
 * the ones before (less a gap of five), then fits all; samples without a target are left out, and none at all predict 0. Throws for λ ≤ 0 where features repeat each other.
 * Example: targets of half the only feature get a weight near 0.5 with a small λ.
 */
export function trainRidge(data: LinearData, lambda: number | 'choose'): RidgeModel {
  if (lambda !== 'choose') return fit(momentsOf(data, 0, data.count), lambda);
  const part = heldOut(data);
  const middle = RIDGE_LAMBDAS[RIDGE_LAMBDAS.length >> 1] as number;
  if (part === null) return fit(momentsOf(data, 0, data.count), middle);
  const before = momentsOf(data, 0, part.until);
  let best = { lambda: middle, error: Infinity };
  for (const tried of RIDGE_LAMBDAS) {
    const error = squaredError(fit(before, tried), data, part.from);
    if (error < best.error) best = { lambda: tried, error };
  }
  return fit(momentsOf(data, 0, data.count), best.lambda);
}

/** What a ridge answers for `count` samples; never missing, since a missing feature is neutral. Example: weight 0.5 on a value of 0.2 is 0.1. */
export function predictRidge({ weights, intercept }: RidgeModel, values: Float32Array, count: number): Float64Array {
  const width = weights.length;
  return Float64Array.from({ length: count }, (_, sample) => {
    let answer = intercept;
    for (let i = 0; i < width; i += 1) {
      const value = values[sample * width + i] as number;
      if (value === value) answer += (weights[i] as number) * value;
    }
    return answer;
  });
}
