import { encodeModel, predictModel, trainModel, type Model, type TrainingInputs } from './models';
import type { ForecastTask } from './plan';
import { samplesOn } from './select-samples';
import type { ModelKind } from './settings';

/** What a task gives back: numbers and bytes alone, so that a thread can hand them over. */
export interface TaskResult {
  readonly id: string;
  readonly kind: ModelKind;
  readonly split: number;
  /** Samples of the test window, and what the model says of each; NaN where it says nothing. */
  readonly samples: Int32Array;
  readonly predictions: Float64Array;
  readonly model: Uint8Array;
  /** Share of each feature in what the splits of trees saved (they sum to 1); null of other models. */
  readonly importance: Float64Array | null;
}

function importanceOf(model: Model, width: number): Float64Array | null {
  if (model.kind !== 'boosting' && model.kind !== 'forest') return null;
  const shares = new Float64Array(width);
  let total = 0;
  const { feature, gain } = model.trees.trees;
  feature.forEach((split, node) => {
    if (split < 0) return;
    shares[split] = (shares[split] as number) + (gain[node] as number);
    total += gain[node] as number;
  });
  return total > 0 ? shares.map((share) => share / total) : shares;
}

/**
 * Trains one model of one window and predicts that window (Rule 3.5): a pure function, so that any thread may run it in any order and the bytes
 * are the same. Example: `planForecast(data, settings).value.tasks.map((task) => runTask(task, data))`.
 */
export function runTask(task: ForecastTask, inputs: TrainingInputs): TaskResult {
  const model = trainModel(task, inputs);
  const samples = samplesOn(inputs.samples, task.rows.test, false);
  return {
    id: task.id,
    kind: task.kind,
    split: task.split,
    samples,
    predictions: predictModel(model, inputs, samples),
    model: encodeModel(model),
    importance: importanceOf(model, inputs.samples.features.length),
  };
}
