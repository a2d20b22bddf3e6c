import { dayNumber, isoDay, type IsoDay } from '../../foundation/iso-day';
import { mean } from '../../foundation/statistics';
import { dayOf } from '../../market/panel';
import { crossValidate } from './cross-validation';
import { evaluate, tryAll, type ForecastEvaluation } from './evaluation';
import { gateHistory, gateNow, raceOf, type GateState } from './gate';
import type { LiveModel } from './live';
import { limitsOf } from './limits';
import { outOfSample, type OutOfSample } from './out-of-sample';
import type { ForecastPlan } from './plan';
import type { ForecastData } from './prepare';
import { monthOf, rowRanges } from './rank-ic';
import type { TaskResult } from './run-task';
import type { Member } from './settings';
import { silentNets, windowModels, type WindowModels } from './window-models';

/** Forecasts as columns: those with a percentile; NaN is no probability yet. */
export interface ForecastColumns {
  readonly row: Int32Array;
  readonly asset: Int32Array;
  readonly percentile: Float64Array;
  readonly probability: Float64Array;
}

/** Days of a window's training and test. */
export interface ForecastWindow {
  readonly trainFrom: IsoDay;
  readonly trainTo: IsoDay;
  readonly testFrom: IsoDay;
  readonly testTo: IsoDay;
}

/** Weights of a test window; null of a member that had no say. */
export interface WindowWeights {
  readonly from: IsoDay;
  readonly to: IsoDay;
  readonly weights: Readonly<Record<Member, number | null>>;
}

/** Everything that a training comes to. */
export interface ForecastOutcome {
  readonly evaluation: ForecastEvaluation & { readonly weights: readonly WindowWeights[] };
  readonly gate: { readonly open: boolean; readonly since: string | null; readonly reason: string };
  readonly gateHistory: readonly GateState[];
  readonly windows: readonly ForecastWindow[];
  /** What the newest tree models' rank IC on held-out rows loses without each feature, as shares: they sum to 1, 0 where nothing is lost. */
  readonly importance: readonly { readonly code: string; readonly importance: number }[];
  readonly limits: readonly string[];
  /** Out-of-sample forecasts of every row of every window. */
  readonly rows: ForecastColumns;
  /** By window the models that made its forecasts. */
  readonly models: readonly WindowModels[];
  /** The newest of them, which go on forecasting. */
  readonly live: LiveModel;
}

function columnsOf({ samples }: ForecastData, { percentile, probability }: OutOfSample): ForecastColumns {
  const picks = Int32Array.from(percentile.keys()).filter((i) => !Number.isNaN(percentile[i]));
  return {
    row: picks.map((i) => samples.row[i] as number),
    asset: picks.map((i) => samples.asset[i] as number),
    percentile: Float64Array.from(picks, (i) => percentile[i] as number),
    probability: Float64Array.from(picks, (i) => probability[i] as number),
  };
}

function windowsOf({ splits }: ForecastPlan, start: number): ForecastWindow[] {
  return splits.map(({ fit, validation, testFrom, testTo }) => {
    const train = [...fit, ...validation];
    return { trainFrom: dayOf({ start }, Math.min(...train)), trainTo: dayOf({ start }, Math.max(...train)), testFrom: isoDay(testFrom), testTo: isoDay(testTo) };
  });
}

function weightsOf({ splits }: ForecastPlan, { members, weights }: OutOfSample): WindowWeights[] {
  return splits.map(({ testFrom, testTo }, split) => {
    const share = (member: Member): number | null => weights[split]?.[members.indexOf(member)] ?? null;
    return { from: isoDay(testFrom), to: isoDay(testTo), weights: { boosting: share('boosting'), forest: share('forest'), gru: share('gru') } };
  });
}

/** Results of the newest window. */
function newest(plan: ForecastPlan, results: readonly TaskResult[]): TaskResult[] {
  return results.filter(({ candidate, split }) => candidate === null && split === plan.splits.length - 1).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function importanceOf({ samples }: ForecastData, results: readonly TaskResult[]): ForecastOutcome['importance'] {
  const told = results.flatMap(({ importance }) => (importance === null || importance.some(Number.isNaN) ? [] : [importance]));
  const lost = samples.features.map((_, f) => Math.max(0, mean(told.map((importance) => importance[f] as number)) || 0));
  const total = lost.reduce((sum, loss) => sum + loss, 0);
  const shares = samples.features.map((code, f) => ({ code, importance: total > 0 ? (lost[f] as number) / total : 0 }));
  return shares.sort((a, b) => b.importance - a.importance || (a.code < b.code ? -1 : 1));
}

/** Share of the forecasts whose 31 days are over and whose outcome nobody knows. */
function unknownShare({ samples }: ForecastData, { percentile }: OutOfSample): number {
  const newestKnown = samples.row.reduce((last, row, i) => (Number.isNaN(samples.target[i]) ? last : Math.max(last, row)), -1);
  const over = Int32Array.from(percentile.keys()).filter((i) => !Number.isNaN(percentile[i]) && (samples.row[i] as number) <= newestKnown);
  return over.filter((i) => Number.isNaN(samples.target[i])).length / over.length;
}

/** Most tokens that were ranked on one day. */
function mostRanked({ samples }: ForecastData): number {
  return Math.max(0, ...rowRanges(samples.row).map(({ from, to }) => to - from));
}

/** Months from the first window to the newest row. */
function gatesOf(data: ForecastData, plan: ForecastPlan, race: ReturnType<typeof raceOf>): GateState[] {
  const first = plan.splits[0];
  const last = plan.splits.at(-1)?.test.at(-1);
  if (!first || last === undefined) return [];
  return gateHistory(race, monthOf(dayNumber(isoDay(first.testFrom))), monthOf(data.start + last));
}

/**
 * Judges and stores: from the results of all tasks of a plan, in any order, to the proof, the gate, the forecasts of every row and the models that
 * go on forecasting. Pure: the same results give the same outcome. Example: `assembleForecast(data, plan, plan.tasks.map((task) => runTask(task, data)))`.
 */
export function assembleForecast(data: ForecastData, plan: ForecastPlan, results: readonly TaskResult[]): ForecastOutcome {
  const proof = outOfSample(data.samples, data.start, plan, results);
  const trials = tryAll(data, proof);
  const cross = crossValidate(data, plan, results);
  const evaluation = { ...evaluate(data, proof, trials, cross), weights: weightsOf(plan, proof) };
  const history = gatesOf(data, plan, raceOf(trials.months));
  const last = newest(plan, results);
  const models = windowModels(data.samples.features, plan, results, proof);
  const { rows: _, ...live } = models.at(-1) as WindowModels;
  return {
    evaluation,
    gate: gateNow(history),
    gateHistory: history,
    windows: windowsOf(plan, data.start),
    importance: importanceOf(data, last),
    limits: limitsOf(evaluation, unknownShare(data, proof), mostRanked(data), cross.candidates, silentNets(models)),
    rows: columnsOf(data, proof),
    models,
    live,
  };
}
