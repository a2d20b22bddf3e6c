import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributeHoldings } from '@/lib/domain/planning/attribution';
import { computePlan } from '@/lib/domain/planning/compute-plan';
import { targetsFromPlan, type TokenTargets } from '@/lib/domain/planning/token-targets';
import type { Catalogue } from '@/lib/domain/planning/types';
import { CATALOGUE, makeIndex, people, PERSON } from './fixtures';

const two: Catalogue = {
  version: 'two',
  indices: [makeIndex(1, 'a', 'A', 'conservative', { btc: 0.6, eth: 0.4 }), makeIndex(2, 'b', 'B', 'balanced', { btc: 0.4, sol: 0.596, dust: 0.004 })],
  sectors: {},
};
const half = {
  classes: { crypto: 0.1, stocks: 0.9, bonds: 0, alternatives: 0, cash: 0 },
  indices: [
    { slug: 'a', name: 'A', tier: 'conservative' as const, weight: 0.5, amount: '0' },
    { slug: 'b', name: 'B', tier: 'balanced' as const, weight: 0.5, amount: '0' },
  ],
};
const options = { portfolioValue: '10000', minTrade: '10' };
const rounded = (result: TokenTargets) => result.targets.map(({ asset, weight }) => [asset, Number(weight.toFixed(9))]);

describe('from indices to tokens (Rule 7.9)', () => {
  test('a target is the sum of index weight × weight in the index; what is too small is folded, visibly', () => {
    const result = targetsFromPlan(half, two, options);
    expect(rounded(result)).toEqual([['btc', 0.500803213], ['sol', 0.299196787], ['eth', 0.2]]);
    expect(result.folded).toEqual([{ asset: 'dust', index: 'b', tier: 'balanced', weight: 0.002, into: ['sol', 'btc'] }]);
    expect(result.threshold).toBe(0.0025);
  });

  test('the smallest trade raises the threshold; each largest stays', () => {
    const result = targetsFromPlan(half, two, { portfolioValue: '30', minTrade: '10' });
    expect(rounded(result)).toEqual([['btc', 0.700803213], ['sol', 0.299196787]]);
    expect(result.threshold).toBeCloseTo(1 / 3, 12);
    expect(result.targets.map(({ asset }) => asset)).toContain('btc');
    expect(result.targets.reduce((total, { weight }) => total + weight, result.cash)).toBeCloseTo(1, 12);
  });

  test('simple targets keep each index’s largest, rescaled', () => {
    expect(rounded(targetsFromPlan(half, two, { ...options, simple: 1 }))).toEqual([['btc', 0.5], ['sol', 0.5]]);
  });

  test('no crypto, no targets: all cash', () => {
    const none = { ...half, classes: { ...half.classes, crypto: 0 } };
    expect(targetsFromPlan(none, two, options)).toMatchObject({ targets: [], cash: 1 });
  });

  test('stablecoin cash of the plan and cash of an index stay cash', () => {
    const partial = { ...half, indices: [{ slug: 'c', name: 'C', tier: 'balanced' as const, weight: 0.8, amount: '0' }] };
    const catalogue = { ...two, indices: [makeIndex(3, 'c', 'C', 'balanced', { btc: 0.75 })] };
    expect(targetsFromPlan(partial, catalogue, options)).toMatchObject({ targets: [{ asset: 'btc', weight: expect.closeTo(0.6, 12) as number }], cash: expect.closeTo(0.4, 12) as number });
  });
});

describe('attribution', () => {
  const targets = targetsFromPlan(half, two, options);
  test('in proportion to the contributions, the rest outside the plan', () => {
    const result = attributeHoldings([{ asset: 'btc', value: 500.803213 }, { asset: 'dust', value: 10 }, { asset: 'doge', value: 5 }], targets);
    expect(result.byIndex.map(({ index, value }) => [index, Number(value.toFixed(3))])).toEqual([['a', 300], ['b', 210.803]]);
    expect(result.byTier.aggressive).toBe(0);
    expect(result.outside).toEqual([{ asset: 'doge', value: 5 }]);
    expect(result.outsideValue).toBe(5);
  });
});

describe('properties', () => {
  const settings = fc.record({ portfolioValue: fc.integer({ min: 0, max: 1_000_000 }).map(String), minTrade: fc.integer({ min: 0, max: 200 }).map(String), simple: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }) });

  test('targets with cash sum to 1, contributions to targets, and what is below the threshold is an index’s largest', () => {
    fc.assert(
      fc.property(people, settings, (person, chosen) => {
        const plan = computePlan(person, CATALOGUE);
        const result = targetsFromPlan(plan, CATALOGUE, chosen);
        expect(result.targets.reduce((total, { weight }) => total + weight, result.cash)).toBeCloseTo(1, 9);
        for (const { asset, weight } of result.targets) {
          const sources = result.contributions.filter((part) => part.asset === asset);
          expect(sources.reduce((total, part) => total + part.weight, 0)).toBeCloseTo(weight, 12);
          const largest = plan.indices.some(({ slug }) => [...(CATALOGUE.indices.find((index) => index.slug === slug)?.holdings ?? [])].sort((a, b) => b.weight - a.weight || (a.asset < b.asset ? -1 : 1))[0]?.asset === asset);
          expect(weight >= result.threshold || largest).toBe(true);
        }
      }),
      { numRuns: 1000, seed: 5 },
    );
  });

  test('holding exactly the targets puts each index at its weight and nothing outside', () => {
    fc.assert(
      fc.property(people, settings, (person, chosen) => {
        const plan = computePlan({ ...PERSON, ...person, reserve: '900000', debts: [], horizonYears: 10 }, CATALOGUE);
        const result = targetsFromPlan(plan, CATALOGUE, chosen);
        const { byIndex, outsideValue } = attributeHoldings(result.targets.map(({ asset, weight }) => ({ asset, value: weight })), result);
        expect(outsideValue).toBe(0);
        for (const { index, value } of byIndex) {
          const cash = CATALOGUE.indices.find(({ slug }) => slug === index)?.cash ?? 0;
          expect(value).toBeCloseTo((plan.indices.find(({ slug }) => slug === index)?.weight ?? 0) * (1 - cash), 9);
        }
      }),
      { numRuns: 1000, seed: 6 },
    );
  });
});
