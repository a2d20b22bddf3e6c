import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { trainBoosting, type BoostingOptions } from '@/lib/domain/scores/forecast/trees/boosting';
import { pairwiseLoss, pairwiseObjective, squaredLoss, squaredObjective } from '@/lib/domain/scores/forecast/trees/objective';
import { leafOf, predictTrees } from '@/lib/domain/scores/forecast/trees/predict';
import { DEFAULT_BOOSTING } from '@/lib/domain/scores/forecast/trees/rules';
import { serializeTrees } from '@/lib/domain/scores/forecast/trees/serialize';
import { treeCount } from '@/lib/domain/scores/forecast/trees/trees';
import { groupStarts, type TrainingData } from '@/lib/domain/scores/forecast/trees/training-data';
import { makeSamples, meanSquaredError, samplesOf } from '../../../../support/tree-samples';

const FAST: BoostingOptions = { ...DEFAULT_BOOSTING, rounds: 40, maxLeaves: 8, minLeaf: 5 };
const train = (data: TrainingData, options: Partial<BoostingOptions> = {}, validation?: TrainingData) => trainBoosting(data, { ...FAST, ...options }, validation);
const predictAll = (model: ReturnType<typeof train>, data: TrainingData) => predictTrees(model, data.values, data.count);

/** The mean over groups of the correlation between predictions and targets. */
function meanCorrelation(predicted: Float64Array, { target, group, count }: TrainingData): number {
  const starts = groupStarts(group);
  const each = Array.from({ length: starts.length - 1 }, (_, g) => {
    const members = Array.from({ length: count }, (__, i) => i).slice(starts[g], starts[g + 1]);
    const centre = (values: Float64Array) => {
      const mean = members.reduce((sum, i) => sum + (values[i] as number), 0) / members.length;
      return members.map((i) => (values[i] as number) - mean);
    };
    const [a, b] = [centre(predicted), centre(target)];
    const dot = (x: number[], y: number[]) => x.reduce((sum, value, k) => sum + value * (y[k] as number), 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b) || 1);
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

describe('boosting by hand', () => {
  const four = samplesOf([[0], [0], [1], [1]], [1, 3, 5, 9]);

  it.each<[string, Partial<BoostingOptions>, number[]]>([
    ['one round at rate 1: the mean of either side', { rounds: 1, learningRate: 1 }, [2, 7]],
    ['one round at rate ½: half the way from the mean 4.5', { rounds: 1, learningRate: 0.5 }, [3.25, 5.75]],
    ['two rounds at rate ½: three quarters of the way', { rounds: 2, learningRate: 0.5 }, [2.625, 6.375]],
    ['no round: the mean', { rounds: 0 }, [4.5, 4.5]],
    ['a penalty of 2 halves the step', { rounds: 1, learningRate: 1, lambda: 2 }, [3.25, 5.75]],
  ])('%s', (_, options, expected) => {
    const model = train(four, { minLeaf: 1, ...options });
    expect([...predictTrees(model, Float32Array.of(0, 1), 2)]).toEqual(expected);
  });

  it('leaves out samples whose target is not known', () => {
    const more = samplesOf([[0], [0], [0], [1], [1], [1]], [1, 3, Number.NaN, 5, 9, Number.NaN]);
    expect(serializeTrees(train(more, { minLeaf: 1 }))).toEqual(serializeTrees(train(four, { minLeaf: 1 })));
  });

  it('a validation set without a known target is none', () => {
    const model = train(four, { minLeaf: 1, patience: 2 }, samplesOf([[0]], [Number.NaN]));
    expect([treeCount(model.trees), model.losses.length]).toEqual([FAST.rounds, 0]);
  });

  it('refuses to learn from nothing', () => {
    expect(() => train(samplesOf([[1]], [Number.NaN]))).toThrow('known target');
  });

  it('walks down by thresholds and by the direction of the missing', () => {
    const { trees } = train(four, { minLeaf: 1, rounds: 1 });
    expect([0, 0.5, 0.6, Number.NaN].map((value) => leafOf(trees, 0, Float32Array.of(value), 0))).toEqual([1, 1, 2, 2]);
  });
});

describe('objectives', () => {
  it('squared: prediction − target, from the mean', () => {
    const objective = squaredObjective(samplesOf([[0], [0]], [1, 3]));
    objective.fill(Float64Array.of(2, 2));
    expect([objective.base, objective.hessian, [...objective.gradient]]).toEqual([2, null, [1, -1]]);
    expect(squaredLoss(samplesOf([[0], [0]], [1, 4]), Float64Array.of(1, 2))).toBe(2);
  });

  it('pairwise: two samples at equal predictions pull apart by a half', () => {
    const objective = pairwiseObjective(samplesOf([[0], [0]], [1, 0]), 1, createRng(1));
    objective.fill(Float64Array.of(0, 0));
    expect([[...objective.gradient], [...(objective.hessian ?? [])]]).toEqual([[-0.5, 0.5], [0.25, 0.25]]);
    expect(pairwiseLoss(samplesOf([[0], [0]], [1, 0]), Float64Array.of(0, 0), 4, 1)).toBeCloseTo(Math.log(2), 12);
  });

  it('pairwise: never across groups, never between equals, and gradients of a group cancel', () => {
    const objective = pairwiseObjective(makeSamples({ count: 90, width: 1, seed: 2, group: 30 }), 5, createRng(1));
    objective.fill(Float64Array.from({ length: 90 }, (_, i) => Math.sin(i)));
    for (const start of [0, 30, 60]) expect(objective.gradient.subarray(start, start + 30).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    const equal = pairwiseObjective(samplesOf([[0], [0], [0]], [1, 1, 0], [0, 0, 1]), 4, createRng(1));
    equal.fill(new Float64Array(3));
    expect([...equal.gradient].map(Math.abs)).toEqual([0, 0, 0]);
    expect(pairwiseLoss(samplesOf([[0]], [1]), Float64Array.of(0), 4, 1)).toBeNaN();
  });

  it('pairwise: gradients are the slope of the loss that they belong to', () => {
    const data = samplesOf([[0], [0], [0]], [2, 1, 0]);
    const at = [0.3, -0.2, 0.4];
    const loss = (s: readonly number[]) => [[0, 1], [0, 2], [1, 2]].reduce((sum, [i, j]) => sum + Math.log1p(Math.exp((s[j as number] as number) - (s[i as number] as number))), 0);
    const objective = pairwiseObjective(data, 1, createRng(1));
    objective.fill(Float64Array.from(at));
    for (let i = 0; i < 3; i += 1) {
      const moved = (by: number) => loss(at.map((value, k) => (k === i ? value + by : value)));
      // Each of the three pairs is visited once, and a sample is in two of them.
      expect(objective.gradient[i]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5 / 2, 8);
    }
  });
});

describe('learning', () => {
  const data = makeSamples({ count: 4000, width: 6, seed: 1, missing: 0.1 });
  const later = makeSamples({ count: 2000, width: 6, seed: 2, missing: 0.1 });

  it('halves the error that the mean leaves over the noise', () => {
    const error = meanSquaredError(predictAll(train(data, { rounds: 80 }), later), later.target);
    const mean = meanSquaredError(new Float64Array(later.count).fill(data.target.reduce((sum, value) => sum + value, 0) / data.count), later.target);
    expect(error - 0.09).toBeLessThan(0.5 * (mean - 0.09));
  });

  it.each<[string, Partial<BoostingOptions>]>([
    ['half the rows', { rowFraction: 0.5 }],
    ['half the features', { featureFraction: 0.5 }],
    ['both', { rowFraction: 0.6, featureFraction: 0.6 }],
  ])('learns about as well from %s a tree', (_, options) => {
    const whole = meanSquaredError(predictAll(train(data), later), later.target);
    const part = meanSquaredError(predictAll(train(data, options), later), later.target);
    expect(part).toBeLessThan(1.08 * whole);
    expect(part).not.toBe(whole);
  });

  it('predictions while training are those of the model afterwards', () => {
    const model = train(data, { rowFraction: 0.5, featureFraction: 0.5 }, later);
    expect(model.losses).toHaveLength(FAST.rounds);
    expect(model.losses.at(-1)).toBeCloseTo(meanSquaredError(predictAll(model, later), later.target), 9);
  });

  it('stops when the validation loss no longer falls, and keeps the trees of the best round', () => {
    const noisy = makeSamples({ count: 300, width: 6, seed: 3, target: (x, rng) => (x[0] ?? 0) + rng.normal() });
    const other = makeSamples({ count: 300, width: 6, seed: 4, target: (x, rng) => (x[0] ?? 0) + rng.normal() });
    const model = train(noisy, { rounds: 200, patience: 5 }, other);
    const best = model.losses.indexOf(Math.min(...model.losses));
    expect(model.losses).toHaveLength(best + 6);
    expect(treeCount(model.trees)).toBe(best + 1);
    expect(meanSquaredError(predictAll(model, other), other.target)).toBeCloseTo(model.losses[best] as number, 9);
  });

  it('ranks within groups where levels of groups differ (pairwise)', () => {
    const level = (i: number) => 50 * Math.sin(i);
    const shift = (from: TrainingData) => ({ ...from, target: from.target.map((value, i) => value + level(from.group[i] as number)) });
    const ranked = meanCorrelation(predictAll(train(shift(data), { objective: 'pairwiseRank' }), later), later);
    const squared = meanCorrelation(predictAll(train(shift(data)), later), later);
    expect(ranked).toBeGreaterThan(0.6);
    expect(ranked).toBeGreaterThan(squared + 0.1);
  });

  it('stops by the pairwise loss, too', () => {
    const model = train(data, { objective: 'pairwiseRank', rounds: 30, patience: 3 }, later);
    expect(model.losses[0]).toBeLessThan(Math.log(2));
    expect(Math.min(...model.losses)).toBeLessThan((model.losses[0] as number) - 0.05);
  });
});

describe('the same seed and data', () => {
  const data = makeSamples({ count: 800, width: 6, seed: 7, missing: 0.1 });

  it.each<BoostingOptions>([{ ...FAST, rowFraction: 0.5, featureFraction: 0.7 }, { ...FAST, objective: 'pairwiseRank', rounds: 10 }])('give the same bytes, another seed others', (options) => {
    const bytes = serializeTrees(trainBoosting(data, options));
    expect(serializeTrees(trainBoosting(data, options))).toEqual(bytes);
    expect(serializeTrees(trainBoosting(data, { ...options, seed: 2 }))).not.toEqual(bytes);
  });

  it('give the same bytes in a thread of its own', async () => {
    const options: BoostingOptions = { ...FAST, rounds: 10, rowFraction: 0.5, featureFraction: 0.7 };
    const file = path.join(import.meta.dirname, '../../../../support/train-in-worker.ts');
    const bytes = await new Promise<Uint8Array>((resolve, reject) => {
      const worker = new Worker(`require('tsx/cjs'); require(${JSON.stringify(file)});`, { eval: true, workerData: { data, options } });
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    expect(bytes).toEqual(serializeTrees(trainBoosting(data, options)));
  });
});
