import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LENSES } from '@/lib/domain/features/lens';
import { FEATURES } from '@/lib/domain/features/registry';
import { gradeComposite } from '@/lib/domain/scores/composite-grade';
import { contributions, gradeMoves } from '@/lib/domain/scores/contributions';
import { gradeLens, lensWeights } from '@/lib/domain/scores/lens-grade';
import { INVESTOR_WEIGHTS } from '@/lib/domain/scores/rules';
import type { Asset } from '@/lib/domain/market/asset';
import { makeFeatureMarket } from '../../support/feature-market';

const asset = makeFeatureMarket({ assets: 1, days: 2, seed: 1 }).assets[0] as Asset;
const weights = lensWeights(FEATURES, asset);
const gradeList = fc.array(fc.oneof({ weight: 3, arbitrary: fc.double({ min: 0.1, max: 99.9, noNaN: true }) }, fc.constant(Number.NaN)), { minLength: FEATURES.length, maxLength: FEATURES.length });

function investor(grades: readonly number[]): number {
  return gradeComposite(LENSES.map((lens) => gradeLens(weights[lens], (feature) => grades[feature] as number).grade), INVESTOR_WEIGHTS).grade;
}

describe('contributions', () => {
  it('speak for and against by weight × distance from 50', () => {
    const grades = FEATURES.map((feature) => (feature.lens === 'fundamental' ? 60 : feature.lens === 'technical' ? 30 : Number.NaN));
    const parts = contributions(weights, grades, INVESTOR_WEIGHTS);
    const points = (lens: string) => parts.filter((part) => FEATURES[part.feature]?.lens === lens).reduce((sum, part) => sum + part.points, 0);
    expect(points('fundamental')).toBeCloseTo(0.75 * 10, 9);
    expect(points('technical')).toBeCloseTo(0.25 * -20, 9);
  });

  it('sum to the grade − 50, their weights to 1; none where the grade is n/a', () => {
    fc.assert(
      fc.property(gradeList, (grades) => {
        const parts = contributions(weights, grades, INVESTOR_WEIGHTS);
        const grade = investor(grades);
        if (Number.isNaN(grade)) return expect(parts).toEqual([]);
        expect(parts.reduce((sum, part) => sum + part.points, 0)).toBeCloseTo(grade - 50, 8);
        expect(parts.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(1, 9);
      }),
      { numRuns: 1000, seed: 5 },
    );
  });
});

describe('gradeMoves', () => {
  it('is the change of one feature’s contribution', () => {
    const moves = gradeMoves([{ feature: 1, grade: 50, weight: 0.1, points: 0 }], [{ feature: 1, grade: 70, weight: 0.1, points: 2 }]);
    expect(moves).toEqual([{ feature: 1, from: 50, to: 70, points: 2 }]);
  });

  it('sums to the change of the grade, whatever came or went', () => {
    fc.assert(
      fc.property(gradeList, gradeList, (before, after) => {
        const moves = gradeMoves(contributions(weights, before, INVESTOR_WEIGHTS), contributions(weights, after, INVESTOR_WEIGHTS));
        const change = investor(after) - investor(before);
        if (Number.isNaN(change)) return expect(moves).toEqual([]);
        expect(moves.reduce((sum, move) => sum + move.points, 0)).toBeCloseTo(change, 8);
      }),
      { numRuns: 1000, seed: 6 },
    );
  });
});
