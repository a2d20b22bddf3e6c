import type { LiveModel } from './live';
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
