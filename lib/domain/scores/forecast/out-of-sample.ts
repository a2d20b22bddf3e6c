import { agreementOf, blendRanks, learnWeights, percentilesOf } from './ensemble';
import { calibrate, NO_CALIBRATION, probabilityAt, type Calibration } from './calibration';
import type { ForecastPlan } from './plan';
import { rankIcByMonth, rankIcByRow } from './rank-ic';
import { LABEL_DAYS } from './rules';
import type { TaskResult } from './run-task';
import type { SampleSet } from './sample-set';
import { MEMBERS, type Member, type ModelKind } from './settings';

/** Predictions out of sample, one per sample; NaN where no window had the sample or the model said nothing. */
export interface OutOfSample {
  /** Members that said anything, in their stored order. */
  readonly members: readonly Member[];
  /** In the order of `members`. */
  readonly predictions: readonly Float64Array[];
  readonly ridge: Float64Array;
  /** Rank average by the weights of each window. */
  readonly ensemble: Float64Array;
  readonly percentile: Float64Array;
  /** Calibrated on earlier windows; NaN before there were enough. */
  readonly probability: Float64Array;
  /** By window of the plan: weights of the members, and the calibration it was read with. */
  readonly weights: readonly (readonly number[])[];
  readonly calibrations: readonly Calibration[];
}

function gather(count: number, results: readonly TaskResult[], kind: ModelKind): Float64Array {
  const gathered = new Float64Array(count).fill(Number.NaN);
  for (const result of results) if (result.kind === kind && result.candidate === null) result.samples.forEach((sample, i) => (gathered[sample] = result.predictions[i] as number));
  return gathered;
}

/** First test row of each window. */
function firstRows({ splits }: ForecastPlan): number[] {
  return splits.map(({ test }) => test[0] as number);
}

/** Weights of each window, from the monthly rank ICs of members in months whose labels were known before it began (Rule 3.5). */
function windowWeights(samples: SampleSet, start: number, plan: ForecastPlan, predictions: readonly Float64Array[]): number[][] {
  const rows = rankIcByRow(samples, start, predictions, []);
  return firstRows(plan).map((first) => {
    const months = rankIcByMonth(rows.filter(({ row }) => row + LABEL_DAYS <= first));
    const agreement = agreementOf(samples.row, predictions, (row) => row < first);
    return learnWeights(predictions.map((_, member) => months.map(({ ics }) => ics[member] as number)), agreement);
  });
}

/** The curve that was known on a row: outcomes of forecasts whose labels had ended by then. */
function calibrationOn(samples: SampleSet, percentile: Float64Array, first: number): Calibration {
  const known: number[] = [];
  for (let i = 0; i < samples.count; i += 1) {
    if ((samples.row[i] as number) + LABEL_DAYS <= first && !Number.isNaN(percentile[i]) && !Number.isNaN(samples.excess[i])) known.push(i);
  }
  if (known.length === 0) return NO_CALIBRATION;
  return calibrate(known.map((i) => percentile[i] as number), known.map((i) => ((samples.excess[i] as number) > 0 ? 1 : 0)));
}

/** Window of each row that is predicted. */
function windowByRow({ splits }: ForecastPlan): Map<number, number> {
  return new Map(splits.flatMap(({ test }, split) => test.map((row) => [row, split] as const)));
}

/**
 * Puts the windows' results (in any order) together: members' predictions, the ensemble whose weights each window learned from earlier ones
 * alone, percentiles, and probabilities calibrated on earlier outcomes alone. Example: the first window weighs its members equally.
 */
export function outOfSample(samples: SampleSet, start: number, plan: ForecastPlan, results: readonly TaskResult[]): OutOfSample {
  const members = MEMBERS.filter((member) => results.some(({ kind, candidate, predictions }) => kind === member && candidate === null && !predictions.every(Number.isNaN)));
  const predictions = members.map((member) => gather(samples.count, results, member));
  const weights = windowWeights(samples, start, plan, predictions);
  const windows = windowByRow(plan);
  const equal = members.map(() => 1 / members.length);
  const ensemble = blendRanks(samples.row, predictions, (row) => weights[windows.get(row) ?? -1] ?? equal);
  const percentile = percentilesOf(samples.row, ensemble);
  const calibrations = firstRows(plan).map((first) => calibrationOn(samples, percentile, first));
  const probability = percentile.map((place, i) => probabilityAt(calibrations[windows.get(samples.row[i] as number) ?? -1] ?? NO_CALIBRATION, place));
  return { members, predictions, ridge: gather(samples.count, results, 'ridge'), ensemble, percentile, probability, weights, calibrations };
}
