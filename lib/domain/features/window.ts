import { CARRY_FORWARD_DAYS } from '../market/rules';
import { medianAmong } from './median-among';
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

/** What is known of a column, which is read-only once it was looked at. */
interface Looked {
  /** Windows that were counted one by one: of a few rows that is cheaper than to count the column. */
  times: number;
  /** How many values the column has before each row. */
  before: Uint32Array | null;
}

const ONE_BY_ONE = 12;
const looked = new WeakMap<Column, Looked>();

function lookedAt(column: Column): Looked {
  const known = looked.get(column);
  if (known) return known;
  const made = { times: 0, before: null };
  looked.set(column, made);
  return made;
}

function countsOf(column: Column, known: Looked): Uint32Array {
  if (known.before) return known.before;
  const made = new Uint32Array(column.length + 1);
  for (let i = 0; i < column.length; i += 1) made[i + 1] = (made[i] as number) + (column[i] === column[i] ? 1 : 0);
  known.before = made;
  return made;
}

function countPresent(column: Column, first: number, row: number): number {
  const known = lookedAt(column);
  if (known.times >= ONE_BY_ONE) {
    const before = countsOf(column, known);
    return (before[row + 1] as number) - (before[first] as number);
  }
  known.times += 1;
  let count = 0;
  for (let i = first; i <= row; i += 1) if (column[i] === column[i]) count += 1;
  return count;
}

/** Whether a column has had any value up to and with `row`. Example: `anyUpTo([NaN, 1], 0)` is false. */
export function anyUpTo(column: Column, row: number): boolean {
  return (countsOf(column, lookedAt(column))[row + 1] as number) > 0;
}

/**
 * How many of the `days` rows that end at `row` are present; 0 where either end is stale or under 80 % are, so that the window may
 * not be read. Example: of 1, 2, 3 over 2 it is 2; of 1, NaN, 3 over 2 it is 0.
 */
export function presentCount(column: Column, row: number, days: number): number {
  const first = row - days + 1;
  if (first < 0 || row >= column.length) return 0;
  const count = countPresent(column, first, row);
  if (count < WINDOW_COVERAGE * days) return 0;
  return count === days || (!Number.isNaN(latest(column, first)) && !Number.isNaN(latest(column, row))) ? count : 0;
}

/** The present values of such a window, oldest first; null where it may not be read. Example: `present([1, 2, 3], 2, 2)` is [2, 3]. */
export function present(column: Column, row: number, days: number): Float64Array | null {
  const count = presentCount(column, row, days);
  if (count === 0) return null;
  const window = column.slice(row - days + 1, row + 1);
  return count === days ? window : window.filter((value) => value === value);
}

/** Mean of a window; NaN where it may not be read. Example: of the last two of 1, 2, 3 is 2.5. */
export function windowMean(column: Column, row: number, days: number): number {
  const count = presentCount(column, row, days);
  let total = 0;
  for (let i = row - days + 1; count > 0 && i <= row; i += 1) {
    const value = column[i] as number;
    if (value === value) total += value;
  }
  return total / count;
}

/** Where a window is reordered; medians are asked for by the million. */
let scratch = new Float64Array(128);

/** Median of a window; NaN where it may not be read. Example: of 3, 1, 2 is 2. */
export function windowMedian(column: Column, row: number, days: number): number {
  const count = presentCount(column, row, days);
  if (count === 0) return Number.NaN;
  if (scratch.length < count) scratch = new Float64Array(2 * count);
  const values = scratch;
  for (let i = row - days + 1, n = 0; i <= row; i += 1) {
    const value = column[i] as number;
    if (value === value) values[n++] = value;
  }
  return medianAmong(values, count);
}

/** Standard deviation (n − 1) of a window; NaN where it may not be read. Example: of 1, 2, 3 is 1. */
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

/** Largest value of a window; NaN where it may not be read. Example: of 3, 1, 2 is 3. */
export function windowMax(column: Column, row: number, days: number): number {
  if (presentCount(column, row, days) === 0) return Number.NaN;
  let best = -Infinity;
  for (let i = row - days + 1; i <= row; i += 1) {
    const value = column[i] as number;
    if (value > best) best = value;
  }
  return best;
}

/** `top / bottom`; NaN unless the bottom is > 0. Example: 3 over 2 is 1.5, anything over 0 is NaN. */
export function ratio(top: number, bottom: number): number {
  return bottom > 0 ? top / bottom : Number.NaN;
}
