import { invariant } from '../../foundation/invariant';
import { predictRidge, trainRidge, type RidgeModel } from './baselines/ridge';
import { deserializeGru, predictGru, serializeGru, type GruModel } from './net/gru-model';
import { pickSequences, sequencesOf, type SequenceBank } from './net/sequence-data';
import { trainGru } from './net/train-gru';
import type { ForecastTask } from './plan';
import type { SampleSet } from './sample-set';
import { samplesOn, trainingData, valuesOf } from './select-samples';
import type { ModelKind } from './settings';
import { deserializeTrees, serializeTrees } from './trees/serialize';
import { trainBoosting, type BoostedTrees } from './trees/boosting';
import { trainForest, type RandomForest } from './trees/forest';
import { predictTrees } from './trees/predict';

/** What a task may read; plain arrays, so that threads can share them. */
export interface TrainingInputs {
  readonly samples: SampleSet;
  readonly sequences: SequenceBank | null;
}

/** A trained model; null where there was nothing to train a net on. */
export type Model =
  | { readonly kind: 'boosting'; readonly trees: BoostedTrees }
  | { readonly kind: 'forest'; readonly trees: RandomForest }
  | { readonly kind: 'gru'; readonly net: GruModel | null }
  | { readonly kind: 'ridge'; readonly line: RidgeModel };

/** Fewest rounds of boosting: a validation loss this faint may be least by accident after a few. */
const LEAST_ROUNDS_SHARE = 1 / 3;

/** Rounds by early stopping on the validation rows, then the same on all training rows, which are the newest too. */
function boost({ rows, seed, settings }: ForecastTask, samples: SampleSet): BoostedTrees {
  const options = { ...settings.boosting, seed };
  const all = trainingData(samples, samplesOn(samples, [...rows.fit, ...rows.validation], true));
  const judge = samplesOn(samples, rows.validation, true);
  const fit = samplesOn(samples, rows.fit, true);
  if (judge.length === 0 || fit.length === 0 || options.patience === null) return trainBoosting(all, { ...options, patience: null });
  const { losses } = trainBoosting(trainingData(samples, fit), options, trainingData(samples, judge));
  const best = losses.indexOf(Math.min(...losses)) + 1;
  return trainBoosting(all, { ...options, patience: null, rounds: Math.max(best, Math.round(options.rounds * LEAST_ROUNDS_SHARE)) });
}

function recur({ rows, seed, settings }: ForecastTask, { samples, sequences }: TrainingInputs): GruModel | null {
  if (!sequences) return null;
  const opened = sequencesOf(sequences);
  const part = (picked: readonly number[]) => pickSequences(opened, samplesOn(samples, picked, true));
  return trainGru(part(rows.fit), { ...settings.gru, seed }, rows.validation.length > 0 ? part(rows.validation) : undefined);
}

/** Trains the model of a task: a pure function of the task and its samples. Example: `trainModel(plan.tasks[0], data)`. */
export function trainModel(task: ForecastTask, inputs: TrainingInputs): Model {
  const { samples } = inputs;
  const all = () => trainingData(samples, samplesOn(samples, [...task.rows.fit, ...task.rows.validation], true));
  switch (task.kind) {
    case 'boosting':
      return { kind: 'boosting', trees: boost(task, samples) };
    case 'forest':
      return { kind: 'forest', trees: trainForest(all(), { ...task.settings.forest, seed: task.seed }) };
    case 'gru':
      return { kind: 'gru', net: recur(task, inputs) };
    case 'ridge':
      return { kind: 'ridge', line: trainRidge(all(), task.settings.ridge) };
  }
}

/** Predictions of a model for some samples, NaN where it has none (too little history for a net). Example: one number per pick. */
export function predictModel(model: Model, { samples, sequences }: TrainingInputs, picks: Int32Array): Float64Array {
  switch (model.kind) {
    case 'gru':
      return model.net && sequences ? predictGru(model.net, pickSequences(sequencesOf(sequences), picks)) : new Float64Array(picks.length).fill(Number.NaN);
    case 'ridge':
      return predictRidge(model.line, valuesOf(samples, picks), picks.length);
    default:
      return predictTrees(model.trees, valuesOf(samples, picks), picks.length);
  }
}

function ridgeBytes({ intercept, lambda, weights }: RidgeModel): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * (2 + weights.length)));
  [intercept, lambda, ...weights].forEach((value, i) => view.setFloat64(8 * i, value, true));
  return new Uint8Array(view.buffer);
}

function ridgeFrom(bytes: Uint8Array): RidgeModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [intercept, lambda, ...weights] = Array.from({ length: bytes.byteLength / 8 }, (_, i) => view.getFloat64(8 * i, true));
  invariant(intercept !== undefined && lambda !== undefined, 'the bytes are not a ridge');
  return { intercept, lambda, weights: Float64Array.from(weights) };
}

/** A model as bytes; the same model gives the same bytes, no model none. Example: `decodeModel('ridge', encodeModel(model))` equals the model. */
export function encodeModel(model: Model): Uint8Array {
  switch (model.kind) {
    case 'gru':
      return model.net ? serializeGru(model.net) : new Uint8Array(0);
    case 'ridge':
      return ridgeBytes(model.line);
    default:
      return serializeTrees(model.trees);
  }
}

/** Reads what `encodeModel` wrote; throws where the bytes are not such a model. Example: see there. */
export function decodeModel(kind: ModelKind, bytes: Uint8Array): Model {
  if (kind === 'gru') return { kind, net: bytes.length === 0 ? null : deserializeGru(bytes) };
  if (kind === 'ridge') return { kind, line: ridgeFrom(bytes) };
  const read = deserializeTrees(bytes);
  invariant(read.ok && read.value.kind === kind, `the bytes are not a ${kind}`);
  return { kind, trees: read.value } as Model;
}
