import { dayFromNumber } from '../../foundation/iso-day';
import { correlation, mean, midRanks } from '../../foundation/statistics';
import { MIN_CROSS_SECTION } from '../rules';
import { isDecisionRow } from './samples';
import type { SampleSet } from './sample-set';

/** First and one past the last sample of a row. */
export interface RowRange {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Where the samples of each row stand. Example: rows 3, 3, 10 are {3, 0, 2} and {10, 2, 3}. */
export function rowRanges(row: Int32Array): RowRange[] {
  const ranges: RowRange[] = [];
  for (let from = 0; from < row.length; ) {
    let to = from;
    while (to < row.length && row[to] === row[from]) to += 1;
    ranges.push({ row: row[from] as number, from, to });
    from = to;
  }
  return ranges;
}

/** Month of a day number, `YYYY-MM`. Example: of 0 it is 1970-01. */
export function monthOf(day: number): string {
  return dayFromNumber(day).slice(0, 7);
}

/**
 * Spearman's rank correlation of scores with what came, over the pairs of which both are known; NaN under 10 of them or without spread.
 * Example: the same order gives 1, the reverse −1.
 */
export function rankCorrelation(scores: ArrayLike<number>, outcomes: ArrayLike<number>, from = 0, to = scores.length): number {
  const x: number[] = [];
  const y: number[] = [];
  for (let i = from; i < to; i += 1) {
    const [score, outcome] = [scores[i] as number, outcomes[i] as number];
    if (Number.isNaN(score) || Number.isNaN(outcome)) continue;
    x.push(score);
    y.push(outcome);
  }
  return x.length < MIN_CROSS_SECTION ? Number.NaN : correlation(midRanks(x), midRanks(y));
}

/** Rank correlation on each row of samples (contiguous by row), one value each in outcomes and scores. Example: of two rows two numbers, NaN where a row has under 10 pairs. */
export function rowCorrelations(row: Int32Array, scores: ArrayLike<number>, outcomes: ArrayLike<number>): Float64Array {
  return Float64Array.from(rowRanges(row), ({ from, to }) => rankCorrelation(scores, outcomes, from, to));
}

/** Rank IC of several scores on the same decision row. */
export interface RowIc {
  readonly row: number;
  readonly day: number;
  readonly month: string;
  /** Samples with a known outcome. */
  readonly assets: number;
  /** In the order of the scores; NaN where one has none. */
  readonly ics: readonly number[];
}

/**
 * Rank ICs by decision row (Sundays whose labels are known) of scores that hold one value per sample, NaN where there is none; rows on which
 * none of `required` (positions of scores) may be missing. Example: rows before the first forecast are left out.
 */
export function rankIcByRow(samples: SampleSet, start: number, scores: readonly Float64Array[], required: readonly number[]): RowIc[] {
  const result: RowIc[] = [];
  for (const { row, from, to } of rowRanges(samples.row)) {
    if (!isDecisionRow({ start }, row)) continue;
    const ics = scores.map((score) => rankCorrelation(score, samples.target, from, to));
    if (required.some((position) => Number.isNaN(ics[position]))) continue;
    const assets = samples.target.subarray(from, to).reduce((count, target) => (Number.isNaN(target) ? count : count + 1), 0);
    result.push({ row, day: start + row, month: monthOf(start + row), assets, ics });
  }
  return result;
}

/** Mean rank IC of each score in a month. */
export interface MonthIc {
  readonly month: string;
  readonly rows: number;
  /** Mean number of samples a row. */
  readonly assets: number;
  /** NaN where a score has no row in the month. */
  readonly ics: readonly number[];
}

function meanKnown(values: readonly number[]): number {
  return mean(values.filter((value) => !Number.isNaN(value)));
}

/** Row ICs as months, ascending: plain means. Example: rows of 0.1 and 0.3 in one month make it 0.2. */
export function rankIcByMonth(rows: readonly RowIc[]): MonthIc[] {
  const months = new Map<string, RowIc[]>();
  for (const row of rows) months.set(row.month, [...(months.get(row.month) ?? []), row]);
  return [...months].map(([month, members]) => ({
    month,
    rows: members.length,
    assets: mean(members.map(({ assets }) => assets)),
    ics: (members[0] as RowIc).ics.map((_, position) => meanKnown(members.map(({ ics }) => ics[position] as number))),
  }));
}
