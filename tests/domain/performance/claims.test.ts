import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { driftedWeights } from '@/lib/domain/performance/drifted-weights';
import { hitRateOf, neededCorrelation } from '@/lib/domain/performance/hit-rate';

describe('how often a correlation is right (Rule 12)', () => {
  test.each([[0.05, 0.516], [0, 0.5], [1, 1], [-1, 0]])('%f is right %f of the time', (correlation, rate) => {
    expect(hitRateOf(correlation)).toBeCloseTo(rate, 3);
  });

  test('right 73 % of the time needs 0.66; what is no share or correlation has none', () => {
    expect(neededCorrelation(0.73)).toBeCloseTo(0.66, 2);
    expect([hitRateOf(1.01), neededCorrelation(-0.1), neededCorrelation(1.1)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  test('property: one undoes the other', () => {
    fc.assert(fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (correlation) => {
      expect(Math.abs(neededCorrelation(hitRateOf(correlation)) - correlation)).toBeLessThan(1e-9);
    }), { seed: 12, numRuns: 300 });
  });

  test('drawn pairs of that correlation agree in sign as often', () => {
    const rng = createRng(73);
    const normal = () => Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
    const correlation = 0.66;
    const draws = 40_000;
    let agreed = 0;
    for (let i = 0; i < draws; i += 1) {
      const first = normal();
      const second = correlation * first + Math.sqrt(1 - correlation ** 2) * normal();
      if (first > 0 === second > 0) agreed += 1;
    }
    // Three standard errors of a share near 0.73 over 40,000 draws are 0.0067.
    expect(Math.abs(agreed / draws - hitRateOf(correlation))).toBeLessThan(0.0067);
  });
});

describe('weights after their parts have moved', () => {
  test.each([
    [[0.25, 0.25, 0.25, 0.25], [0.5, 1, 2, 0], [0.2, 0.26667, 0.4, 0.13333]],
    [[0.6, 0.4], [0, 0], [0.6, 0.4]],
    [[0.5, 0.5], [-1, 3], [0, 1]],
  ])('%j after %j', (weights, returns, expected) => {
    driftedWeights(weights, returns).forEach((weight, i) => expect(weight).toBeCloseTo(expected[i] ?? Number.NaN, 5));
  });

  test('of nothing there are none', () => {
    expect(driftedWeights([0.5, 0.5], [-1, -1])).toEqual([Number.NaN, Number.NaN]);
  });
});
