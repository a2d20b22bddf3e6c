import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec, sumDec } from '@/lib/domain/foundation/decimal';
import { computePlan } from '@/lib/domain/planning/compute-plan';
import { ASSET_CLASSES, GUARDRAILS, TEMPERAMENTS, TIERS } from '@/lib/domain/planning/rules';
import type { PlanInput } from '@/lib/domain/planning/types';
import { CATALOGUE, people, PERSON } from './fixtures';

const RUNS = { numRuns: 1000, seed: 11 };
const plan = (change: Partial<PlanInput> = {}) => computePlan({ ...PERSON, ...change }, CATALOGUE);

describe('the plan of the visual reference', () => {
  const result = plan({ temperament: 'balanced', split: { conservative: 0.3, balanced: 0.3, aggressive: 0.4 } });

  test('15 % in crypto, 18,000, over four indices', () => {
    expect(result).toMatchObject({ catalogue: 'test-1', stage: 'growth', cryptoAmount: '18000', stablecoinCash: 0, reviewAfterMonths: 24 });
    expect(result.indices.map(({ slug, amount }) => [slug, amount])).toEqual([['bitcoin-anchor', '3600'], ['blue-chip-quality', '3600'], ['broad-market-20', '5400'], ['small-cap-growth', '5400']]);
  });

  test('two guardrails moved it', () => {
    expect(result.tiers.applied).toEqual({ conservative: 0.4, balanced: expect.closeTo(0.3, 12) as number, aggressive: 0.3 });
    expect(result.guardrails.filter(({ moved }) => moved).map(({ guardrail }) => guardrail)).toEqual(['conservativeMinimum', 'aggressiveMaximum']);
    expect(result.guardrails.every(({ held }) => held)).toBe(true);
  });

  test('both scales, the stage decides', () => {
    expect(result.scales).toMatchObject({ decides: 'stage', stage: { low: 0.1, high: 0.2, amount: '18000' }, temperament: { low: 0.05, high: 0.07, amount: '7200' } });
    expect(plan({ scale: 'stricter' })).toMatchObject({ cryptoAmount: '7200', scales: { decides: 'temperament' } });
  });

  test('sectors are looked through and sum to 1', () => {
    expect(result.lookThrough.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 12);
    expect(result.lookThrough.find(({ sector }) => sector === 'layer-1')?.weight).toBeCloseTo(0.2 * 0.85 + 0.2 * 0.45 + 0.3 * 0.27, 12);
  });
});

describe('named cases', () => {
  test.each([
    ['no reserve', { reserve: '0' }],
    ['dear debt', { debts: [{ balance: '1', annualRate: 0.2 }] }],
    ['two years', { horizonYears: 2 }],
  ])('%s: crypto is 0 and the other classes take the rest', (_, change) => {
    const result = plan(change);
    expect(result.classes.crypto).toBe(0);
    expect(result.cryptoAmount).toBe('0');
    expect(result.warnings.map(({ warning }) => warning)).toContain('cryptoIsZero');
    expect(ASSET_CLASSES.reduce((total, name) => total + result.classes[name], 0)).toBeCloseTo(1, 12);
  });

  test('the stricter scale is the lower of the two, whichever that is', () => {
    expect(plan({ age: 70, temperament: 'balanced', scale: 'stricter' }).classes.crypto).toBeCloseTo(0.04, 12);
    expect(plan({ age: 70, temperament: 'conservative', scale: 'stricter' }).classes.crypto).toBeCloseTo(0.02, 12);
  });

  test('an own choice of twins is warned of', () => {
    const result = plan({ indices: ['bitcoin-anchor', 'large-cap-10'] });
    expect(result.warnings).toEqual([{ warning: 'overlap', detail: 'Bitcoin Anchor and Large Cap 10 overlap by 75\u202f% of their weight, above 60\u202f%.' }]);
  });

  test('net worth 0 warns without inventing a share', () => {
    const result = plan({ netWorth: '0' });
    expect(result.lossLimit).toMatchObject({ cryptoShareOfNetWorth: null, loss: null, holds: false, shareThatHolds: 0 });
  });

  test('lifting every guardrail applies what was asked', () => {
    const split = { conservative: 0, balanced: 0, aggressive: 1 };
    const result = plan({ split, liftedGuardrails: [...GUARDRAILS] });
    expect(result.tiers.applied).toEqual(split);
    expect(result.indices).toMatchObject([{ slug: 'small-cap-growth', weight: 1 }]);
    expect(result.guardrails.filter(({ held }) => !held).map(({ guardrail }) => guardrail)).toEqual(['indexMaximum', 'conservativeMinimum', 'aggressiveMaximum', 'indexCount']);
  });
});

