import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { RIDGE_LAMBDAS, trainRidge } from '@/lib/domain/scores/forecast/baselines/ridge';
import { lassoPath, ridgePath, squaredErrorOf } from '@/lib/domain/scores/forecast/line/penalties';
import { covariancesOf, momentsByRow, type Covariances } from '@/lib/domain/scores/forecast/line/row-moments';
import { flatLine, lineFolds, lineThrough } from '@/lib/domain/scores/forecast/line/train-line';
import type { TrainingData } from '@/lib/domain/scores/forecast/trees/training-data';

/** Centred uniform features, `assets` a week; the target is a line through them plus noise. */
function weekly(weeks: number, assets: number, weights: readonly number[], noise: number, seed: number): TrainingData {
  const rng = createRng(seed);
  const [width, count] = [weights.length, weeks * assets];
  const values = Float32Array.from({ length: count * width }, () => rng.next() - 0.5);
  const target = Float64Array.from({ length: count }, (_, i) => weights.reduce((sum, weight, f) => sum + weight * (values[i * width + f] as number), 0.1) + noise * rng.normal());
  return { values, width, count, target, group: Int32Array.from({ length: count }, (_, i) => 7 * Math.floor(i / assets)) };
}

const through = (data: TrainingData) => lineThrough(momentsByRow(data), data.width);
const with35Useless = [0.03, -0.02, 0, 0.012, 0.01, ...new Array<number>(35).fill(0)];

describe('moments', () => {
  it.each([
    ['two rows', Int32Array.of(0, 7), [0, 7]],
    ['one row', Int32Array.of(7, 7), [7]],
  ])('are one by row: %s', (_, group, rows) => {
    const data: TrainingData = { values: Float32Array.of(1, 2, 3, Number.NaN), width: 2, count: 2, target: Float64Array.of(1, 2), group };
    expect(momentsByRow(data).map(({ row }) => row)).toEqual(rows);
  });

  it('take a missing feature as 0 and leave out a sample without a target: by hand', () => {
    const data: TrainingData = { values: Float32Array.of(1, 2, 3, Number.NaN, 9, 9), width: 2, count: 3, target: Float64Array.of(1, 2, Number.NaN), group: Int32Array.of(0, 7, 7) };
    const { count, means, between, withTarget, variance, targetMean } = covariancesOf(momentsByRow(data), 2);
    expect([count, ...means, targetMean]).toEqual([2, 2, 1, 1.5]);
    expect([...between]).toEqual([1, -1, -1, 1]);
    expect([...withTarget, variance]).toEqual([0.5, -0.5, 0.25]);
  });

  it('of one sample have no spread, of none are not known', () => {
    const data: TrainingData = { values: Float32Array.of(0.5), width: 1, count: 1, target: Float64Array.of(0.25), group: Int32Array.of(0) };
    expect(covariancesOf(momentsByRow(data), 1)).toMatchObject({ variance: 0, between: Float64Array.of(0) });
    expect(covariancesOf([], 1).variance).toBeNaN();
  });
});

