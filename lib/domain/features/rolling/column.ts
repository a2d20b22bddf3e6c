import { CARRY_FORWARD_DAYS } from '../../market/rules';
import { WINDOW_COVERAGE } from '../rules';

/**
 * A column as kernels read it: row `r` of the panel stands at `values[r − base]`; rows before `base` are missing, NaN is missing.
 * A metric's base is 1, since it is known a day late (Rule 1.4); a made column begins where the block's longest window does.
 */
export interface Column {
  values: Float64Array;
  base: number;
  /** Where the rows that windows may read have no hole: the first of them that is present, the block's end where none is. */
  solidFrom?: number;
}

/** The rows `from` … `to − 1` of a panel whose row 0 is the day number `start`. */
export interface Rows {
  readonly from: number;
  readonly to: number;
  readonly start: number;
}

/** Value of a row; NaN before the column begins. Example: row 1 of {values: [5], base: 1} is 5. */
export function valueAt({ values, base }: Column, row: number): number {
  return row < base ? Number.NaN : (values[row - base] as number);
}

/** The value of `row`, or the last one at most 3 days older (Rule 1.5); NaN otherwise. Example: of 1, NaN at row 1 it is 1. */
export function latestAt({ values, base }: Column, row: number): number {
  for (let age = 0; age <= CARRY_FORWARD_DAYS && row - age >= base; age += 1) {
    const value = values[row - age - base] as number;
    if (value === value) return value;
  }
  return Number.NaN;
}

/** So many rows are copied faster one by one than by a call. */
const FEW_ROWS = 16;

/** Copies the values `first` … `end − 1` to a place. Example: the values 1 … 2 of 5, 6, 7 put at 0 are 6, 7. */
export function copyRows(out: Float64Array, place: number, values: Float64Array, first: number, end: number): void {
  if (end - first > FEW_ROWS) out.set(values.subarray(first, end), place);
  else for (let i = first; i < end; i += 1) out[place + i - first] = values[i] as number;
}

/**
 * The first present row from `low` on where all rows after it up to `to` are present and none before it is, `to` where none is at all;
 * undefined where there is a hole. Nearly every column of nearly every asset is like that, and its windows need no counting.
 * Example: of NaN, 1, 2 it is row 1; of 1, NaN, 2 undefined.
 */
export function solidFrom({ values, base }: Column, low: number, to: number): number | undefined {
  let row = to;
  // Four at a time: their sum is present only where all are.
  for (let at = row - base - 4; row - 4 >= low; row -= 4, at -= 4) {
    const four = (values[at] as number) + (values[at + 1] as number) + (values[at + 2] as number) + (values[at + 3] as number);
    if (four !== four) break;
  }
  while (row > low && values[row - 1 - base] === values[row - 1 - base]) row -= 1;
  for (let before = row - 1; before >= low; before -= 1) if (values[before - base] === values[before - base]) return undefined;
  return row;
}

/**
 * For each row of the block, how many of the `days` rows that end there are present; 0 where the window begins before the panel, where
 * under 80 % are present, or where either end is older than 3 days. A count is moved from row to row, which is exact. Example: of 1, 2, 3
 * over 2 the counts are 0, 2, 2.
 */
export function countPresent(counts: Int32Array, column: Column, days: number, { from, to }: Rows): void {
  const { values, base, solidFrom } = column;
  if (solidFrom !== undefined) {
    const full = Math.min(to, Math.max(from, solidFrom + days - 1)) - from;
    for (let i = 0; i < full; i += 1) counts[i] = 0;
    for (let i = full; i < to - from; i += 1) counts[i] = days;
    return;
  }
  const needed = WINDOW_COVERAGE * days;
  let count = 0;
  for (let row = Math.max(base, from - days + 1); row < from; row += 1) count += isPresent(values[row - base] as number);
  for (let row = from, first = from - days + 1; row < to; row += 1, first += 1) {
    if (row >= base) count += isPresent(values[row - base] as number);
    if (count === days) counts[row - from] = first >= 0 ? count : 0;
    else counts[row - from] = first >= 0 && count >= needed && isPresent(latestAt(column, first)) + isPresent(latestAt(column, row)) === 2 ? count : 0;
    if (first >= base) count -= isPresent(values[first - base] as number);
  }
}

function isPresent(value: number): 0 | 1 {
  return value === value ? 1 : 0;
}

/**
 * The first row, at most `row`, of the stretch of `days` days to which the day of `row` belongs. Stretches are counted from 1970-01-01, so
 * that every panel and every block cuts time at the same days. Example: on day 205 a stretch of 10 began 5 rows ago.
 */
export function stretchStart(row: number, days: number, start: number): number {
  const into = (start + row) % days;
  return row - (into < 0 ? into + days : into);
}
