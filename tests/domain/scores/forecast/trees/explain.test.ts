import { describe, expect, it } from 'vitest';
import { trainBoosting, type BoostedTrees } from '@/lib/domain/scores/forecast/trees/boosting';
import { explainTrees } from '@/lib/domain/scores/forecast/trees/explain';
import { trainForest, type RandomForest } from '@/lib/domain/scores/forecast/trees/forest';
import { predictTrees } from '@/lib/domain/scores/forecast/trees/predict';
import { DEFAULT_BOOSTING, DEFAULT_FOREST } from '@/lib/domain/scores/forecast/trees/rules';
import { copyPath, createPaths, extendPath, unwindPath, unwoundSum } from '@/lib/domain/scores/forecast/trees/shap-path';
import { makeSamples, samplesOf } from '../../../../support/tree-samples';

type Model = BoostedTrees | RandomForest;

/** The expected prediction where only `known` features are: others go both ways by their shares of the training samples. */
function expected({ trees }: Model, node: number, values: Float32Array, known: number): number {
  const feature = trees.feature[node] as number;
  if (feature < 0) return trees.value[node] as number;
  const left = trees.left[node] as number;
  const value = values[feature] as number;
  if ((known >> feature) & 1) {
    const goesLeft = Number.isNaN(value) ? trees.missingLeft[node] === 1 : value <= (trees.threshold[node] as number);
    return expected({ trees } as Model, goesLeft ? left : left + 1, values, known);
  }
  const share = (trees.cover[left] as number) / (trees.cover[node] as number);
  return share * expected({ trees } as Model, left, values, known) + (1 - share) * expected({ trees } as Model, left + 1, values, known);
}

/** Shapley's definition: every feature's mean step over all orders in which features become known. */
function byDefinition(model: Model, values: Float32Array): number[] {
  const n = model.width;
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  const worth = Array.from({ length: 1 << n }, (_, known) => [...model.trees.roots.subarray(0, -1)].reduce((sum, root) => sum + expected(model, root, values, known), model.base));
  const size = (known: number) => known.toString(2).replaceAll('0', '').length;
  return Array.from({ length: n }, (_, feature) =>
    worth.reduce((sum, value, known) => {
      if ((known >> feature) & 1) return sum;
      const weight = (factorial(size(known)) * factorial(n - size(known) - 1)) / factorial(n);
      return sum + weight * ((worth[known | (1 << feature)] as number) - value);
    }, 0),
  );
}

const data = makeSamples({ count: 300, width: 5, seed: 11, missing: 0.15 });
const MODELS: [string, Model][] = [
  ['boosting', trainBoosting(data, { ...DEFAULT_BOOSTING, rounds: 6, maxLeaves: 12, minLeaf: 3 })],
  ['boosting on parts', trainBoosting(data, { ...DEFAULT_BOOSTING, rounds: 6, maxLeaves: 12, minLeaf: 3, rowFraction: 0.5, featureFraction: 0.6 })],
  ['pairwise boosting', trainBoosting(data, { ...DEFAULT_BOOSTING, rounds: 6, maxLeaves: 12, minLeaf: 3, objective: 'pairwiseRank' })],
  ['a forest', trainForest(data, { ...DEFAULT_FOREST, trees: 6, maxLeaves: 24, minLeaf: 3 })],
];

describe('contributions', () => {
  it('of a single split: half the difference of its leaves', () => {
    const model = trainBoosting(samplesOf([[0, 5], [0, 6], [1, 5], [1, 6]], [1, 1, -1, -1]), { ...DEFAULT_BOOSTING, rounds: 1, learningRate: 1, minLeaf: 1, maxLeaves: 2 });
    const explained = explainTrees(model, Float32Array.of(9, 9, 0, 5, 1, 6), 1);
    expect([explained.base, [...explained.contributions]]).toEqual([0, [1, 0]]);
    expect([...explainTrees(model, Float32Array.of(0, 5, 1, 6), 1).contributions]).toEqual([-1, 0]);
  });

  it('of an interaction: shared by those who make it', () => {
    const and = trainBoosting(samplesOf([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1]), { ...DEFAULT_BOOSTING, rounds: 1, learningRate: 1, minLeaf: 1 });
    const { base, contributions } = explainTrees(and, Float32Array.of(1, 1), 0);
    expect(base).toBeCloseTo(0.25, 12);
    expect(contributions[0]).toBeCloseTo(0.375, 12);
    expect(contributions[1]).toBeCloseTo(0.375, 12);
  });

  it.each(MODELS)('of %s are those of the definition, and with the base add up to the prediction', (_, model) => {
    const predicted = predictTrees(model, data.values, data.count);
    for (let sample = 0; sample < 40; sample += 1) {
      const { base, contributions } = explainTrees(model, data.values, sample);
      const definition = byDefinition(model, data.values.subarray(5 * sample, 5 * sample + 5));
      definition.forEach((value, feature) => expect(Math.abs(value - (contributions[feature] as number))).toBeLessThan(1e-9));
      expect(Math.abs(base + contributions.reduce((sum, value) => sum + value, 0) - (predicted[sample] as number))).toBeLessThan(1e-9);
    }
  });

  it('add up for deep trees that ask the same feature again and again', () => {
    const two = makeSamples({ count: 2000, width: 2, seed: 12, target: (x) => Math.sin(20 * (x[0] as number)) * Math.cos(15 * (x[1] as number)) });
    const model = trainBoosting(two, { ...DEFAULT_BOOSTING, rounds: 20, maxLeaves: 128, minLeaf: 1 });
    const predicted = predictTrees(model, two.values, two.count);
    for (let sample = 0; sample < 25; sample += 1) {
      const { base, contributions } = explainTrees(model, two.values, sample);
      expect(Math.abs(base + contributions.reduce((sum, value) => sum + value, 0) - (predicted[sample] as number))).toBeLessThan(1e-9);
    }
  });

  it('are the mean prediction of the training samples where nothing is added', () => {
    const [, model] = MODELS[0] as [string, Model];
    const mean = predictTrees(model, data.values, data.count).reduce((sum, value) => sum + value, 0) / data.count;
    expect(explainTrees(model, data.values, 0).base).toBeCloseTo(mean, 9);
  });
});

describe('paths', () => {
  it('have a first entry of weight 1, and are as before once an entry is added and taken out', () => {
    const paths = createPaths(3);
    extendPath(paths, 0, 0, -1, 1, 1);
    expect(paths.weight[0]).toBe(1);
    extendPath(paths, 0, 1, 4, 0.25, 1);
    const before = [...paths.weight.subarray(0, 2)];
    expect(unwoundSum(paths, 0, 1, 1)).toBeCloseTo(1, 12);
    extendPath(paths, 0, 2, 7, 0.5, 0);
    unwindPath(paths, 0, 2, 2);
    paths.weight.subarray(0, 2).forEach((weight, k) => expect(weight).toBeCloseTo(before[k] as number, 12));
    copyPath(paths, 0, 2, 2);
    expect([...paths.feature.subarray(2, 4)]).toEqual([-1, 4]);
  });
});
