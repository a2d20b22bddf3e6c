import { mean } from '../../foundation/statistics';
import { predictRidge, trainRidge, type RidgeModel } from './baselines/ridge';
import { momentsByRow } from './line/row-moments';
import { flatLine, lineThrough, type Line } from './line/train-line';
import { predictGru, type GruModel } from './net/gru-model';
import { pickSequences, sequencesOf, type SequenceBank, type SequenceData } from './net/sequence-data';
import { trainGru } from './net/train-gru';
import type { ForecastTask } from './plan';
import type { SampleSet } from './sample-set';
import { samplesOn, trainingData, valuesOf } from './select-samples';
import { trainBoosting, type BoostedTrees } from './trees/boosting';
import { trainForest, type RandomForest } from './trees/forest';
import { predictTrees } from './trees/predict';
import type { TrainingData } from './trees/training-data';

/** What a task may read; plain arrays, so that threads can share them. */
export interface TrainingInputs {
  readonly samples: SampleSet;
  readonly sequences: SequenceBank | null;
}

/** A trained model; null where there was nothing to train a net on. A member's prediction is its line's, plus what its trees or its net found beyond it. */
export type Model =
  | { readonly kind: 'boosting'; readonly line: Line; readonly trees: BoostedTrees }
  | { readonly kind: 'forest'; readonly line: Line; readonly trees: RandomForest }
  | { readonly kind: 'gru'; readonly line: Line; readonly net: GruModel | null }
  | { readonly kind: 'ridge'; readonly line: RidgeModel };

/** Fewest rounds of boosting: a validation loss this faint may be least by accident after a few. */
const LEAST_ROUNDS_SHARE = 1 / 3;

/** The samples of some rows whose targets are known. */
function learned(samples: SampleSet, rows: readonly number[]): TrainingData {
  return trainingData(samples, samplesOn(samples, rows, true));
}

/** Lines through some of a task's training rows, whose sums are taken once; flat ones where the settings want none. */
function lines({ rows, settings }: ForecastTask, samples: SampleSet): (wanted: readonly number[]) => Line {
  const width = samples.features.length;
  if (!settings.line) return () => flatLine(width);
  const moments = momentsByRow(learned(samples, [...rows.fit, ...rows.validation]));
  return (wanted) => {
    const picked = new Set(wanted);
    return lineThrough(moments.filter(({ row }) => picked.has(row)), width);
  };
}

/** The same data with what a line leaves of the targets. */
function beyond(line: Line, data: TrainingData): TrainingData {
  const said = predictRidge(line, data.values, data.count);
  return { ...data, target: data.target.map((target, i) => target - (said[i] as number)) };
}

/** Rounds by early stopping on the validation rows, then the same on all training rows, which are the newest too. */
function boost(task: ForecastTask, samples: SampleSet): Model {
  const { rows, seed, settings } = task;
  const options = { ...settings.boosting, seed };
  const lineOf = lines(task, samples);
  const line = lineOf([...rows.fit, ...rows.validation]);
  const all = beyond(line, learned(samples, [...rows.fit, ...rows.validation]));
  const [fit, judge] = [learned(samples, rows.fit), learned(samples, rows.validation)];
  if (judge.count === 0 || fit.count === 0 || options.patience === null) return { kind: 'boosting', line, trees: trainBoosting(all, { ...options, patience: null }) };
  const early = lineOf(rows.fit);
  const { losses } = trainBoosting(beyond(early, fit), options, beyond(early, judge));
  const best = losses.indexOf(Math.min(...losses)) + 1;
  return { kind: 'boosting', line, trees: trainBoosting(all, { ...options, patience: null, rounds: Math.max(best, Math.round(options.rounds * LEAST_ROUNDS_SHARE)) }) };
}

/** Mean squared error of saying nothing, over the samples that a net can be asked about. */
function errorOfNothing({ target, steps, channels, fill }: SequenceData): number {
  const sequence = new Float32Array(steps * channels);
  return mean(target.filter((_, sample) => fill(sample, sequence)).map((left) => left * left));
}

/** The net, or one of zeros, which adds nothing to its line, where it made nothing better on validation rows. */
function heard(net: GruModel, judge: SequenceData): GruModel {
  return net.validationLoss >= errorOfNothing(judge) ? { ...net, weights: new Float64Array(net.weights.length) } : net;
}

/**
 * The net learns what a line through the fitted rows leaves, and is stopped, at the line itself if need be, by what it leaves of the validation rows. It is then
 * added to the line through both, which leaves a little less: what the net learned is not learned again for it.
 */
function recur(task: ForecastTask, { samples, sequences }: TrainingInputs): Model {
  const { rows, seed, settings } = task;
  const lineOf = lines(task, samples);
  const line = lineOf([...rows.fit, ...rows.validation]);
  if (!sequences) return { kind: 'gru', line, net: null };
  const opened = sequencesOf(sequences);
  const early = lineOf(rows.fit);
  const part = (wanted: readonly number[]) => {
    const picks = samplesOn(samples, wanted, true);
    return { ...pickSequences(opened, picks), target: beyond(early, trainingData(samples, picks)).target };
  };
  if (rows.validation.length === 0) return { kind: 'gru', line, net: trainGru(part(rows.fit), { ...settings.gru, seed }) };
  const judge = part(rows.validation);
  return { kind: 'gru', line, net: heard(trainGru(part(rows.fit), { ...settings.gru, seed }, judge), judge) };
}

/** Trains the model of a task: a pure function of the task and its samples. Example: `trainModel(plan.tasks[0], data)`. */
export function trainModel(task: ForecastTask, inputs: TrainingInputs): Model {
  const { samples } = inputs;
  const rows = [...task.rows.fit, ...task.rows.validation];
  switch (task.kind) {
    case 'boosting':
      return boost(task, samples);
    case 'forest': {
      const line = lines(task, samples)(rows);
      return { kind: 'forest', line, trees: trainForest(beyond(line, learned(samples, rows)), { ...task.settings.forest, seed: task.seed }) };
    }
    case 'gru':
      return recur(task, inputs);
    case 'ridge':
      return { kind: 'ridge', line: trainRidge(learned(samples, rows), task.settings.ridge) };
  }
}

/** What a model that reads features alone says of `count` samples (row-major values). Example: of a ridge, `predictRidge`. */
export function predictValues(model: Exclude<Model, { readonly kind: 'gru' }>, values: Float32Array, count: number): Float64Array {
  const said = predictRidge(model.line, values, count);
  if (model.kind === 'ridge') return said;
  return predictTrees(model.trees, values, count).map((more, i) => (said[i] as number) + more);
}

/** Predictions of a model for some samples, NaN where it has none (too little history for a net). Example: one number per pick. */
export function predictModel(model: Model, { samples, sequences }: TrainingInputs, picks: Int32Array): Float64Array {
  const values = valuesOf(samples, picks);
  if (model.kind !== 'gru') return predictValues(model, values, picks.length);
  if (!model.net || !sequences) return new Float64Array(picks.length).fill(Number.NaN);
  const said = predictRidge(model.line, values, picks.length);
  return predictGru(model.net, pickSequences(sequencesOf(sequences), picks)).map((more, i) => (said[i] as number) + more);
}
