import { CARRY_FORWARD_DAYS } from '../market/rules';
import { WINDOW_COVERAGE } from './rules';

/**
 * Windows over one column as it was known on a row: value of `row` and of the days before it, NaN where missing. Every window
 * is read afresh from its own rows, so a value depends on nothing else: not on the panel's start, not on what comes later.
 */
type Column = Float64Array;

/** The value of `row`, or the last one at most 3 days older (Rule 1.5); NaN otherwise. Example: `latest([1, NaN], 1)` is 1. */
export function latest(column: Column, row: number): number {
  for (let age = 0; age <= CARRY_FORWARD_DAYS && row >= age; age += 1) {
    const value = column[row - age] as number;
    if (value === value) return value;
  }
  return Number.NaN;
}

/** Relative change over `days`, both ends by `latest`; NaN unless both are > 0. Example: 100 then 110 a day later is 0.1. */
export function growth(column: Column, row: number, days: number): number {
  const from = latest(column, row - days);
  const to = latest(column, row);
  return from > 0 && to > 0 ? to / from - 1 : Number.NaN;
}

/**
 * The present values of the `days` rows that end at `row`, oldest first; null where either end is stale or less than 80 % is
 * present. Example: `present([1, 2, 3], 2, 2)` is [2, 3].
 */
export function present(column: Column, row: number, days: number): Float64Array | null {
  const first = row - days + 1;
  if (first < 0 || Number.isNaN(latest(column, first)) || Number.isNaN(latest(column, row))) return null;
  const values = new Float64Array(days);
  let count = 0;
  for (let i = first; i <= row; i += 1) {
    const value = column[i] as number;
    if (value === value) values[count++] = value;
  }
  if (count < WINDOW_COVERAGE * days) return null;
  return count === days ? values : values.subarray(0, count);
}

/** Whether a window may be read: both ends fresh and at least 80 % present, as `present` says, without a copy. Example: 1, NaN, 3 over 2 may not. */
export function readable(column: Column, row: number, days: number): boolean {
  const first = row - days + 1;
  if (first < 0 || Number.isNaN(latest(column, first)) || Number.isNaN(latest(column, row))) return false;
  let count = 0;
  for (let i = first; i <= row; i += 1) {
    const value = column[i] as number;
    if (value === value) count += 1;
  }
  return count >= WINDOW_COVERAGE * days;
}

/** Mean of a window; NaN where `present` is null. Example: of the last two of 1, 2, 3 is 2.5. */
export function windowMean(column: Column, row: number, days: number): number {
  if (!readable(column, row, days)) return Number.NaN;
  let total = 0;
  let count = 0;
  for (let i = row - days + 1; i <= row; i += 1) {
    const value = column[i] as number;
    if (value !== value) continue;
    total += value;
    count += 1;
  }
  return total / count;
}

/** Median of a window; NaN where `present` is null. Example: of 3, 1, 2 is 2. */
export function windowMedian(column: Column, row: number, days: number): number {
  const sorted = present(column, row, days)?.sort();
  if (sorted === undefined) return Number.NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Standard deviation (n − 1) of a window; NaN where `present` is null. Example: of 1, 2, 3 is 1. */
export function windowDeviation(column: Column, row: number, days: number): number {
  const center = windowMean(column, row, days);
  if (center !== center) return Number.NaN;
  let squares = 0;
  let count = 0;
  for (let i = row - days + 1; i <= row; i += 1) {
    const distance = (column[i] as number) - center;
    if (distance !== distance) continue;
    squares += distance * distance;
    count += 1;
  }
  return count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN;
}

/** Largest value of a window; NaN where `present` is null. Example: of 3, 1, 2 is 3. */
export function windowMax(column: Column, row: number, days: number): number {
  if (!readable(column, row, days)) return Number.NaN;
  let best = -Infinity;
  for (let i = row - days + 1; i <= row; i += 1) {
    const value = column[i] as number;
    if (value > best) best = value;
  }
  return best;
}

/** Mean of the last `days` against the mean of the `days` before them, minus 1; NaN unless the earlier one is > 0. Example: 1, 1, 2, 2 over 2 is 1. */
export function meanGrowth(column: Column, row: number, days: number): number {
  const before = windowMean(column, row - days, days);
  return before > 0 ? windowMean(column, row, days) / before - 1 : Number.NaN;
}

/** `top / bottom`; NaN unless the bottom is > 0. Example: 3 over 2 is 1.5, anything over 0 is NaN. */
export function ratio(top: number, bottom: number): number {
  return bottom > 0 ? top / bottom : Number.NaN;
}
