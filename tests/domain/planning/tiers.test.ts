import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyTierGuardrails } from '@/lib/domain/planning/guardrails';
import { nearestInBox } from '@/lib/domain/planning/nearest-split';
import { THREE_TIER_RANGES, TEMPERAMENTS, TIERS } from '@/lib/domain/planning/rules';
import { requestedSplit } from '@/lib/domain/planning/strategies';
import vectors from '../../golden/vectors/plan.json' with { type: 'json' };
import { CATALOGUE, splits } from './fixtures';

const asSplit = ([conservative, balanced, aggressive]: number[]) => ({ conservative: conservative as number, balanced: balanced as number, aggressive: aggressive as number });
const asList = (split: Record<(typeof TIERS)[number], number>) => TIERS.map((tier) => split[tier]);
const RUNS = { numRuns: 1000, seed: 7 };

describe('tiers, asked and applied (Rule 7.6)', () => {
  test.each(vectors.tiers)('$requested becomes $applied', ({ requested, applied }) => {
    asList(applyTierGuardrails(asSplit(requested), [])).forEach((share, i) => expect(Math.abs(share - (applied[i] as number))).toBeLessThan(vectors.tolerance));
  });

  test.each([
    [['conservativeMinimum'], [0.35, 0.35, 0.3]],
    [['aggressiveMaximum'], [0.4, 0.25, 0.35]],
    [['conservativeMinimum', 'aggressiveMaximum'], [0.3, 0.3, 0.4]],
  ] as const)('30/30/40 with %j lifted', (lifted, applied) => {
    asList(applyTierGuardrails(asSplit([0.3, 0.3, 0.4]), lifted)).forEach((share, i) => expect(share).toBeCloseTo(applied[i] as number, 12));
  });

  test('property: sums to 1, keeps both limits, moves nothing that keeps them, and twice is once', () => {
    fc.assert(
      fc.property(splits, (split) => {
        const applied = applyTierGuardrails(split, []);
        expect(asList(applied).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        expect(applied.conservative).toBeGreaterThanOrEqual(0.4 - 1e-12);
        expect(applied.aggressive).toBeLessThanOrEqual(0.3 + 1e-12);
        expect(Math.min(...asList(applied))).toBeGreaterThanOrEqual(0);
        expect(applyTierGuardrails(applied, [])).toEqual(applied);
        if (split.conservative >= 0.4 && split.aggressive <= 0.3) expect(applied).toEqual(split);
      }),
      RUNS,
    );
  });

  test('property: no other split that holds is nearer', () => {
    const distance = (a: number[], b: number[]): number => a.reduce((total, value, i) => total + (value - (b[i] as number)) ** 2, 0);
    fc.assert(
      fc.property(splits, fc.double({ min: 0.4, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true }), (split, conservative, aggressive) => {
        fc.pre(conservative + aggressive <= 1);
        const other = [conservative, 1 - conservative - aggressive, aggressive];
        const asked = asList(split);
        expect(distance(asked, asList(applyTierGuardrails(split, [])))).toBeLessThanOrEqual(distance(asked, other) + 1e-12);
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  test('a box that cannot reach the total is our own mistake', () => {
    expect(() => nearestInBox([0.5, 0.5], [0, 0], [0.4, 0.4], 1)).toThrow('the box must reach the total');
  });
});

describe('strategies (Rule 7.5)', () => {
  const split = (strategy?: Parameters<typeof requestedSplit>[0]['strategy'], temperament: (typeof TEMPERAMENTS)[number] = 'balanced') => {
    const result = requestedSplit({ strategy, temperament }, CATALOGUE);
    if (!result.ok) throw new Error(result.reason);
    return asList(result.value).map((share) => Number(share.toFixed(12)));
  };

  test.each([
    [undefined, [0.5, 0.3, 0.2]],
    ['threeTier', [0.45, 0.3, 0.25]],
    ['coreSatellite80', [0.8, 0.1, 0.1]],
    ['coreSatellite70', [0.7, 0.15, 0.15]],
    ['coreSatellite60', [0.6, 0.2, 0.2]],
    ['barbell', [0.6, 0, 0.4]],
  ] as const)('%s', (strategy, expected) => {
    expect(split(strategy)).toEqual(expected);
  });

  test.each(TEMPERAMENTS)('three-tier stays inside its ranges and sums to 1: %s', (temperament) => {
    const shares = split('threeTier', temperament);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    TIERS.forEach((tier, i) => {
      expect(shares[i]).toBeGreaterThanOrEqual(THREE_TIER_RANGES[tier].low);
      expect(shares[i]).toBeLessThanOrEqual(THREE_TIER_RANGES[tier].high);
    });
  });

  test('an own split comes first', () => {
    const own = asSplit([0.5, 0.25, 0.25]);
    expect(requestedSplit({ split: own, strategy: 'custom', temperament: 'aggressive' }, CATALOGUE)).toEqual({ ok: true, value: own });
  });

  test('risk parity gives every tier a part, and needs history in each', () => {
    const shares = split('riskParity');
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    const bare = { ...CATALOGUE, indices: CATALOGUE.indices.map((index) => ({ ...index, levels: { firstDay: 0, values: [] } })) };
    expect(requestedSplit({ strategy: 'riskParity', temperament: 'balanced' }, bare)).toEqual({ ok: false, reason: 'no-common-history' });
  });
});
