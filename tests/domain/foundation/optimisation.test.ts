import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimumVariance } from '../../../lib/domain/foundation/minimum-variance';
import { meanVariance, optimalityGap } from '../../../lib/domain/foundation/optimality';
import type { Matrix } from '../../../lib/domain/foundation/linear-algebra';
import { riskBudgetWeights, riskShares } from '../../../lib/domain/foundation/risk-budgeting';
import { refineByNewton } from '../../../lib/domain/foundation/risk-newton';
import { findRoot } from '../../../lib/domain/foundation/root';
import { createRng } from '../../../lib/domain/foundation/rng';
import { fillWithin } from '../../../lib/domain/foundation/water-filling';

function randomCovariance(seed: number, size: number, factors = size + 2): Matrix {
  const rng = createRng(seed);
  const loadings = Array.from({ length: size }, () => Float64Array.from({ length: factors }, () => rng.normal()));
  return loadings.map((a) => Float64Array.from(loadings, (b) => a.reduce((sum, value, k) => sum + value * (b[k] as number), 0) / factors));
}

describe('Brent root', () => {
  it.each([
    ['x² − 2', (x: number) => x * x - 2, 0, 2, Math.SQRT2],
    ['cos x − x', (x: number) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ['x³, flat at its root', (x: number) => x ** 3, -1, 1.5, 0],
    ['a root on the edge', (x: number) => x - 1, 1, 3, 1],
  ])('finds %s', (_, f, low, high, expected) => {
    const root = findRoot(f, low, high);
    expect(root.ok && Math.abs(root.value - expected)).toBeLessThan(1e-7);
  });

  it('says so when there is no sign change', () => {
    expect(findRoot((x) => x * x + 1, -1, 1)).toEqual({ ok: false, reason: 'no-sign-change', low: -1, high: 1 });
  });
});

describe('water filling', () => {
  it('repeats the published example', () => {
    const filled = fillWithin([55, 18, 9, 6, 5, 4, 3], { upper: 0.3 });
    expect(filled[0]).toBeCloseTo(0.3, 12);
    expect(filled[1]).toBeCloseTo(0.28, 12);
    expect(filled[2]).toBeCloseTo(0.14, 12);
  });

  it('keeps floors, individual caps and the total', () => {
    expect([...fillWithin([1, 3, 6], { lower: [0.5, 0, 0], upper: [0.7, 0.3, 0.3] })].map((x) => Number(x.toFixed(12)))).toEqual([0.5, 0.2, 0.3]);
    expect([...fillWithin([0, 0], { upper: 0.3 })]).toEqual([0, 0]);
    expect([...fillWithin([5, 1], { upper: 0.3 })]).toEqual([0.3, 0.3]);
  });

  it('keeps bounds and total, is idempotent and blind to order, for 1,000 random fills', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (shares, upper) => {
        const filled = fillWithin(shares, { upper });
        const sum = filled.reduce((total, part) => total + part, 0);
        expect(Math.abs(sum - Math.min(1, shares.length * upper))).toBeLessThan(1e-12);
        filled.forEach((part) => expect(part).toBeLessThanOrEqual(upper));
        const again = fillWithin(filled, { upper });
        filled.forEach((part, i) => expect(Math.abs(part - (again[i] as number))).toBeLessThan(1e-12));
        const reversed = fillWithin([...shares].reverse(), { upper }).reverse();
        filled.forEach((part, i) => expect(Math.abs(part - (reversed[i] as number))).toBeLessThan(1e-12));
      }),
      { numRuns: 1000, seed: 5 },
    );
  });
});

