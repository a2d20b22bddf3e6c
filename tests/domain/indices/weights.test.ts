import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capGroups, capWeights } from '../../../lib/domain/indices/weights/capping';
import { computeWeights, WEIGHT_METHODS, type WeightRequest } from '../../../lib/domain/indices/weights/compute-weights';
import { liquidityCap } from '../../../lib/domain/indices/weights/liquidity';
import { cap, equal, equalRisk, inverseVolatility, minVariance, proportional, sqrtCap } from '../../../lib/domain/indices/weights/schemes';
import vectors from '../../golden/vectors/weights.json';

const names = ['a', 'b', 'c', 'd'];

function weightsOf(request: WeightRequest): number[] {
  const answer = computeWeights(request);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value.weights.map(({ weight }) => weight);
}

function expectNear(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => expect(Math.abs(value - (expected[i] as number))).toBeLessThan(tolerance));
}

describe('weights of the worked examples', () => {
  it('repeats equal risk, its contributions, inverse volatility and minimum variance', () => {
    const { covariance, tolerance } = vectors;
    expectNear(weightsOf({ method: 'equalRisk', assets: names, covariance }), vectors.equalRisk, tolerance);
    expectNear(weightsOf({ method: 'inverseVolatility', assets: names, covariance }), vectors.inverseVolatility, tolerance);
    expectNear(weightsOf({ method: 'inverseVolatility', assets: names, volatilities: [0.1, 0.2, 0.3, 0.4] }), vectors.inverseVolatility, tolerance);
    expectNear(weightsOf({ method: 'minVariance', assets: names, covariance }), vectors.minVarianceLongOnly, tolerance);
    const answer = computeWeights({ method: 'equalRisk', assets: names, covariance });
    expectNear(answer.ok ? (answer.value.riskContributions ?? []) : [], vectors.riskContributions, tolerance);
  });

  it.each(vectors.capping)('caps market weights at $maxWeight', ({ marketCaps, maxWeight, weights, cash }) => {
    const answer = computeWeights({ method: 'cap', assets: marketCaps.map(String), marketCaps, maxWeight });
    expect(answer.ok).toBe(true);
    if (!answer.ok) return;
    expectNear(answer.value.weights.map(({ weight }) => weight), weights, vectors.tolerance);
    expect(Math.abs(answer.value.cash - cash)).toBeLessThan(vectors.tolerance);
  });

  it('repeats the docstrings', () => {
    expect([...proportional([1, 3])]).toEqual([0.25, 0.75]);
    expect([...equal(4)]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...cap([1, 3])]).toEqual([0.25, 0.75]);
    expect([...sqrtCap([1, 9])]).toEqual([0.25, 0.75]);
    expectNear([...inverseVolatility([0.1, 0.2, 0.3, 0.4])], [0.48, 0.24, 0.16, 0.12], 1e-12);
    const risk = equalRisk([[1, 0], [0, 4]]);
    expectNear(risk.ok ? [...risk.value] : [], [2 / 3, 1 / 3], 1e-9);
    expectNear([...minVariance([[1, 0], [0, 3]], { minWeight: 0, maxWeight: 1 })], [0.75, 0.25], 1e-9);
    const capped = capWeights([55, 18, 9, 6, 5, 4, 3], 0.1);
    expectNear([...capped.weights, capped.cash], [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3], 1e-12);
    const grouped = capGroups([60, 20, 20], ['a', 'a', 'b'], { asset: [1, 1, 1], group: 0.4 });
    expectNear([...grouped.weights, grouped.cash], [0.3, 0.1, 0.4, 0.2], 1e-12);
    expect(liquidityCap(500_000, 1_000_000)).toBeCloseTo(0.05, 12);
    expect(liquidityCap(Number.NaN)).toBe(0);
    expectNear(weightsOf({ method: 'equal', assets: ['a', 'b'], maxWeight: 0.3 }), [0.3, 0.3], 1e-12);
  });
});

