import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { trainForest, type ForestOptions } from '@/lib/domain/scores/forecast/trees/forest';
import { permutationImportance } from '@/lib/domain/scores/forecast/trees/importance';
import { predictTrees } from '@/lib/domain/scores/forecast/trees/predict';
import { DEFAULT_FOREST } from '@/lib/domain/scores/forecast/trees/rules';
import { serializeTrees } from '@/lib/domain/scores/forecast/trees/serialize';
import { treeCount } from '@/lib/domain/scores/forecast/trees/trees';
import { makeSamples, meanSquaredError, samplesOf } from '../../../../support/tree-samples';

const FAST: ForestOptions = { ...DEFAULT_FOREST, trees: 40, maxLeaves: 64, minLeaf: 5 };
const data = makeSamples({ count: 2000, width: 6, seed: 1, missing: 0.05 });
const later = makeSamples({ count: 2000, width: 6, seed: 2, missing: 0.05 });

describe('a random forest', () => {
  const forest = trainForest(data, FAST);
  const error = meanSquaredError(predictTrees(forest, later.values, later.count), later.target);

  it('is the mean of its trees', () => {
    const stump = trainForest(samplesOf([[0], [0], [1], [1]], [1, 1, 5, 5]), { ...FAST, trees: 200, minLeaf: 1 });
    expect(treeCount(stump.trees)).toBe(200);
    const [low, high] = predictTrees(stump, Float32Array.of(0, 1), 2) as unknown as [number, number];
    expect(Math.abs(low - 1)).toBeLessThan(0.5);
    expect(Math.abs(high - 5)).toBeLessThan(0.5);
  });

  it('trees of one leaf predict about the mean target', () => {
    const mean = data.target.reduce((sum, value) => sum + value, 0) / data.count;
    const [value] = predictTrees(trainForest(data, { ...FAST, maxLeaves: 1 }), data.values, 1);
    expect(Math.abs((value as number) - mean)).toBeLessThan(0.02);
  });

  it('knows its error on new samples from those out of the bag', () => {
    expect(Math.abs(forest.outOfBagError / error - 1)).toBeLessThan(0.1);
    const inBag = meanSquaredError(predictTrees(forest, data.values, data.count), data.target);
    expect(inBag).toBeLessThan(0.8 * forest.outOfBagError);
  });

  it('beats one of its trees and the mean', () => {
    const single = meanSquaredError(predictTrees(trainForest(data, { ...FAST, trees: 1 }), later.values, later.count), later.target);
    const mean = meanSquaredError(new Float64Array(later.count), later.target);
    expect(error).toBeLessThan(0.9 * single);
    expect(error).toBeLessThan(0.85 * mean);
  });

  it('has no error out of the bag where every tree saw everything', () => {
    expect(trainForest(samplesOf([[1]], [2]), { ...FAST, trees: 3 }).outOfBagError).toBeNaN();
    // Of two trees many samples are in both bags, and are judged by none.
    expect(trainForest(data, { ...FAST, trees: 2 }).outOfBagError).toBeGreaterThan(error);
  });

  it('gives the same bytes for the same seed, and another tree for another', () => {
    const few = { ...FAST, trees: 5 };
    const bytes = serializeTrees(trainForest(data, few));
    expect(serializeTrees(trainForest(data, few))).toEqual(bytes);
    expect(serializeTrees(trainForest(data, { ...few, seed: 2 }))).not.toEqual(bytes);
  });

  it('chooses among fewer features where told: the weak ones get their turn', () => {
    const used = (splitFraction: number) => {
      const { feature, roots } = trainForest(data, { ...FAST, splitFraction }).trees;
      return new Set([...roots.subarray(0, -1)].map((root) => feature[root])).size;
    };
    expect(used(1 / 6)).toBeGreaterThan(used(1));
  });
});

describe('permutation importance', () => {
  const score = (predicted: Float64Array, target: Float64Array) => -meanSquaredError(predicted, target);

  it('is nothing for features that a prediction does not read, and the lost score for those it does', () => {
    const before = Float32Array.from(data.values);
    const exact = makeSamples({ count: 500, width: 3, seed: 5, target: (x) => x[0] as number });
    const importance = permutationImportance((values, count) => Float64Array.from({ length: count }, (_, i) => values[3 * i] as number), exact, score, createRng(1));
    expect([...importance.subarray(1)]).toEqual([0, 0]);
    // Two independent uniform numbers differ by 1/6 in the mean square.
    expect(Math.abs((importance[0] as number) - 1 / 6)).toBeLessThan(0.02);
    const often = permutationImportance((values, count) => Float64Array.from({ length: count }, (_, i) => values[3 * i] as number), exact, score, createRng(1), 20);
    const first = Array.from({ length: 500 }, (_, i) => exact.values[3 * i] as number);
    const center = first.reduce((sum, value) => sum + value / 500, 0);
    const spread = first.reduce((sum, value) => sum + (value - center) ** 2 / 500, 0);
    // Over every deal the mean is twice the variance of the numbers that are dealt.
    expect(Math.abs((often[0] as number) / (2 * spread) - 1)).toBeLessThan(0.02);
    expect(often[0]).not.toBe(importance[0]);
    expect(data.values).toEqual(before);
  });

  it('finds what the target is made of in a forest', () => {
    const forest = trainForest(data, FAST);
    const importance = permutationImportance((values, count) => predictTrees(forest, values, count), later, score, createRng(2));
    const [a, b, c, d, e, f] = importance as unknown as [number, number, number, number, number, number];
    expect(Math.min(a, b, c, d)).toBeGreaterThan(3 * Math.max(e, f, 0));
    expect(c).toBeGreaterThan(d);
  });
});