describe('risk budgeting', () => {
  it('repeats its worked examples', () => {
    const two = riskBudgetWeights([[1, 0], [0, 4]]);
    expect(two.ok && two.value[0]).toBeCloseTo(2 / 3, 10);
    expect([...riskShares([[1, 0], [0, 3]], [0.5, 0.5])]).toEqual([0.25, 0.75]);
  });

  it('refuses what has no risk budget', () => {
    expect(riskBudgetWeights([[0, 0], [0, 1]])).toMatchObject({ ok: false, reason: 'no-risk-budget' });
    expect(riskBudgetWeights([[1, -1], [-1, 1]])).toMatchObject({ ok: false, reason: 'no-risk-budget' });
  });

  it('meets every budget to 1e-8 where few factors all but cancel, on which descent by coordinates crawls', () => {
    for (const [size, own] of [[60, 1e-6], [150, 1e-3], [150, 1e-5]] as const) {
      const covariance = randomCovariance(size, size, 8).map((row, i) => Float64Array.from(row, (value, j) => (i === j ? value + own : value)));
      const solved = riskBudgetWeights(covariance);
      expect([size, own, solved.ok]).toEqual([size, own, true]);
      if (!solved.ok) continue;
      expect(Math.min(...solved.value)).toBeGreaterThan(0);
      for (const share of riskShares(covariance, solved.value)) expect(Math.abs(share - 1 / size)).toBeLessThan(1e-8);
    }
  });

  it('refuses, soon, a large matrix with a combination without risk', () => {
    expect(riskBudgetWeights(randomCovariance(3, 200, 1))).toMatchObject({ ok: false, reason: 'no-risk-budget' });
  });

  it('goes by Newton to where each product is its budget', () => {
    const x = refineByNewton([[1, 0], [0, 1]], Float64Array.of(0.5, 0.5), Float64Array.of(3, 0.1));
    expect([...x].map((value) => Math.abs(value - Math.SQRT1_2) < 1e-9)).toEqual([true, true]);
  });

  it('meets every budget to 1e-8, for 1,000 random covariances', () => {
    for (let seed = 0; seed < 1000; seed += 1) {
      const size = 2 + (seed % 12);
      const covariance = randomCovariance(seed, size);
      const budgets = Float64Array.from({ length: size }, (_, i) => 1 + (i % 3));
      const solved = riskBudgetWeights(covariance, budgets);
      expect(solved.ok).toBe(true);
      if (!solved.ok) continue;
      const total = budgets.reduce((sum, value) => sum + value, 0);
      const shares = riskShares(covariance, solved.value);
      shares.forEach((share, i) => expect(Math.abs(share - (budgets[i] as number) / total)).toBeLessThan(1e-8));
    }
  });
});

describe('minimum variance', () => {
  it('repeats its worked example', () => {
    expect(meanVariance([[1, 0], [0, 3]])).toBe(2);
    const weights = minimumVariance([[1, 0], [0, 3]], { lower: 0, upper: 1, total: 1 });
    expect(weights[0]).toBeCloseTo(0.75, 10);
  });

  it('meets the optimality conditions, for 1,000 random covariances and boxes', () => {
    for (let seed = 0; seed < 1000; seed += 1) {
      const size = 2 + (seed % 9);
      const covariance = randomCovariance(seed, size, seed % 3 === 0 ? Math.max(1, size - 2) : size + 2);
      const box = { lower: seed % 2 === 0 ? 0 : 0.2 / size, upper: seed % 5 === 0 ? 1 : Math.min(1, 2.5 / size), total: 1 };
      const weights = minimumVariance(covariance, box);
      expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-9);
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(box.lower - 1e-9);
      expect(Math.max(...weights)).toBeLessThanOrEqual(box.upper + 1e-9);
      expect(optimalityGap(covariance, weights, box)).toBeLessThan(1e-8);
    }
  }, 60_000);

  it.each([60, 250])('handles 200 assets over %i factors in a moment', (factors) => {
    const covariance = randomCovariance(9, 200, factors);
    const weights = minimumVariance(covariance, { lower: 0, upper: 0.05, total: 1 });
    expect(optimalityGap(covariance, weights, { lower: 0, upper: 0.05, total: 1 })).toBeLessThan(1e-8);
  }, 60_000);
});
