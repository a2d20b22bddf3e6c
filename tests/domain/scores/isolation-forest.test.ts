import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { averagePathLength, growForest, isolationScore } from '@/lib/domain/scores/isolation-forest';

/** A normal cloud in three dimensions with chosen first points. */
function cloud(count: number, seed: number, first: readonly (readonly number[])[] = []) {
  const rng = createRng(seed);
  const values = Float64Array.from({ length: count * 3 }, () => rng.normal());
  first.forEach((point, i) => values.set(point, i * 3));
  return { values, width: 3, count };
}

const PLANTED = [[6, 0, 0], [4, 4, 4], [0, 0, 0], [2, -2, 0], [0, 0, -8]] as const;

describe('averagePathLength', () => {
  it.each([[0, 0], [1, 0], [2, 1], [3, 1.20739236], [10, 3.74888048], [256, 10.24477092], [1000, 12.96994089]])('of %i points is %f (scikit-learn 1.2.1, _average_path_length, 1e-8)', (count, length) => {
    expect(averagePathLength(count)).toBeCloseTo(length, 7);
  });
});

describe('isolation forest', () => {
  const points = cloud(1_000, 77, PLANTED);
  const forest = growForest(points, 600, 256, createRng(1));
  const score = (i: number) => isolationScore(forest, points.values, i * 3);

  it('scores as scikit-learn 1.2.1 does (IsolationForest, 3,000 trees of 256, the same points), to 0.02', () => {
    [0.6027, 0.7655, 0.3828, 0.5594, 0.5951].forEach((theirs, i) => expect(Math.abs(score(i) - theirs)).toBeLessThan(0.02));
  });

  it('finds what was planted: the two far points and the far corner are the loneliest of a thousand', () => {
    const scores = [...Array(1_000).keys()].map(score);
    const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number));
    expect(order[0]).toBe(1);
    expect(order.slice(0, 12)).toEqual(expect.arrayContaining([0, 1, 4]));
  });

  it('names what isolates: without it a lonely point is ordinary', () => {
    const without = [0, 1, 2].map((feature) => score(4) - isolationScore(forest, points.values, 12, feature));
    expect(without[2]).toBeGreaterThan(0.1);
    expect(Math.max(without[0] as number, without[1] as number)).toBeLessThan(0.03);
  });

  it('lets what is missing isolate nothing, while growing and while scoring', () => {
    const holes = { ...points, values: points.values.map((value, i) => (i % 5 === 3 && i > 15 ? Number.NaN : value)) };
    const grown = growForest(holes, 200, 256, createRng(2));
    expect(isolationScore(grown, Float64Array.of(4, 4, 4))).toBeGreaterThan(0.7);
    const blank = isolationScore(grown, new Float64Array(3).fill(Number.NaN));
    expect(blank).toBeLessThanOrEqual(isolationScore(grown, Float64Array.of(0, 0, 0)) + 1e-12);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(growForest(points, 20, 64, createRng(3))).toEqual(growForest(points, 20, 64, createRng(3)));
    expect(growForest(points, 20, 64, createRng(4)).threshold).not.toEqual(growForest(points, 20, 64, createRng(3)).threshold);
  });

  it('does not change with the unit of a feature: the scores of points × 1,000 + 5 are those of the points', () => {
    const scaled = growForest({ ...points, values: points.values.map((value) => 1_024 * value + 5) }, 50, 256, createRng(5));
    const plain = growForest(points, 50, 256, createRng(5));
    for (const i of [0, 2, 4, 77]) expect(isolationScore(scaled, points.values.map((value) => 1_024 * value + 5), 3 * i)).toBeCloseTo(isolationScore(plain, points.values, 3 * i), 10);
  });

  it('calls points that are all alike ordinary, and refuses a single one', () => {
    const alike = growForest({ values: new Float64Array(30), width: 3, count: 10 }, 5, 256, createRng(6));
    expect(isolationScore(alike, new Float64Array(3))).toBeCloseTo(0.5, 12);
    expect(() => growForest({ values: new Float64Array(3), width: 3, count: 1 }, 5, 256, createRng(6))).toThrow('two points');
  });
});
