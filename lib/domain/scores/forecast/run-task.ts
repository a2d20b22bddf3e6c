import { worthOfFeatures } from './feature-worth';
import { encodeModel } from './model-bytes';
import { predictModel, trainModel, type TrainingInputs } from './models';
import type { ForecastTask } from './plan';
import { rowCorrelations } from './rank-ic';
import { samplesOn } from './select-samples';
import type { ModelKind } from './settings';

/** What a task gives back: numbers and bytes alone, so that a thread can hand them over. */
export interface TaskResult {
  readonly id: string;
  readonly kind: ModelKind;
  /** Name of what cross-validation tries; null of the forecast's own models. */
  readonly candidate: string | null;
  readonly split: number;
  /** Samples of the test window, and what the model says of each; NaN where it says nothing. Empty of a candidate, and so is its model. */
  readonly samples: Int32Array;
  readonly predictions: Float64Array;
  readonly model: Uint8Array;
  /** By feature, what the rank IC on held-out rows loses without it (`worthOfFeatures`); null of other models and windows. */
  readonly importance: Float64Array | null;
  /** Of a candidate: rank correlation with the target on each tested row, NaN where it ranks nothing; else empty. */
  readonly rankIcs: Float64Array;
}

/**
 * Trains one model of one window (Rule 3.5), or a candidate on one split of the cross-validation, and predicts its test: a pure function, so that
 * any thread may run it in any order and the bytes are the same. Example: `planForecast(data, settings).value.tasks.map((task) => runTask(task, data))`.
 */
export function runTask(task: ForecastTask, inputs: TrainingInputs): TaskResult {
  const { id, kind, candidate, split } = task;
  const { row, target } = inputs.samples;
  const model = trainModel(task, inputs);
  const samples = samplesOn(inputs.samples, task.rows.test, false);
  const predictions = predictModel(model, inputs, samples);
  if (candidate !== null) {
    const rankIcs = rowCorrelations(samples.map((sample) => row[sample] as number), predictions, Float64Array.from(samples, (sample) => target[sample] as number));
    return { id, kind, candidate, split, samples: new Int32Array(0), predictions: new Float64Array(0), model: new Uint8Array(0), importance: null, rankIcs };
  }
  const importance = task.measured ? worthOfFeatures(task, model, inputs) : null;
  return { id, kind, candidate, split, samples, predictions, model: encodeModel(model), importance, rankIcs: new Float64Array(0) };
}
