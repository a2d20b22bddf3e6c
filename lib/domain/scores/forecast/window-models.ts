import type { LiveModel } from './live';
import { decodeModel } from './model-bytes';
import type { OutOfSample } from './out-of-sample';
import type { ForecastPlan } from './plan';
import type { TaskResult } from './run-task';

/** The models of one window with what joined them, and the panel rows that they forecast. */
export interface WindowModels extends LiveModel {
  readonly rows: readonly number[];
}

/**
 * The models that made the forecasts of each window of a plan, which alone can say what moved them; the last go on forecasting.
 * Example: `forecastRow(windowModels(…)[0], data, row)` is the forecast of a row of the first window as it was made out of sample.
 */
export function windowModels(features: readonly string[], { splits }: ForecastPlan, results: readonly TaskResult[], proof: OutOfSample): WindowModels[] {
  const own = results.filter(({ candidate }) => candidate === null);
  return splits.map(({ test }, split) => ({
    rows: test,
    features,
    models: proof.members.flatMap((kind) => own.filter((result) => result.kind === kind && result.split === split).map(({ model }) => ({ kind, bytes: model }))),
    weights: proof.weights[split] ?? [],
    calibration: proof.calibrations[split] ?? { percentiles: [], probabilities: [] },
  }));
}

/** Of the windows that have a recurrent net, those whose net adds nothing to the line it begins at (`heard` put it to zeros). Example: a net of zeros in one of two windows is 1 of 2. */
export function silentNets(windows: readonly Pick<WindowModels, 'models'>[]): { readonly silent: number; readonly windows: number } {
  const nets = windows.flatMap(({ models }) => models.filter(({ kind }) => kind === 'gru').map(({ kind, bytes }) => decodeModel(kind, bytes)));
  return { silent: nets.filter((model) => model.kind === 'gru' && model.net?.weights.every((weight) => weight === 0)).length, windows: nets.length };
}
