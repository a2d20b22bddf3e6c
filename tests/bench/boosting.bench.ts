/**
 * Boosted trees against scikit-learn's HistGradientBoosting on one thread: the same 120,000 samples of 80 features (300 Sundays of 400
 * assets, a tenth missing), 100 rounds, 31 leaves, 255 bins; then 6,000 samples through 200 trees. Alternating, median of the
 * repetitions, processor time, since neighbours on the machine stretch the clock. The errors out of sample must agree within 2 % before
 * anything is printed. Needs python3 with scikit-learn.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { quantile } from '@/lib/domain/foundation/statistics';
import { trainBoosting, type BoostedTrees } from '@/lib/domain/scores/forecast/trees/boosting';
import { explainTrees } from '@/lib/domain/scores/forecast/trees/explain';
import { trainForest } from '@/lib/domain/scores/forecast/trees/forest';
import { predictTrees } from '@/lib/domain/scores/forecast/trees/predict';
import { DEFAULT_BOOSTING, DEFAULT_FOREST } from '@/lib/domain/scores/forecast/trees/rules';
import { serializeTrees } from '@/lib/domain/scores/forecast/trees/serialize';
import type { TrainingData } from '@/lib/domain/scores/forecast/trees/training-data';
import { makeSamples, meanSquaredError } from '../support/tree-samples';

const TRAIN = 120_000;
const TEST = 30_000;
const WIDTH = 80;
const GROUP = 400;
const PREDICTED = 6_000;
const REPETITIONS = 3;
const PREDICTIONS = 20;
const TOLERANCE = 0.02;
/** Where pythons with scikit-learn are: the one on the path, and the system's own. */
const PYTHONS = ['python3', '/usr/bin/python3'];

interface SklearnRun {
  readonly version: string;
  readonly train: number;
  readonly predict: number;
  readonly error: number;
}

const part = (data: TrainingData, from: number, to: number): TrainingData => ({
  values: data.values.subarray(from * WIDTH, to * WIDTH),
  width: WIDTH,
  count: to - from,
  target: data.target.subarray(from, to),
  group: data.group.subarray(from, to),
});

function measured<T>(run: () => T): { seconds: number; result: T } {
  const started = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(started);
  return { seconds: (user + system) / 1e6, result };
}

function sklearnOnce(python: string, file: string): SklearnRun {
  const script = path.join(import.meta.dirname, 'boosting-sklearn.py');
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  return JSON.parse(execFileSync(python, [script, 'bench', file, String(TRAIN), String(TEST), String(WIDTH)], { encoding: 'utf8', env })) as SklearnRun;
}

function writeSamples({ values, target }: TrainingData, file: string): void {
  fs.writeFileSync(file, Buffer.concat([values, target].map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength))));
}

/** Milliseconds of processor time for 6,000 samples through `model`, once warm. */
function predictionTime(model: BoostedTrees, { values }: TrainingData): number {
  for (let k = 0; k < 5; k += 1) predictTrees(model, values, PREDICTED);
  const { seconds } = measured(() => {
    for (let k = 0; k < PREDICTIONS; k += 1) predictTrees(model, values, PREDICTED);
  });
  return (1000 * seconds) / PREDICTIONS;
}

/** Everything of ours that scikit-learn's side has no equal of here. */
function others(train: TrainingData, large: BoostedTrees): string[] {
  const ranked = measured(() => trainBoosting(train, { ...DEFAULT_BOOSTING, objective: 'pairwiseRank' }));
  const sampled = measured(() => trainBoosting(train, { ...DEFAULT_BOOSTING, rowFraction: 0.5, featureFraction: 0.5 }));
  const forest = measured(() => trainForest(train, { ...DEFAULT_FOREST, trees: 20, rowFraction: 0.5 }));
  const explained = measured(() => {
    for (let sample = 0; sample < 100; sample += 1) explainTrees(large, train.values, sample);
  });
  return [
    `  ours alone: pairwise ranking ${ranked.seconds.toFixed(2)} s, half of rows and features a tree ${sampled.seconds.toFixed(2)} s, 20 trees of a forest on half the rows ${forest.seconds.toFixed(2)} s`,
    `  ours alone: exact contributions of one prediction by 200 trees ${(10 * explained.seconds).toFixed(1)} ms, 200 trees in ${(serializeTrees(large).length / 1024).toFixed(0)} kB`,
  ];
}

function main(): void {
  const python = PYTHONS.find((name) => spawnSync(name, ['-c', 'import sklearn']).status === 0);
  if (!python) throw new Error('python3 with scikit-learn is not installed: boosting has nothing to be measured against');
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-bench-'));
  try {
    const data = makeSamples({ count: TRAIN + TEST, width: WIDTH, seed: 7, missing: 0.1, group: GROUP });
    const file = path.join(scratch, 'samples.bin');
    writeSamples(data, file);
    const train = part(data, 0, TRAIN);
    const test = part(data, TRAIN, TRAIN + TEST);
    const large = trainBoosting(part(data, 0, 20_000), { ...DEFAULT_BOOSTING, rounds: 200 });
    const runs = Array.from({ length: REPETITIONS }, () => {
      const { seconds, result } = measured(() => trainBoosting(train, DEFAULT_BOOSTING));
      return { train: seconds, error: meanSquaredError(predictTrees(result, test.values, TEST), test.target), predict: predictionTime(large, test), sklearn: sklearnOnce(python, file) };
    });
    const [first] = runs;
    if (!first) return;
    const errors = first.error / first.sklearn.error;
    if (Math.abs(errors - 1) > TOLERANCE) throw new Error(`error out of sample ${first.error} here, ${first.sklearn.error} in scikit-learn`);
    const middle = (pick: (run: (typeof runs)[number]) => number) => quantile(runs.map(pick), 0.5);
    const [ours, theirs] = [middle((run) => run.train), middle((run) => run.sklearn.train)];
    const [predict, theirPredict] = [middle((run) => run.predict), 1000 * middle((run) => run.sklearn.predict)];
    const lines = [
      `boosting: ${TRAIN} samples × ${WIDTH} features, 100 rounds of 31 leaves, one thread, processor time, median of ${REPETITIONS}`,
      `  training    ours ${ours.toFixed(2)} s  scikit-learn ${first.sklearn.version} ${theirs.toFixed(2)} s  ratio ${(ours / theirs).toFixed(2)} of its time; error out of sample ${errors.toFixed(4)} of its`,
      `  prediction  ${PREDICTED} × 200 trees: ours ${predict.toFixed(1)} ms  scikit-learn ${theirPredict.toFixed(1)} ms  ratio ${(predict / theirPredict).toFixed(2)}`,
      ...others(train, large),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

main();
