import { stretchStart, type Column, type Rows } from './column';

/**
 * Largest of the present values of the `days` rows that end at each row of the block; −Infinity where none is. O(1) a row: that of the end
 * of one stretch and that of the beginning of the next (van Herk, as in `rollSums`). Nothing is rounded. Example: of 3, 1, 2 over 2 they are 3, 3, 2.
 */
export function rollMaxima(out: Float64Array, { values, base }: Column, days: number, { from, to, start }: Rows): void {
  const shift = days - 1 - from;
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin);
    const last = Math.min(to, begin + days) - 1;
    const shared = last - days + 1;
    const low = Math.max(base, first - days + 1);
    let highest = -Infinity;
    for (let row = first; row <= last && row - days < base; row += 1) out[row - from] = highest;
    if (shared === begin) out[last - from] = highest;
    for (let row = begin - 1; row >= low; row -= 1) {
      const value = values[row - base] as number;
      if (value > highest) highest = value;
      if (row <= shared) out[row + shift] = highest;
    }
    highest = -Infinity;
    for (let row = Math.max(base, begin); row <= last; row += 1) {
      const value = values[row - base] as number;
      if (value > highest) highest = value;
      if (row >= first && highest > (out[row - from] as number)) out[row - from] = highest;
    }
  }
}

/** The row of the largest value from `low` to `row`, the later one of equals; −1 where none is present. */
function placeOfHighest(values: Float64Array, base: number, low: number, row: number): number {
  let place = -1, highest = -Infinity;
  for (let t = low; t <= row; t += 1) {
    if (!((values[t - base] as number) >= highest)) continue;
    highest = values[t - base] as number;
    place = t;
  }
  return place;
}

/** Rows that may still become a maximum, with their values; grown, never given back. */
let waiting = new Int32Array(512);
let peaks = new Float64Array(512);

/**
 * For each row of the block, the row of the largest value among the `days` rows that end there, the later one of equals; −1 where none is
 * present. O(1) a row: rows that a later one has beaten are dropped (Lemire, Nordic Journal of Computing 13, 2006). Nothing is rounded.
 * Example: of 3, 1, 2 over 2 the rows are 0, 0, 2.
 */
export function rollPlaces(rows: Int32Array, { values, base }: Column, days: number, { from, to }: Rows): void {
  const low = Math.max(base, from - days + 1);
  if (to - from === 1) {
    rows[0] = placeOfHighest(values, base, low, from);
    return;
  }
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
