import type { Column } from './column';

/** The rows of a column in the order of their values, for medians: which rank a row has, and which value a rank. */
export interface Ranks {
  /** First row that is ranked. */
  low: number;
  /** Row `low + i` has the rank `ranks[i]`, −1 where it is missing. Equal values have ranks of their own, by row. */
  ranks: Int32Array;
  /** Value of a rank, ascending; −0 is 0. */
  sorted: Float64Array;
  /** How many are ranked. */
  count: number;
}

/** Memory between calls; grown, never given back. `keys` are the upper halves of `numbers`, as integers that ascend as they do. */
let numbers = new Float64Array(0);
let halves = new Int32Array(0);
let keys = new Int32Array(0);
let places = new Int32Array(0);
let dealt = new Int32Array(0);
let starts = new Int32Array(0);

function makeRoom(rows: number): void {
  if (numbers.length >= rows) return;
  numbers = new Float64Array(rows);
  halves = new Int32Array(numbers.buffer);
  keys = new Int32Array(rows);
  places = new Int32Array(rows);
  dealt = new Int32Array(rows);
  starts = new Int32Array(rows + 1);
}

/** No ranks yet, room for so many rows. Example: `rankRows(blankRanks(3), column, 0, 3)`. */
export function blankRanks(rows: number): Ranks {
  return { low: 0, ranks: new Int32Array(rows), sorted: new Float64Array(rows), count: 0 };
}

/** Gathers the present values with their places; returns how many. */
function gather({ values, base }: Column, low: number, to: number): number {
  const [into, upper, key, place] = [numbers, halves, keys, places];
  let count = 0;
  for (let row = low; row < to; row += 1) {
    const value = values[row - base] as number;
    if (value !== value) continue;
    // + 0: the two zeros are one number.
    into[count] = value + 0;
    const half = upper[2 * count + 1] as number;
    key[count] = half ^ ((half >> 31) & 0x7fffffff);
    place[count] = row - low;
    count += 1;
  }
  return count;
}

/** Deals the values into as many buckets as there are, evenly over the range of their keys; order within a bucket is as it was. */
function deal(sorted: Float64Array, dealt: Int32Array, count: number): void {
  const [key, value, place, start] = [keys, numbers, places, starts];
  let lowest = key[0] as number, highest = lowest;
  for (let i = 1; i < count; i += 1) {
    lowest = Math.min(lowest, key[i] as number);
    highest = Math.max(highest, key[i] as number);
  }
  const scale = count / (highest - lowest + 1);
  start.fill(0, 0, count + 1);
  for (let i = 0; i < count; i += 1) {
    const bucket = (((key[i] as number) - lowest) * scale) | 0;
    key[i] = bucket;
    start[bucket + 1] = (start[bucket + 1] as number) + 1;
  }
  let total = 0;
  for (let bucket = 1; bucket < count; bucket += 1) start[bucket] = total += start[bucket] as number;
  for (let i = 0; i < count; i += 1) {
    const at = start[key[i] as number] as number;
    start[key[i] as number] = at + 1;
    sorted[at] = value[i] as number;
    dealt[at] = place[i] as number;
  }
}

/** Moves each value down to its place: few steps, since it is in its bucket already. */
function mend(sorted: Float64Array, dealt: Int32Array, count: number): void {
  for (let i = 1; i < count; i += 1) {
    const value = sorted[i] as number;
    if ((sorted[i - 1] as number) <= value) continue;
    const place = dealt[i] as number;
    let at = i;
    for (; at > 0 && (sorted[at - 1] as number) > value; at -= 1) {
      sorted[at] = sorted[at - 1] as number;
      dealt[at] = dealt[at - 1] as number;
    }
    sorted[at] = value;
    dealt[at] = place;
  }
}

/**
 * Ranks the rows `low` … `to − 1` of a column by value. A sort into buckets over the upper bits of the numbers, which is their logarithm
 * nearly: time in proportion to the rows where values spread over it (a traded value does), to their square where nearly all are alike.
 * Example: of 3, NaN, 1 the ranks are 1, −1, 0.
 */
export function rankRows(ranks: Ranks, column: Column, low: number, to: number): void {
  makeRoom(to - low);
  const count = gather(column, low, to);
  ranks.low = low;
  ranks.count = count;
  ranks.ranks.fill(-1, 0, to - low);
  if (count === 0) return;
  deal(ranks.sorted, dealt, count);
  mend(ranks.sorted, dealt, count);
  const [of, by] = [ranks.ranks, dealt];
  for (let rank = 0; rank < count; rank += 1) of[by[rank] as number] = rank;
}