describe('a penalty', () => {
  const one = (variance: number, withTarget: number): Covariances => ({ count: 1, between: Float64Array.of(variance), withTarget: Float64Array.of(withTarget), variance: 1, means: Float64Array.of(0), targetMean: 0 });

  it.each([
    [1, 0.3, 0.1, 0.2],
    [2, -0.3, 0.1, -0.1],
    [1, 0.3, 0.4, 0],
    [0, 0, 0.1, 0],
  ])('shrinks a feature of variance %s and covariance %s under a penalty of %s to a weight of %s', (variance, covariance, penalty, weight) => {
    expect(lassoPath(one(variance, covariance), [penalty])[0]?.[0]).toBeCloseTo(weight, 12);
  });

  it('of the square is solved in closed form', () => {
    expect(ridgePath(one(1, 0.3), [1, 0.5]).map(([weight]) => weight)).toEqual([0.15, 0.3 / 1.5]);
    const data = weekly(30, 20, [0.4, -0.2, 0.1], 0.2, 12);
    const [weights] = ridgePath(covariancesOf(momentsByRow(data), 3), [0.01]);
    trainRidge(data, 0.01).weights.forEach((weight, f) => expect(weights?.[f]).toBeCloseTo(weight, 9));
  });

  it('keeps its optimality conditions on features that resemble each other (Tibshirani 1996)', () => {
    const data = weekly(40, 25, [0.4, 0, -0.2, 0.1], 0.3, 5);
    for (let i = 0; i < data.count; i += 1) data.values[4 * i + 1] = 0.8 * (data.values[4 * i] as number) + 0.2 * (data.values[4 * i + 1] as number);
    const covariances = covariancesOf(momentsByRow(data), 4);
    const penalties = [0.02, 0.01, 0.003, 0.0005];
    lassoPath(covariances, penalties).forEach((weights, step) => {
      for (let f = 0; f < 4; f += 1) {
        const slope = (covariances.withTarget[f] as number) - weights.reduce((sum, weight, k) => sum + weight * (covariances.between[4 * f + k] as number), 0);
        const [penalty, weight] = [penalties[step] as number, weights[f] as number];
        if (weight === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(penalty + 1e-7);
        else expect(slope).toBeCloseTo(penalty * Math.sign(weight), 6);
      }
    });
  });

  it('judges weights by their squared error on other samples', () => {
    const covariances = covariancesOf(momentsByRow(weekly(20, 25, [0.5, 0.1], 0, 6)), 2);
    expect(squaredErrorOf(Float64Array.of(0, 0), covariances)).toBe(covariances.variance);
    expect(squaredErrorOf(Float64Array.of(0.5, 0.1), covariances)).toBeCloseTo(0, 8);
  });
});

describe('the line that members begin at', () => {
  it('finds a line without noise, and its intercept', () => {
    const { weights, intercept } = through(weekly(60, 20, [0.4, -0.2, 0], 0, 1));
    [0.4, -0.2, 0].forEach((weight, f) => expect(weights[f]).toBeCloseTo(weight, 2));
    expect(intercept).toBeCloseTo(0.1, 3);
  });

  it('gives most of many useless features no weight at all, and what matters the most', () => {
    const { weights } = through(weekly(150, 100, with35Useless, 0.28, 2));
    expect(weights.filter((weight) => weight === 0).length).toBeGreaterThan(15);
    expect(Math.abs(weights[0] as number)).toBeGreaterThan(Math.max(...weights.subarray(5).map(Math.abs)));
  });

  it('lets all features have a say where each knows a little', () => {
    const { weights, lambda } = through(weekly(150, 100, Array.from({ length: 40 }, (_, f) => (f % 2 === 0 ? 0.01 : -0.01)), 0.28, 14));
    expect(weights.every((weight) => weight !== 0)).toBe(true);
    expect(RIDGE_LAMBDAS).toContain(lambda);
  });

  it('says next to nothing on noise', () => {
    const { weights } = through(weekly(60, 50, new Array<number>(20).fill(0), 0.3, 3));
    expect(weights.every((weight) => Math.abs(weight) < 0.03)).toBe(true);
  });

  it('chooses by blocks of weeks that are fitted from weeks whose labels overlap none of theirs', () => {
    const folds = lineFolds(Array.from({ length: 10 }, (_, week) => ({ row: 7 * week })));
    expect(folds.flatMap(({ judge }) => judge.map(({ row }) => row))).toEqual([0, 7, 14, 21, 28, 35, 42, 49, 56, 63]);
    expect(folds[0]?.fit.map(({ row }) => row)).toEqual([42, 49, 56, 63]);
    for (const { fit, judge } of folds) for (const a of fit) for (const b of judge) expect(Math.abs(a.row - b.row)).toBeGreaterThanOrEqual(31);
  });

  it('is flat where there are too few weeks to choose by', () => {
    const data = weekly(6, 20, [0.4], 0, 9);
    expect(through(data)).toEqual(flatLine(1));
    expect(lineThrough([], 1)).toEqual(flatLine(1));
  });
});
