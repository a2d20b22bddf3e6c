import { dayFromNumber, isoDay, addMonths, dayNumber } from '../../foundation/iso-day';
import { invariant } from '../../foundation/invariant';
import { EMBARGO_DAYS, LABEL_DAYS } from './rules';

/** Panel rows of one training and its test, each ascending. Labels of `fit`, of `validation` and of `test` never overlap. */
export interface Split {
  /** First and last day of the test window. */
  readonly testFrom: string;
  readonly testTo: string;
  /** Rows whose samples models are fitted to, and those that stop them early. */
  readonly fit: readonly number[];
  readonly validation: readonly number[];
  /** Rows that are predicted. */
  readonly test: readonly number[];
  /** Whether its models are the newest, which go on predicting. */
  readonly live: boolean;
}

export interface SplitSettings {
  /** Calendar months of a test window: divides 12. */
  readonly testMonths: number;
  /** Least and most weekly rows of training; only the last ones count. */
  readonly minTrainRows: number;
  readonly maxTrainRows: number;
  /** Share of the training rows, the last ones, that stops early; 0 for none. */
  readonly validationShare: number;
}

/** Rows that have samples, and which of them are learned from. Row 0 is day number `start`. */
export interface Calendar {
  readonly start: number;
  readonly rows: readonly number[];
  readonly decisions: readonly number[];
}

/** First day of the calendar period of so many months that a day lies in, as a day number. Example: 3 months and 2021-05-17 give that of 2021-04-01. */
export function periodStart(day: number, months: number): number {
  const text = dayFromNumber(day);
  const month = Number(text.slice(5, 7)) - 1;
  return dayNumber(isoDay(`${text.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01`));
}

function nextStart(day: number, months: number): number {
  return dayNumber(addMonths(dayFromNumber(day), months));
}

/** Rows between a training row and a tested one, either way, from which on they share no day and keep the embargo. */
const APART = LABEL_DAYS + EMBARGO_DAYS;

/** Training rows (ascending) cut into fit and, the last ones, validation, with their labels apart. Example: of rows 0, 7, … 63 and a share of 0.2 rows 56 and 63 validate, 0 to 21 fit. */
export function splitOff(known: readonly number[], validationShare: number): Pick<Split, 'fit' | 'validation'> {
  const validation = known.slice(known.length - Math.floor(known.length * validationShare));
  const from = validation[0] ?? Infinity;
  return { fit: known.filter((row) => row + LABEL_DAYS <= from), validation };
}

/** Training rows that a test (its rows) leaves: whose labels, embargo included, stay apart from each of its own. Example: of rows 39, 40 and 161 and a test of 100 rows 39 and 161 are left. */
export function purged(decisions: readonly number[], test: readonly number[]): number[] {
  return decisions.filter((row) => test.every((judged) => Math.abs(row - judged) >= APART));
}

/** The training half of a split: what ended, embargo included, before the test begins. */
function trainingRows(decisions: readonly number[], firstTest: number, settings: SplitSettings): Pick<Split, 'fit' | 'validation'> {
  return splitOff(decisions.filter((row) => row + APART <= firstTest).slice(-settings.maxTrainRows), settings.validationShare);
}

/**
 * Walk-forward windows (Rule 3.5): calendar periods, each trained on what was known 30 days before it began, labels included. A past window
 * is the same whatever days come later; the newest month has a window of its own, whose models are live. Windows with too little to train
 * on are left out. Example: 3 months give windows that begin in January, April, July and October.
 */
export function walkForward(calendar: Calendar, settings: SplitSettings): Split[] {
  const { start, rows, decisions } = calendar;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const newest = periodStart(start + last, 1);
  const splits: Split[] = [];
  for (let from = periodStart(start + first, settings.testMonths); from <= start + last; ) {
    const live = from === newest;
    const to = from < newest ? Math.min(nextStart(from, settings.testMonths), newest) : nextStart(newest, 1);
    const test = rows.filter((row) => start + row >= from && start + row < to);
    const { fit, validation } = trainingRows(decisions, from - start, settings);
    if (test.length > 0 && fit.length + validation.length >= settings.minTrainRows) splits.push({ testFrom: dayFromNumber(from), testTo: dayFromNumber(to - 1), fit, validation, test, live });
    from = to;
  }
  return splits;
}

/** A training label that a test could see: the two rows. */
export interface Overlap {
  readonly train: number;
  readonly test: number;
}

/**
 * The first training row of a split whose label (plus embargo) reaches into the test window or begins inside it, or validation row whose
 * label overlaps a fitted one; null where labels are apart. Example: training row 70 and test row 100 overlap, 39 and 100 do not.
 */
export function findOverlap({ fit, validation, test }: Pick<Split, 'fit' | 'validation' | 'test'>): Overlap | null {
  const clash = (train: readonly number[], judged: readonly number[], distance: number): Overlap | null => {
    for (const a of train) for (const b of judged) if (Math.abs(a - b) < distance) return { train: a, test: b };
    return null;
  };
  return clash(fit, test, APART) ?? clash(validation, test, APART) ?? clash(fit, validation, LABEL_DAYS);
}

/** Throws where a split leaks: no forecast is made from labels that its test could see. Example: see `findOverlap`. */
export function assertPurged(splits: readonly Pick<Split, 'testFrom' | 'fit' | 'validation' | 'test'>[]): void {
  for (const split of splits) {
    const overlap = findOverlap(split);
    invariant(overlap === null, `the label of training row ${overlap?.train} overlaps the test of ${split.testFrom} at row ${overlap?.test}`);
  }
}
