/** Bits a pass sorts by: six passes take the 64 of a float. */
const DIGIT = 11;
const BUCKETS = 1 << DIGIT;
const MASK = BUCKETS - 1;
const PASSES = 6;

/** Memory between calls; grown, never given back: a market of thousands of assets is ranked a hundred times a day. */
let numbers = new Float64Array(0);
let bits = new Uint32Array(0);
/** One column a digit, so that a pass reads one small array. */
let digits: Uint16Array[] = [];
let order = new Uint32Array(0);
let other = new Uint32Array(0);
const counts = new Uint32Array(BUCKETS);

function makeRoom(count: number): void {
  if (numbers.length >= count) return;
  numbers = new Float64Array(count);
  bits = new Uint32Array(numbers.buffer);
  digits = Array.from({ length: PASSES }, () => new Uint16Array(count));
  order = new Uint32Array(count);
  other = new Uint32Array(count);
}

/** Cuts the bits of each number, turned so that they ascend as the numbers do, into digits. */
function cutDigits(values: ArrayLike<number>, count: number): void {
  const [d0, d1, d2, d3, d4, d5] = digits as [Uint16Array, Uint16Array, Uint16Array, Uint16Array, Uint16Array, Uint16Array];
  for (let i = 0; i < count; i += 1) {
    // + 0: the two zeros are one number.
    numbers[i] = (values[i] as number) + 0;
    let low = bits[2 * i] as number;
    let high = bits[2 * i + 1] as number;
    const negative = high >>> 31 === 1;
    low = negative ? ~low : low;
    high = negative ? ~high : high ^ 0x80000000;
    d0[i] = low & MASK;
    d1[i] = (low >>> DIGIT) & MASK;
    d2[i] = ((low >>> (2 * DIGIT)) | (high << (32 - 2 * DIGIT))) & MASK;
    d3[i] = (high >>> (3 * DIGIT - 32)) & MASK;
    d4[i] = (high >>> (4 * DIGIT - 32)) & MASK;
    d5[i] = (high >>> (5 * DIGIT - 32)) & MASK;
  }
}

/** Puts the places in order by one digit, equal ones as they were; false where all have the same. */
function sortBy(digit: Uint16Array, from: Uint32Array, to: Uint32Array, count: number): boolean {
  counts.fill(0);
  for (let i = 0; i < count; i += 1) counts[digit[i] as number] = (counts[digit[i] as number] as number) + 1;
  if (counts[digit[0] as number] === count) return false;
  let next = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const size = counts[bucket] as number;
    counts[bucket] = next;
    next += size;
  }
  for (let i = 0; i < count; i += 1) {
    const place = from[i] as number;
    const bucket = digit[place] as number;
    const at = counts[bucket] as number;
    counts[bucket] = at + 1;
    to[at] = place;
  }
  return true;
}

/**
 * Places of the first `count` values in ascending order, equal values by place; expects no NaN. The result holds until the next call. Radix
 * sort over the bits of a float: time in proportion to the count, however the values lie. Example: of 3, 1, 2 it is 1, 2, 0.
 */
export function radixOrder(values: ArrayLike<number>, count: number): Uint32Array {
  makeRoom(count);
  cutDigits(values, count);
  for (let i = 0; i < count; i += 1) order[i] = i;
  for (const digit of digits) if (count > 0 && sortBy(digit, order, other, count)) [order, other] = [other, order];
  return order;
}
