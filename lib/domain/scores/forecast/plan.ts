import { fail, ok } from '../../foundation/result';
import { createRng } from '../../foundation/rng';
import { crossPlan, type CrossPlan } from './cross-splits';
import { isDecisionRow } from './samples';
import type { SampleSet } from './sample-set';
import { MODEL_KINDS, type Candidate, type ForecastSettings, type ModelKind } from './settings';
import { assertPurged, walkForward, type Calendar, type Split } from './splits';

/** A pure unit of work for a thread: one model of one window, or of one split of the cross-validation. Plain data. */
export interface ForecastTask {
  readonly id: string;
  readonly kind: ModelKind;
  /** Name of what cross-validation tries; null of the forecast's own models. */
  readonly candidate: string | null;
  /** Position of the window, or of the cross-validation's split, in the plan. */
  readonly split: number;
  readonly rows: Pick<Split, 'fit' | 'validation' | 'test'>;
  /** Whether to measure what features are worth to it: in the newest window. */
  readonly measured: boolean;
  readonly seed: number;
  readonly settings: ForecastSettings;
}

export interface ForecastPlan {
  readonly settings: ForecastSettings;
  readonly splits: readonly Split[];
  /** Empty where there is too little to train on every split, or nothing to try. */
  readonly cross: CrossPlan;
  readonly tasks: readonly ForecastTask[];
}

/** What is too little to make a forecast of. */
export type TooLittle = { readonly ok: false; readonly reason: 'insufficient-data'; readonly detail: string };

/** The distinct rows of samples, ascending. Example: rows 3, 3, 10 are 3, 10. */
export function distinctRows(row: Int32Array): number[] {
  return [...new Set(row)];
}

/** Rows that have samples, and those with known labels that are learned from. */
function calendarOf(samples: SampleSet, start: number): Calendar {
  const rows = distinctRows(samples.row);
  const labelled = new Set<number>();
  samples.target.forEach((target, i) => {
    if (!Number.isNaN(target)) labelled.add(samples.row[i] as number);
  });
  return { start, rows, decisions: rows.filter((row) => isDecisionRow({ start }, row) && labelled.has(row)) };
}

/** Known labels on some rows. */
function countKnown(samples: SampleSet, rows: readonly number[]): number {
  const wanted = new Set(rows);
  let count = 0;
  samples.row.forEach((row, i) => {
    if (wanted.has(row) && !Number.isNaN(samples.target[i])) count += 1;
  });
  return count;
}

/** A model's own seed: a function of the settings' seed and its place (window and kind), whatever the order of work. */
function seedOf({ seed }: ForecastSettings, place: string): number {
  return createRng(seed).fork(place).int(2 ** 31);
}

function tasksOf(splits: readonly Split[], settings: ForecastSettings): ForecastTask[] {
  const kinds = MODEL_KINDS.filter((kind) => kind === 'ridge' || settings.members.includes(kind));
  return splits.flatMap(({ fit, validation, test, testFrom }, split) =>
    kinds.map((kind) => ({
      id: `${split}-${kind}`, kind, candidate: null, split, rows: { fit, validation, test }, measured: split === splits.length - 1, seed: seedOf(settings, `${kind} ${testFrom}`), settings,
    })),
  );
}

/** What is tried with these members: the settings of each. */
function candidatesOf(settings: ForecastSettings): { readonly candidate: string; readonly kind: Candidate['kind']; readonly settings: ForecastSettings }[] {
  const { boosting, forest, ridge, line, members } = settings;
  const tried = Object.entries(settings.candidates).filter(([, { kind }]) => kind === 'ridge' || members.includes(kind));
  return tried.map(([candidate, own]) => ({
    candidate,
    kind: own.kind,
    settings: { ...settings, boosting: { ...boosting, ...own.boosting }, forest: { ...forest, ...own.forest }, ridge: own.ridge ?? ridge, line: own.line ?? line, candidates: {} },
  }));
}

/** A task for each candidate on each split of the cross-validation. */
function crossTasksOf({ splits }: CrossPlan, settings: ForecastSettings): ForecastTask[] {
  return candidatesOf(settings).flatMap(({ candidate, kind, settings: own }) =>
    splits.map(({ chosen, fit, validation, test }, split) => ({
      id: `${candidate} ${split}`, kind, candidate, split, rows: { fit, validation, test }, measured: false, seed: seedOf(settings, `${candidate} ${chosen.join(' and ')}`), settings: own,
    })),
  );
}

/** The cross-validation of a market, nothing where a split has too little to train on. */
function crossOf(samples: SampleSet, calendar: Calendar, settings: ForecastSettings): CrossPlan {
  const cross = crossPlan(calendar, settings);
  const enough = cross.splits.every(({ fit, validation }) => countKnown(samples, [...fit, ...validation]) >= settings.minTrainSamples);
  return enough && candidatesOf(settings).length > 0 ? cross : { groups: [], splits: [] };
}

/**
 * Plans a whole walk-forward (Rule 3.5) and its cross-validation: windows and splits whose labels are apart, and a task for each model of each.
 * Insufficient data, with the numbers in words, where no window has enough to train on. Example: two windows of four models are eight
 * tasks, fifteen splits of nine candidates 135 more.
 */
export function planForecast(data: { readonly samples: SampleSet; readonly start: number }, settings: ForecastSettings): { readonly ok: true; readonly value: ForecastPlan } | TooLittle {
  const calendar = calendarOf(data.samples, data.start);
  const splits = walkForward(calendar, settings).filter(({ fit, validation }) => countKnown(data.samples, [...fit, ...validation]) >= settings.minTrainSamples);
  const cross = crossOf(data.samples, calendar, settings);
  assertPurged([...splits, ...cross.splits]);
  if (splits.length > 0) return ok({ settings, splits, cross, tasks: [...tasksOf(splits, settings), ...crossTasksOf(cross, settings)] });
  const known = countKnown(data.samples, calendar.decisions);
  const detail = `Training needs ${settings.minTrainRows} weeks with at least ten eligible tokens and their next 31 days, and ${settings.minTrainSamples} known outcomes; this market has ${calendar.decisions.length} such weeks and ${known} outcomes.`;
  return fail('insufficient-data', { detail });
}
