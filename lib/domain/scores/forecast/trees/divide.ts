/**
 * Writes the rows of from[start, end) whose value is at most `threshold` to the front of to[start, end) and the others, the missing
 * (NaN) among them, to its back; returns where the back begins. Without a branch that the processor would have to guess, four at a
 * step. Example: of values 3, 1, NaN with threshold 2 the front is the second.
 */
export function divideLow(column: Float32Array, threshold: number, from: Uint16Array, to: Uint16Array, start: number, end: number): number {
  let front = start;
  let back = end - 1;
  let k = start;
  for (; k + 3 < end; k += 4) {
    const a = from[k] as number;
    const b = from[k + 1] as number;
    const c = from[k + 2] as number;
    const d = from[k + 3] as number;
    const lowA = +((column[a] as number) <= threshold);
    const lowB = +((column[b] as number) <= threshold);
    const lowC = +((column[c] as number) <= threshold);
    const lowD = +((column[d] as number) <= threshold);
    to[front] = a;
    to[back] = a;
    front += lowA;
    back += lowA - 1;
    to[front] = b;
    to[back] = b;
    front += lowB;
    back += lowB - 1;
    to[front] = c;
    to[back] = c;
    front += lowC;
    back += lowC - 1;
    to[front] = d;
    to[back] = d;
    front += lowD;
    back += lowD - 1;
  }
  for (; k < end; k += 1) {
    const row = from[k] as number;
    const low = +((column[row] as number) <= threshold);
    to[front] = row;
    to[back] = row;
    front += low;
    back += low - 1;
  }
  return front;
}

/**
 * The same with the values above `threshold` in front and the missing behind them among the low ones: a second loop, since a test that
 * serves both is dearer than the rest of the step. Example: of values 3, 1, NaN with threshold 2 the front is the first.
 */
export function divideHigh(column: Float32Array, threshold: number, from: Uint16Array, to: Uint16Array, start: number, end: number): number {
  let front = start;
  let back = end - 1;
  let k = start;
  for (; k + 3 < end; k += 4) {
    const a = from[k] as number;
    const b = from[k + 1] as number;
    const c = from[k + 2] as number;
    const d = from[k + 3] as number;
    const highA = +((column[a] as number) > threshold);
    const highB = +((column[b] as number) > threshold);
    const highC = +((column[c] as number) > threshold);
    const highD = +((column[d] as number) > threshold);
    to[front] = a;
    to[back] = a;
    front += highA;
    back += highA - 1;
    to[front] = b;
    to[back] = b;
    front += highB;
    back += highB - 1;
    to[front] = c;
    to[back] = c;
    front += highC;
    back += highC - 1;
    to[front] = d;
    to[back] = d;
    front += highD;
    back += highD - 1;
  }
  for (; k < end; k += 1) {
    const row = from[k] as number;
    const high = +((column[row] as number) > threshold);
    to[front] = row;
    to[back] = row;
    front += high;
    back += high - 1;
  }
  return front;
}

/**
 * Adds the left leaf, leaves[left], to the sum of each row of rows[start, end) whose value is at most `threshold`, the right one,
 * leaves[left + 1], to the others, the missing (NaN) among them. Example: values 1, NaN and leaves 5, 7 with threshold 2 add 5 and 7.
 */
export function addLow(column: Float32Array, threshold: number, rows: Uint16Array, start: number, end: number, leaves: Float64Array, left: number, sums: Float64Array): void {
  for (let k = start; k < end; k += 1) {
    const row = rows[k] as number;
    const low = +((column[row] as number) <= threshold);
    sums[row] = (sums[row] as number) + (leaves[left + 1 - low] as number);
  }
}

/**
 * The same with the missing on the left: the right leaf to rows whose value is above `threshold`. Example: values 3, NaN and leaves 5, 7
 * with threshold 2 add 7 and 5.
 */
export function addHigh(column: Float32Array, threshold: number, rows: Uint16Array, start: number, end: number, leaves: Float64Array, left: number, sums: Float64Array): void {
  for (let k = start; k < end; k += 1) {
    const row = rows[k] as number;
    const high = +((column[row] as number) > threshold);
    sums[row] = (sums[row] as number) + (leaves[left + high] as number);
  }
}