describe('weights that cannot be', () => {
  it.each<[string, Partial<WeightRequest>, string]>([
    ['floors above 1', { method: 'equal', minWeight: 0.3 }, 'minWeight'],
    ['floor above cap', { method: 'equal', minWeight: 0.2, maxWeight: 0.1 }, 'minWeight'],
    ['no caps', { method: 'cap' }, 'marketCaps'],
    ['too few caps', { method: 'sqrtCap', marketCaps: [1] }, 'marketCaps'],
    ['all caps zero', { method: 'cap', marketCaps: [0, 0, 0, 0] }, 'marketCaps'],
    ['no volatility', { method: 'inverseVolatility' }, 'volatilities'],
    ['zero volatility', { method: 'inverseVolatility', volatilities: [0, 1, 1, 1] }, 'volatilities'],
    ['indefinite covariance', { method: 'minVariance', covariance: [[1, 2, 0, 0], [2, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]] }, 'covariance'],
    ['no covariance', { method: 'equalRisk' }, 'covariance'],
    ['riskless pair', { method: 'equalRisk', covariance: [[1, -1, 0, 0], [-1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]] }, 'covariance'],
  ])('names the field: %s', (_, request, path) => {
    expect(computeWeights({ method: 'equal', assets: names, ...request })).toMatchObject({ ok: false, reason: 'infeasible', path });
  });
});

const request = fc.record({
  seed: fc.integer({ min: 2, max: 25 }),
  caps: fc.array(fc.double({ min: 1e3, max: 1e12, noNaN: true }), { minLength: 25, maxLength: 25 }),
  vols: fc.array(fc.double({ min: 0.01, max: 3, noNaN: true }), { minLength: 25, maxLength: 25 }),
  common: fc.double({ min: -0.03, max: 0.95, noNaN: true }),
  maxWeight: fc.double({ min: 0.02, max: 1, noNaN: true }),
  method: fc.constantFrom(...WEIGHT_METHODS),
});

function asRequest(drawn: { seed: number; caps: number[]; vols: number[]; common: number; maxWeight: number; method: (typeof WEIGHT_METHODS)[number] }): Required<Pick<WeightRequest, 'assets' | 'marketCaps' | 'covariance' | 'method' | 'maxWeight'>> {
  const vols = drawn.vols.slice(0, drawn.seed);
  const covariance = vols.map((a, i) => vols.map((b, j) => a * b * (i === j ? 1 : drawn.common)));
  return { method: drawn.method, maxWeight: drawn.maxWeight, assets: vols.map((_, i) => `x${i}`), marketCaps: drawn.caps.slice(0, drawn.seed), covariance };
}

describe('any weights', () => {
  it('sum to 1 with cash, keep caps, are idempotent under capping and blind to order (1,000 cases)', () => {
    fc.assert(
      fc.property(request, (drawn) => {
        const asked = asRequest(drawn);
        const answer = computeWeights(asked);
        expect(answer.ok).toBe(true);
        if (!answer.ok) return;
        const weights = answer.value.weights.map(({ weight }) => weight);
        expect(Math.abs(weights.reduce((sum, weight) => sum + weight, answer.value.cash) - 1)).toBeLessThan(1e-9);
        weights.forEach((weight) => expect(weight).toBeLessThanOrEqual(asked.maxWeight + 1e-12));
        expect(Math.min(...weights, answer.value.cash)).toBeGreaterThanOrEqual(0);
        expectNear([...capWeights(weights, asked.maxWeight).weights], weights, 1e-9);
        const flip = <T>(list: readonly T[]): T[] => [...list].reverse();
        const covariance = flip(asked.covariance.map((row) => flip(Array.from(row))));
        const turned = weightsOf({ ...asked, assets: flip(asked.assets), marketCaps: flip(asked.marketCaps), covariance });
        expectNear(flip(turned), weights, 1e-7);
      }),
      { numRuns: 1000, seed: 17 },
    );
  }, 60_000);

  it('keeps group caps and asset caps together (1,000 cases)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 1, max: 1e9, noNaN: true }), fc.constantFrom('a', 'b', 'c', null)), { minLength: 1, maxLength: 30 }), fc.double({ min: 0.02, max: 0.6, noNaN: true }), (drawn, max) => {
        const groups = drawn.map(([, group]) => group);
        const asset = drawn.map(() => max);
        const { weights, cash } = capGroups(drawn.map(([share]) => share), groups, { asset, group: 0.4 });
        expect(Math.abs(weights.reduce((sum, weight) => sum + weight, cash) - 1)).toBeLessThan(1e-9);
        weights.forEach((weight) => expect(weight).toBeLessThanOrEqual(max + 1e-12));
        for (const name of ['a', 'b', 'c']) expect(groups.reduce((sum, group, i) => sum + (group === name ? (weights[i] as number) : 0), 0)).toBeLessThanOrEqual(0.4 + 1e-9);
      }),
      { numRuns: 1000, seed: 18 },
    );
  });
});
