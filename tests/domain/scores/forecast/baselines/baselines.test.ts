import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { createMarketView } from '@/lib/domain/features/view';
import { momentumScore, sizeScore } from '@/lib/domain/scores/forecast/baselines/price-scores';
import { predictRidge, RIDGE_LAMBDAS, trainRidge, type LinearData } from '@/lib/domain/scores/forecast/baselines/ridge';
import { makeFeatureMarket } from '../../../../support/feature-market';

/** Centred uniform features in groups of 20; the target is a line through them plus noise. */
function lines(count: number, weights: readonly number[], noise: number, seed: number, intercept = 0): LinearData {
  const rng = createRng(seed);
  const width = weights.length;
  const values = Float32Array.from({ length: count * width }, () => rng.next() - 0.5);
  const target = Float64Array.from({ length: count }, (_, i) => weights.reduce((sum, weight, j) => sum + weight * (values[i * width + j] as number), intercept) + noise * rng.normal());
  return { values, width, count, target, group: Int32Array.from({ length: count }, (_, i) => Math.floor(i / 20)) };
}

describe('ridge', () => {
  it('finds a line without noise, and its intercept', () => {
    const model = trainRidge(lines(400, [0.5, -0.2], 0, 1, 0.3), 1e-9);
    expect(model.weights[0]).toBeCloseTo(0.5, 6);
    expect(model.weights[1]).toBeCloseTo(-0.2, 6);
    expect(model.intercept).toBeCloseTo(0.3, 6);
  });

  it('solves its normal equations: 3 samples by hand', () => {
    const model = trainRidge({ values: Float32Array.of(-1, 0, 1), width: 1, count: 3, target: Float64Array.of(-1, 0, 1), group: Int32Array.of(0, 0, 0) }, 1);
    expect(model.weights[0]).toBeCloseTo(2 / (2 + 3), 14);
  });

  it('takes a missing feature as the neutral 0 and leaves out unknown targets', () => {
    const data = lines(300, [0.4, 0.1], 0.01, 2);
    const holes = data.values.map((value, i) => (i % 7 === 0 ? Number.NaN : value));
    const zeros = holes.map((value) => (Number.isNaN(value) ? 0 : value));
    const target = data.target.map((value, i) => (i % 5 === 0 ? Number.NaN : value));
    const kept = Int32Array.from(target.keys()).filter((i) => !Number.isNaN(target[i]));
    const pick = (from: Float32Array) => Float32Array.from([...kept].flatMap((i) => [...from.subarray(2 * i, 2 * i + 2)]));
    const known = { width: 2, count: kept.length, values: pick(zeros), target: Float64Array.from(kept, (i) => target[i] as number), group: Int32Array.from(kept, (i) => data.group[i] as number) };
    expect(trainRidge({ ...data, values: holes, target }, 0.01)).toEqual(trainRidge(known, 0.01));
    expect([...predictRidge({ weights: Float64Array.of(0.5, 9), intercept: 0, lambda: 1 }, Float32Array.of(0.2, Number.NaN), 1)][0]).toBeCloseTo(0.1, 7);
  });

  it('chooses a hard penalty on noise and a soft one on a clear line', () => {
    expect(trainRidge(lines(2_000, new Array<number>(30).fill(0), 0.3, 3), 'choose').lambda).toBeGreaterThanOrEqual(0.3);
    expect(trainRidge(lines(2_000, [0.5, 0.3, -0.2], 0.01, 4), 'choose').lambda).toBe(RIDGE_LAMBDAS[0]);
  });

  it('chooses by rows before the held-out ones only: what stands in the gap has no say', () => {
    const data = lines(2_000, [0.2, 0.1], 0.1, 5);
    const clean = trainRidge(data, 'choose');
    const target = data.target.map((value, i) => (i >= 70 * 20 && i < 75 * 20 ? 0 - 50 * value : value));
    expect(trainRidge({ ...data, target }, 'choose').lambda).toBe(clean.lambda);
  });

  it('answers 0 with nothing to learn from', () => {
    const data = { ...lines(40, [1], 0, 6), target: new Float64Array(40).fill(Number.NaN) };
    expect([...predictRidge(trainRidge(data, 'choose'), data.values, 3)]).toEqual([0, 0, 0]);
  });
});

describe('momentum and size', () => {
  const panel = makeFeatureMarket({ assets: 2, days: 60, seed: 3 });
  const close = panel.close[1] as Float64Array;
  const cap = panel.marketCap[0] as Float64Array;
  close[20] = 100;
  close[50] = 110;
  cap[50] = 1;
  cap[51] = Math.E;
  cap.fill(Number.NaN, 54);
  const market = createMarketView(panel);

  it('read one value a sample', () => {
    expect([...momentumScore(market, Int32Array.of(50, 5), Int32Array.of(1, 1))].map((value) => Number(value.toFixed(12)))).toEqual([0.1, Number.NaN]);
    // The larger, the lower; of four days without a cap nobody knows.
    expect([...sizeScore(market, Int32Array.of(50, 51, 58), Int32Array.of(0, 0, 0))]).toEqual([0, -1, Number.NaN]);
  });

  it('read nothing later', () => {
    const before = momentumScore(market, Int32Array.of(45), Int32Array.of(1));
    const later = makeFeatureMarket({ assets: 2, days: 60, seed: 3 });
    (later.close[1] as Float64Array)[20] = 100;
    (later.close[1] as Float64Array).fill(1e9, 46);
    expect(momentumScore(createMarketView(later), Int32Array.of(45), Int32Array.of(1))).toEqual(before);
  });
});