describe('properties', () => {
  test('classes, tiers and indices with cash sum to 1; nothing is negative', () => {
    fc.assert(
      fc.property(people, (person) => {
        const result = computePlan(person, CATALOGUE);
        expect(ASSET_CLASSES.reduce((total, name) => total + result.classes[name], 0)).toBeCloseTo(1, 9);
        expect(Math.min(...ASSET_CLASSES.map((name) => result.classes[name]))).toBeGreaterThanOrEqual(0);
        expect(TIERS.reduce((total, tier) => total + result.tiers.applied[tier], 0)).toBeCloseTo(1, 9);
        expect(result.indices.reduce((total, { weight }) => total + weight, result.stablecoinCash)).toBeCloseTo(1, 9);
        expect(result.indices.every(({ weight }) => weight >= 0)).toBe(true);
      }),
      RUNS,
    );
  });

  test('every guardrail holds unless it is lifted or the user chose the indices', () => {
    fc.assert(
      fc.property(people, (person) => {
        const result = computePlan({ ...person, indices: [] }, CATALOGUE);
        for (const { held, lifted } of result.guardrails) expect(held || lifted).toBe(true);
      }),
      RUNS,
    );
  });

  test('crypto falls with age, rises with temperament, and is 0 behind a closed gate', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 40 }), (person, later) => {
        const share = (change: Partial<PlanInput>): number => computePlan({ ...person, ...change }, CATALOGUE).classes.crypto;
        expect(share({ age: Math.min(100, person.age + later) })).toBeLessThanOrEqual(share({}) + 1e-12);
        const [calm, middle, bold] = TEMPERAMENTS.map((temperament) => share({ temperament })) as [number, number, number];
        expect(calm).toBeLessThanOrEqual(middle + 1e-12);
        expect(middle).toBeLessThanOrEqual(bold + 1e-12);
        expect(share({ scale: 'stricter' })).toBeLessThanOrEqual(share({ scale: 'stage' }));
        expect(share({ horizonYears: 2 })).toBe(0);
      }),
      RUNS,
    );
  });

  test('amounts of the indices add up to crypto without its cash, placements to the indices', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 50_000 }), (person, free, deferred) => {
        const result = computePlan({ ...person, accounts: { taxFree: String(free), taxDeferred: String(deferred) } }, CATALOGUE);
        const amounts = sumDec(result.indices.map(({ amount }) => dec(amount)));
        const cash = dec(result.cryptoAmount).times(dec(result.stablecoinCash));
        expect(amounts.plus(cash).minus(dec(result.cryptoAmount)).abs().toNumber()).toBeLessThan(1e-4);
        expect(sumDec(result.location.map(({ amount }) => dec(amount))).eq(amounts)).toBe(true);
        const inFree = sumDec(result.location.filter(({ account }) => account === 'taxFree').map(({ amount }) => dec(amount)));
        expect(inFree.lte(dec(free))).toBe(true);
      }),
      RUNS,
    );
  });

  test('the order of the catalogue does not matter', () => {
    fc.assert(
      fc.property(people, fc.shuffledSubarray([...CATALOGUE.indices], { minLength: CATALOGUE.indices.length }), (person, indices) => {
        expect(computePlan(person, { ...CATALOGUE, indices })).toEqual(computePlan(person, CATALOGUE));
      }),
      RUNS,
    );
  });
});
