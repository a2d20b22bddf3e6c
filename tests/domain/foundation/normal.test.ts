import { describe, expect, it } from 'vitest';
import { neweyWest, neweyWestLag } from '@/lib/domain/foundation/newey-west';
import { normalCdf, normalQuantile } from '@/lib/domain/foundation/normal';
import { createRng } from '@/lib/domain/foundation/rng';

describe('the normal distribution', () => {
  // scipy.stats.norm.cdf, printed to 17 digits.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [1.96, 0.9750021048517795],
    [-2.5, 0.006209665325776132],
    [5, 0.9999997133484281],
    [-8, 6.22096057427174e-16],
    [-38, 0],
  ])('has %s below it: %s', (x, p) => {
    expect(Math.abs(normalCdf(x) - p)).toBeLessThanOrEqual(1e-14 + 1e-9 * p * (x < -7 ? 1 : 0));
  });

  // scipy.stats.norm.ppf
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.01, -2.3263478740408408],
    [1e-6, -4.753424308822899],
    [0.99632120558, 2.680210444213017],
  ])('has its %s quantile at %s', (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 11);
  });

  it('undoes itself, and has no quantile at 0 and 1', () => {
    const rng = createRng(3);
    for (let i = 0; i < 500; i += 1) {
      const p = rng.next();
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-13);
    }
    expect([normalQuantile(0), normalQuantile(1), normalCdf(Number.NaN)].every(Number.isNaN)).toBe(true);
  });
});

describe('Newey and West', () => {
  it('is worked by hand for 1, 2, 3, 4 with lag 1: (1.25 + 2 · ½ · 0.3125) ÷ 3', () => {
    const result = neweyWest([1, 2, 3, 4], 1);
    expect(result.standardError).toBeCloseTo(Math.sqrt(1.5625 / 3), 14);
    expect(result).toMatchObject({ mean: 2.5, count: 4, lag: 1 });
    expect(result.t).toBeCloseTo(3.4641016151377544, 12);
  });

  it('is the plain t without neighbours', () => {
    const plain = neweyWest([0.1, -0.2, 0.4, 0.3, 0], 0);
    expect(plain.t).toBeCloseTo(1.1239029738980326, 12);
  });

  it('takes more neighbours of longer series', () => {
    expect([10, 36, 60, 400].map(neweyWestLag)).toEqual([2, 3, 3, 5]);
  });

  it('has no t under three values or without spread', () => {
    expect([neweyWest([1, 2]).t, neweyWest([1, 1, 1, 1]).t, neweyWest([]).t].every(Number.isNaN)).toBe(true);
  });

  it('asks more of a series whose neighbours are alike than the plain t does, and rejects about as often as it should', () => {
    const rng = createRng(11);
    const rejected = { plain: 0, robust: 0 };
    for (let run = 0; run < 400; run += 1) {
      let last = 0;
      const values = Array.from({ length: 120 }, () => (last = 0.5 * last + rng.normal()));
      if (Math.abs(neweyWest(values, 0).t) > 1.96) rejected.plain += 1;
      if (Math.abs(neweyWest(values, 5).t) > 1.96) rejected.robust += 1;
    }
    expect(rejected.plain / 400).toBeGreaterThan(0.15);
    expect(rejected.robust / 400).toBeLessThan(0.13);
  });
});
