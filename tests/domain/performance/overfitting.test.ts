import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { deflatedSharpe, luckySharpe, shapeOf, sharpePerPeriod } from '@/lib/domain/performance/deflated-sharpe';
import { combinations, overfittingProbability } from '@/lib/domain/performance/overfitting';
import vectors from '../../golden/vectors/metrics.json';

describe('the deflated Sharpe ratio', () => {
  const { threshold, probability, tolerance, source, ...published } = vectors.deflatedSharpe;

  it(`equals the published example (${source})`, () => {
    expect(Math.abs(luckySharpe(published.trials, published.varianceOfTrials) - threshold)).toBeLessThan(tolerance);
    expect(Math.abs(deflatedSharpe(published) - probability)).toBeLessThan(tolerance);
  });

  it('is the plain probability for one trial, falls with every further one, and rises with time', () => {
    const of = (trials: number, observations = 1250) => deflatedSharpe({ ...published, trials, observations });
    expect(luckySharpe(1, 0.002)).toBe(0);
    expect(of(1)).toBeGreaterThan(of(10));
    expect(of(10)).toBeGreaterThan(of(1000));
    expect(of(100, 2500)).toBeGreaterThan(of(100));
    expect(deflatedSharpe({ ...published, observations: 1 })).toBeNaN();
  });

  it('takes the shape of the returns', () => {
    expect(shapeOf([-1, 1])).toEqual({ skew: 0, kurtosis: 1 });
    expect(shapeOf([0, 0, 0, 1]).skew).toBeCloseTo(1.1547005383792515, 12);
    expect(sharpePerPeriod([0.1, 0.3])).toBeCloseTo(Math.SQRT2, 12);
    expect([shapeOf([2, 2]).skew, sharpePerPeriod([1])].every(Number.isNaN)).toBe(true);
  });
});

describe('the probability of backtest overfitting', () => {
  const noise = (seed: number, trials: number, length: number) => {
    const rng = createRng(seed);
    return Array.from({ length: trials }, () => Float64Array.from({ length }, () => rng.normal()));
  };

  it('takes every half of the blocks', () => {
    expect(combinations(3, 2)).toEqual([[0, 1], [0, 2], [1, 2]]);
    expect(combinations(10, 5)).toHaveLength(252);
  });

  it('is 0 where one trial is always better, 1 where what was good turns bad', () => {
    const better = overfittingProbability([Float64Array.from({ length: 40 }, (_, i) => i % 3), Float64Array.from({ length: 40 }, (_, i) => (i % 3) + 0.5)], { blocks: 4, purge: 0 });
    expect(better).toMatchObject({ probability: 0, combinations: 6 });
    expect(better.chosenOutOfSample).toBeGreaterThan(1);
    // Good in one half of the time, as bad in the other.
    const turning = [0, 1].map((side) => Float64Array.from({ length: 40 }, (_, i) => (i < 20 === (side === 0) ? 1 : -1)));
    expect(overfittingProbability(turning, { blocks: 2, purge: 0 }).probability).toBe(1);
  });

  it('takes the median itself for a disappointment', () => {
    // The best of either half is the second of three in the other.
    const trials = [[3, 2], [2, 3], [1, 1]].map(([before, after]) => Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? before : after) as number));
    expect(overfittingProbability(trials, { blocks: 2, purge: 0 }).probability).toBe(1);
  });

  it('is about a half among trials of pure noise', () => {
    const runs = Array.from({ length: 30 }, (_, seed) => overfittingProbability(noise(seed, 8, 120), { blocks: 8, purge: 0 }).probability);
    const average = runs.reduce((sum, value) => sum + value, 0) / runs.length;
    expect(average).toBeGreaterThan(0.4);
    expect(average).toBeLessThan(0.75);
  });

  it('lets no observation choose whose outcome reaches into the judging half', () => {
    // Trial 0 is good only right at the border; purged, trial 1 is chosen.
    const length = 20;
    const edge = Float64Array.from({ length }, (_, i) => (i === 9 || i === 10 ? 50 : 0));
    const steady = new Float64Array(length).fill(1);
    expect(overfittingProbability([edge, steady], { blocks: 2, purge: 0 }).chosenOutOfSample).toBe(5);
    expect(overfittingProbability([edge, steady], { blocks: 2, purge: 1 }).chosenOutOfSample).toBe(1);
  });

  it('does not exist for one trial or too little time', () => {
    expect(overfittingProbability(noise(1, 1, 100), { blocks: 4, purge: 0 }).probability).toBeNaN();
    expect(overfittingProbability(noise(1, 3, 7), { blocks: 4, purge: 0 }).probability).toBeNaN();
  });
});
