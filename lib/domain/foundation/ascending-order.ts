import { radixOrder } from './radix-order';

/** Numbers in ascending order and where each stood; holds until the next call. */
export interface Ascending {
  readonly values: Float64Array;
  readonly places: Int32Array;
}

/** Memory between calls; grown, never given back: a market of thousands of assets is ranked a hundred times a day. */
let numbers = new Float64Array(0);
/** The same memory as integers: the upper half of number i stands at 2 × i + 1. */
let halves = new Int32Array(0);
/** The bucket of each number, and where the next one of a bucket goes. */
let buckets = new Int32Array(0);
let starts = new Int32Array(0);
let sorted = { values: new Float64Array(0), places: new Int32Array(0) };

function makeRoom(count: number): void {
  if (numbers.length >= count) return;
  numbers = new Float64Array(count);
  halves = new Int32Array(numbers.buffer);
  buckets = new Int32Array(count);
  starts = new Int32Array(count + 1);
  sorted = { values: new Float64Array(count), places: new Int32Array(count) };
}

const MAGNITUDE = 0x7fffffff;

/**
 * Copies the numbers and chooses a bucket for each: as many buckets as numbers, for each sign as many as have it, evenly over the upper
 * halves of the floats. These ascend as the numbers do, or fall where they are negative, and are nearly their logarithms. Zeros go with the smallest.
 */
function chooseBuckets(values: ArrayLike<number>, count: number): void {
  const [copy, of, into, start] = [numbers, halves, buckets, starts];
  let lowest = MAGNITUDE, highest = 0, negative = 0;
  for (let i = 0; i < count; i += 1) {
    // + 0: the two zeros are one number.
    copy[i] = (values[i] as number) + 0;
    const half = of[2 * i + 1] as number;
    const magnitude = half & MAGNITUDE;
    negative += half >>> 31;
    if (magnitude < lowest && magnitude > 0) lowest = magnitude;
    if (magnitude > highest) highest = magnitude;
  }
  const scale = 1 / (highest - lowest + 1);
  const [up, down] = [(count - negative) * scale, negative * scale];
  start.fill(0, 0, count + 1);
  for (let i = 0; i < count; i += 1) {
    const half = of[2 * i + 1] as number;
    const above = Math.max(0, (half & MAGNITUDE) - lowest);
    const bucket = half >= 0 ? (negative + above * up) | 0 : negative - 1 - ((above * down) | 0);
    into[i] = bucket;
    start[bucket + 1] = (start[bucket + 1] as number) + 1;
  }
}

/** Deals the numbers into their buckets, within one as they stood. */
function deal(count: number): void {
  const [of, bucketOf, start, { values, places }] = [numbers, buckets, starts, sorted];
  let total = 0;
  for (let bucket = 1; bucket < count; bucket += 1) {
    total += start[bucket] as number;
    start[bucket] = total;
  }
  for (let i = 0; i < count; i += 1) {
    const bucket = bucketOf[i] as number;
    const at = start[bucket] as number;
    start[bucket] = at + 1;
    values[at] = of[i] as number;
    places[at] = i;
  }
}

/** Moves that a number may take to its place, on average, before all bits are sorted by; few numbers may take as many as they like. */
const MOVES = 8;
const FEW = 512;

/** Moves numbers down to their places, few steps where buckets are small; false where that would take long. */
function mend(count: number): boolean {
  const { values, places } = sorted;
  let moves = count <= FEW ? Infinity : MOVES * count;
  for (let i = 1; i < count; i += 1) {
    const value = values[i] as number;
    if ((values[i - 1] as number) <= value) continue;
    const place = places[i] as number;
    let at = i;
    for (; at > 0 && (values[at - 1] as number) > value; at -= 1) {
      values[at] = values[at - 1] as number;
      places[at] = places[at - 1] as number;
    }
    values[at] = value;
    places[at] = place;
    moves -= i - at;
    if (moves < 0) return false;
  }
  return true;
}

/**
 * The first `count` values in ascending order with their places, equal values by place; expects no NaN; −0 becomes 0. A sort into buckets
 * by magnitude: time in proportion to the count where values spread over it. Where thousands crowd into few buckets, a radix sort over all
 * bits takes over. Example: of 3, 1, 2 the values are 1, 2, 3 and the places 1, 2, 0.
 */
export function ascending(values: ArrayLike<number>, count = values.length): Ascending {
  makeRoom(count);
  if (count === 0) return sorted;
  chooseBuckets(values, count);
  deal(count);
  if (mend(count)) return sorted;
  const order = radixOrder(numbers, count);
  for (let i = 0; i < count; i += 1) {
    sorted.places[i] = order[i] as number;
    sorted.values[i] = numbers[order[i] as number] as number;
  }
  return sorted;
}
