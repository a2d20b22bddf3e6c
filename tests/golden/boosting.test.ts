import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trainBoosting } from '@/lib/domain/scores/forecast/trees/boosting';
import { trainForest } from '@/lib/domain/scores/forecast/trees/forest';
import { predictTrees } from '@/lib/domain/scores/forecast/trees/predict';
import { DEFAULT_BOOSTING, DEFAULT_FOREST } from '@/lib/domain/scores/forecast/trees/rules';
import type { TrainingData } from '@/lib/domain/scores/forecast/trees/training-data';
import { meanSquaredError } from '../support/tree-samples';

interface Case {
  readonly name: string;
  readonly missing: number;
  readonly settings: { rounds: number; learningRate: number; maxLeaves: number; minLeaf: number; lambda: number; maxDepth: number | null };
  readonly error: number;
  readonly trainError: number;
}

interface Golden {
  readonly source: string;
  readonly tolerance: number;
  readonly rows: number;
  readonly train: number;
  readonly width: number;
  readonly seed: number;
  readonly variance: number;
  readonly boosting: Case[];
  readonly forest: { settings: { trees: number; maxLeaves: number; minLeaf: number; splitFraction: number }; error: number; outOfBagError: number };
}

const golden = JSON.parse(readFileSync(new URL('boosting.json', import.meta.url), 'utf8')) as Golden;

/** One row of the formula from its numbers in (−0.5, 0.5): features, missing where the second number of a feature is low, and target. */
function rowOf(numbers: Float64Array, width: number, missing: number): { features: Float32Array; target: number } {
  const features = Float32Array.from(numbers.subarray(0, width), (value, f) => ((numbers[width + f] as number) < missing - 0.5 ? Number.NaN : value));
  const [a, b, c, d, e] = Array.from(features, (value) => (Number.isNaN(value) ? 0 : value)) as [number, number, number, number, number];
  const noise = numbers.subarray(2 * width).reduce((sum, value) => sum + value, 0);
  return { features, target: 3 * (a + 0.5) * (b + 0.5) + (c > 0.1 ? 0.4 : 0) + 2 * d ** 2 + 0.5 * e + (Number.isNaN(features[5]) ? 0.3 : 0) + 0.5 * noise };
}

/** The samples of the formula, by the generator that the golden's maker used. */
function samples(missing: number): { train: TrainingData; test: TrainingData } {
  const { rows, width, seed } = golden;
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const values = new Float32Array(rows * width);
  const target = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    const row = rowOf(Float64Array.from({ length: 2 * width + 3 }, next), width, missing);
    values.set(row.features, i * width);
    target[i] = row.target;
  }
  const part = (from: number, to: number) => ({ values: values.slice(from * width, to * width), width, count: to - from, target: target.slice(from, to), group: new Int32Array(to - from) });
  return { train: part(0, golden.train), test: part(golden.train, rows) };
}

/** How far apart two errors are, in parts of the other's. */
const apart = (ours: number, theirs: number) => Math.abs(ours / theirs - 1);

describe(`trees against an independent implementation (${golden.source})`, () => {
  it('are trained on the same numbers', () => {
    const { target } = samples(0).test;
    const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
    expect(meanSquaredError(new Float64Array(target.length).fill(mean), target)).toBeCloseTo(golden.variance, 6);
  });

  it.each(golden.boosting)('boosting, $name: the errors are the same within 2 %', ({ missing, settings, error, trainError }) => {
    const { train, test } = samples(missing);
    const model = trainBoosting(train, { ...DEFAULT_BOOSTING, ...settings, maxDepth: settings.maxDepth ?? DEFAULT_BOOSTING.maxDepth });
    expect(apart(meanSquaredError(predictTrees(model, test.values, test.count), test.target), error)).toBeLessThanOrEqual(golden.tolerance);
    expect(apart(meanSquaredError(predictTrees(model, train.values, train.count), train.target), trainError)).toBeLessThanOrEqual(golden.tolerance);
  });

  it('a forest: so are the errors out of sample and out of the bag', () => {
    const { train, test } = samples(0);
    const forest = trainForest(train, { ...DEFAULT_FOREST, ...golden.forest.settings });
    expect(apart(meanSquaredError(predictTrees(forest, test.values, test.count), test.target), golden.forest.error)).toBeLessThanOrEqual(golden.tolerance);
    expect(apart(forest.outOfBagError, golden.forest.outOfBagError)).toBeLessThanOrEqual(golden.tolerance);
  });
});
