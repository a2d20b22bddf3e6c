import { fail, ok } from '../../foundation/result';
import { createRng } from '../../foundation/rng';
import { isDecisionRow } from './samples';
import type { SampleSet } from './sample-set';
import { MODEL_KINDS, type ForecastSettings, type ModelKind } from './settings';
import { assertPurged, walkForward, type Calendar, type Split } from './splits';

/** A pure unit of work for a thread: one model of one window. Plain data. */
export interface ForecastTask {
  readonly id: string;
  readonly kind: ModelKind;
  /** Position of the window in the plan. */
  readonly split: number;
  readonly rows: Pick<Split, 'fit' | 'validation' | 'test'>;
  readonly seed: number;
  readonly settings: ForecastSettings;
}

export interface ForecastPlan {
  readonly settings: ForecastSettings;
  readonly splits: readonly Split[];
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

/** A model's own seed: a function of the settings' seed, the window and the kind, whatever the order of work. */
function seedOf(settings: ForecastSettings, kind: ModelKind, split: Split): number {
  return createRng(settings.seed).fork(`${kind} ${split.testFrom}`).int(2 ** 31);
}

function tasksOf(splits: readonly Split[], settings: ForecastSettings): ForecastTask[] {
  const kinds = MODEL_KINDS.filter((kind) => kind === 'ridge' || settings.members.includes(kind));
  return splits.flatMap(({ fit, validation, test }, split) =>
    kinds.map((kind) => ({ id: `${split}-${kind}`, kind, split, rows: { fit, validation, test }, seed: seedOf(settings, kind, splits[split] as Split), settings })),
  );
}

/**
 * Plans a whole walk-forward (Rule 3.5): windows whose labels are apart, and a task for each model of each. Insufficient data, with the
 * numbers in words, where no window has enough to train on. Example: two windows of four models are eight tasks.
 */
export function planForecast(data: { readonly samples: SampleSet; readonly start: number }, settings: ForecastSettings): { readonly ok: true; readonly value: ForecastPlan } | TooLittle {
  const calendar = calendarOf(data.samples, data.start);
  const splits = walkForward(calendar, settings).filter(({ fit, validation }) => countKnown(data.samples, [...fit, ...validation]) >= settings.minTrainSamples);
  assertPurged(splits);
  if (splits.length > 0) return ok({ settings, splits, tasks: tasksOf(splits, settings) });
  const known = countKnown(data.samples, calendar.decisions);
  const detail = `Training needs ${settings.minTrainRows} weeks with at least ten eligible tokens and their next 31 days, and ${settings.minTrainSamples} known outcomes; this market has ${calendar.decisions.length} such weeks and ${known} outcomes.`;
  return fail('insufficient-data', { detail });
}
