import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { computePlan } from '@/lib/domain/planning/compute-plan';
import { overlapOf } from '@/lib/domain/planning/overlap';
import { OVERLAP_LIMIT } from '@/lib/domain/planning/rules';
import { targetsFromPlan } from '@/lib/domain/planning/token-targets';
import type { Catalogue } from '@/lib/domain/planning/types';
import { loadCatalogue } from '@/lib/services/planning/load-catalogue';
import { people, PERSON } from '../../domain/planning/fixtures';

describe('a plan on the computed market', () => {
  let catalogue: Catalogue;
  beforeAll(async () => {
    catalogue = await loadCatalogue();
  });

  test('every live index holds what it says, without gaps in its levels', () => {
    const live = catalogue.indices.filter((index) => index.status === 'live');
    expect(live.length).toBeGreaterThanOrEqual(12);
    for (const index of live) {
      expect(index.holdings.reduce((total, { weight }) => total + weight, index.cash)).toBeCloseTo(1, 6);
      expect(index.levels.values.length).toBeGreaterThan(30);
      expect(Math.min(...index.levels.values)).toBeGreaterThan(0);
    }
  });

  test('the person of the visual reference gets indices of every tier, none a twin while the tier has another', () => {
    const plan = computePlan({ ...PERSON, split: { conservative: 0.3, balanced: 0.3, aggressive: 0.4 } }, catalogue);
    expect(plan.cryptoAmount).toBe('18000');
    expect(plan.indices.map(({ tier }) => tier)).toEqual(['conservative', 'conservative', 'balanced', 'aggressive']);
    const [anchor, second] = plan.indices.map(({ slug }) => catalogue.indices.find((index) => index.slug === slug));
    expect(anchor === undefined || second === undefined ? 1 : overlapOf(anchor, second)).toBeLessThanOrEqual(OVERLAP_LIMIT);
    expect(plan.lossLimit.worstDrawdown).toBeGreaterThan(0.2);
    expect(plan.lossLimit.worstDrawdown).toBeLessThan(0.95);
  });

  test('property: any person, any portfolio: weights and targets sum to 1 with cash', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 1_000_000 }), fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }), (person, value, simple) => {
        const plan = computePlan({ ...person, indices: [] }, catalogue);
        expect(plan.indices.reduce((total, { weight }) => total + weight, plan.stablecoinCash)).toBeCloseTo(1, 9);
        for (const { held, lifted } of plan.guardrails) expect(held || lifted).toBe(true);
        const targets = targetsFromPlan(plan, catalogue, { portfolioValue: String(value), minTrade: '10', simple });
        expect(targets.targets.reduce((total, { weight }) => total + weight, targets.cash)).toBeCloseTo(1, 9);
      }),
      { numRuns: 1000, seed: 21 },
    );
  });

  test('a plan takes a moment', () => {
    const start = performance.now();
    for (let i = 0; i < 100; i += 1) computePlan(PERSON, catalogue);
    expect((performance.now() - start) / 100).toBeLessThan(20);
  });
});
