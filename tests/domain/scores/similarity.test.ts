import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LensWeights } from '@/lib/domain/scores/lens-grade';
import { percentileAmong } from '@/lib/domain/scores/peers';
import { nearestProfiles, profileDistance } from '@/lib/domain/scores/similarity';

const NaN_ = Number.NaN;
/** Two lenses: one of two features, one of a single one; both weigh 1. */
const WEIGHTS: LensWeights = { fundamental: [{ feature: 0, weight: 0.5 }, { feature: 1, weight: 0.5 }], technical: [{ feature: 2, weight: 1 }], developer: [], sentiment: [], onChain: [], exchange: [] };
const grades = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 });

describe('how unlike two profiles are', () => {
  test.each([
    ['every grade 10 points apart', [50, 50, 50], [60, 40, 60], 10, 1],
    ['lenses weigh equally, not features', [50, 50, 50], [50, 50, 70], 20 / Math.SQRT2, 1],
    ['what the other lacks is left out', [50, 50, 50], [NaN_, 50, 60], Math.sqrt(100 / 1.5), 0.75],
    ['what it lacks itself does not count', [50, 50, NaN_], [60, 60, 0], 10, 1],
    ['too little shared', [50, 50, 50], [60, NaN_, NaN_], NaN_, 0.25],
    ['exactly half is enough', [50, 50, 50], [NaN_, NaN_, 60], 10, 0.5],
    ['nothing of its own', [NaN_, NaN_, NaN_], [1, 2, 3], NaN_, 0],
  ])('%s', (_, a, b, distance, shared) => {
    const found = profileDistance(WEIGHTS, a, b);
    if (Number.isNaN(distance)) expect(found.distance).toBeNaN();
    else expect(found.distance).toBeCloseTo(distance, 12);
    expect(found.shared).toBeCloseTo(shared, 12);
  });

  test('property: nobody is nearer than oneself, and complete profiles are as far from each other either way', () => {
    fc.assert(
      fc.property(grades, grades, (a, b) => {
        expect(profileDistance(WEIGHTS, a, a).distance).toBe(0);
        expect(profileDistance(WEIGHTS, a, b).distance).toBeCloseTo(profileDistance(WEIGHTS, b, a).distance, 9);
      }),
      { seed: 31, numRuns: 100 },
    );
  });

  test('the nearest come first, ties by id, oneself and strangers never', () => {
    const own = { id: 'own', grades: [50, 50, 50] };
    const others = [own, { id: 'b', grades: [60, 60, 60] }, { id: 'a', grades: [40, 40, 40] }, { id: 'far', grades: [90, 90, 90] }, { id: 'near', grades: [51, 51, 51] }, { id: 'stranger', grades: [NaN_, NaN_, NaN_] }];
    expect(nearestProfiles(WEIGHTS, own, others, 4).map(({ id }) => id)).toEqual(['near', 'a', 'b', 'far']);
    expect(nearestProfiles(WEIGHTS, own, others, 1)).toEqual([{ id: 'near', distance: 1, shared: 1 }]);
  });
});

describe('where a value stands among its peers', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  test.each([
    [10, ten, 95],
    [1, ten, 5],
    [5, [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 50],
    [9, [...ten, NaN_, NaN_], 85],
    [NaN_, ten, NaN_],
    [5, ten.slice(0, 9), NaN_],
  ])('%d', (value, group, percentile) => {
    expect(percentileAmong(value, group)).toBe(percentile);
  });
});
