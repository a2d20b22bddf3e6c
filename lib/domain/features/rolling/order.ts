import type { Column, Rows } from './column';

/** Rows that may still become a maximum, with their values, and a window in ascending order; grown, never given back. */
let waiting = new Int32Array(512);
let peaks = new Float64Array(512);
let ordered = new Float64Array(512);

/**
 * For each row of the block, the row of the largest value among the `days` rows that end there, the later one of equals; −1 where none is
 * present. O(1) a row: rows that a later one has beaten are dropped (Lemire, Nordic Journal of Computing 13, 2006). Nothing is rounded.
 * Example: of 3, 1, 2 over 2 the rows are 0, 0, 2.
 */
export function rollMaxima(rows: Int32Array, { values, base }: Column, days: number, { from, to }: Rows): void {
  const low = Math.max(base, from - days + 1);
  if (waiting.length < to - low) {
    waiting = new Int32Array(2 * (to - low));
    peaks = new Float64Array(2 * (to - low));
  }
  let head = 0;
  let tail = 0;
  for (let row = Math.min(low, from); row < to; row += 1) {
    const value = row < base ? Number.NaN : (values[row - base] as number);
    if (value === value) {
      while (tail > head && (peaks[tail - 1] as number) <= value) tail -= 1;
      waiting[tail] = row;
      peaks[tail] = value;
      tail += 1;
    }
    if (row < from) continue;
    while (tail > head && (waiting[head] as number) <= row - days) head += 1;
    rows[row - from] = tail > head ? (waiting[head] as number) : -1;
  }
}

/** First place in the ascending `ordered[0 … count)` whose value is not below `value`. */
function placeOf(value: number, count: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(value: number, count: number): number {
  if (value !== value) return count;
  const place = placeOf(value, count);
  for (let i = count; i > place; i -= 1) ordered[i] = ordered[i - 1] as number;
  ordered[place] = value;
  return count + 1;
}

function remove(value: number, count: number): number {
  if (value !== value) return count;
  for (let i = placeOf(value, count) + 1; i < count; i += 1) ordered[i - 1] = ordered[i] as number;
  return count - 1;
}

/** One value goes and another comes: only those between their places move. */
function replace(leaving: number, coming: number, count: number): number {
  if (leaving !== leaving) return insert(coming, count);
  if (coming !== coming) return remove(leaving, count);
  let place = placeOf(leaving, count);
  for (; place + 1 < count && (ordered[place + 1] as number) < coming; place += 1) ordered[place] = ordered[place + 1] as number;
  for (; place > 0 && (ordered[place - 1] as number) > coming; place -= 1) ordered[place] = ordered[place - 1] as number;
  ordered[place] = coming;
  return count;
}

/**
 * Median of the present values of the `days` rows that end at each row of the block; NaN where none is. The window is kept in order and
 * each day changes places with the one that leaves: a search and a short move, whatever the length of the block. Nothing is rounded but
 * the middle of two. Whether a window may be read is not judged here. Example: of 3, 1, 2 over 3 the last is 2.
 */
export function rollMedians(out: Float64Array, { values, base }: Column, days: number, { from, to }: Rows): void {
  if (ordered.length < days + 1) ordered = new Float64Array(2 * days);
  let count = 0;
  for (let row = Math.max(base, from - days + 1); row < to; row += 1) {
    // + 0: of the two zeros there is one, so that it does not matter which of equals leaves.
    const coming = (values[row - base] as number) + 0;
    const leaving = row - days < base || row - days < from - days + 1 ? Number.NaN : (values[row - days - base] as number) + 0;
    count = replace(leaving, coming, count);
    if (row < from) continue;
    const middle = count >> 1;
    const upper = count === 0 ? Number.NaN : (ordered[middle] as number);
    out[row - from] = count % 2 === 1 || count === 0 ? upper : ((ordered[middle - 1] as number) + upper) / 2;
  }
}
