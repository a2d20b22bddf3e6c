import type { Rng } from '../../../foundation/rng';

/**
 * Draws `wanted` of 0 … count − 1 without repeats, ascending (selection sampling, Knuth 3.4.2 S); all where wanted ≥ count.
 * Example: 2 of 2 are 0 and 1.
 */
export function drawSome(count: number, wanted: number, rng: Rng): Int32Array {
  const size = Math.min(count, Math.max(0, wanted));
  const drawn = new Int32Array(size);
  let n = 0;
  for (let i = 0; n < size; i += 1) {
    if (size - n === count - i || rng.next() * (count - i) < size - n) drawn[n++] = i;
  }
  return drawn;
}

/** Draws `wanted` of 0 … count − 1 with repeats, ascending: a bootstrap. Example: 3 of 1 are 0, 0, 0. */
export function drawWithRepeats(count: number, wanted: number, rng: Rng): Int32Array {
  const times = new Int32Array(count);
  for (let k = 0; k < wanted; k += 1) {
    const i = rng.int(count);
    times[i] = (times[i] as number) + 1;
  }
  const drawn = new Int32Array(wanted);
  let n = 0;
  for (let i = 0; i < count; i += 1) for (let t = times[i] as number; t > 0; t -= 1) drawn[n++] = i;
  return drawn;
}

/** The values of the rows named. Example: rows 1, 1 of 5, 7 are 7, 7. */
export function pickRows(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k += 1) picked[k] = values[rows[k] as number] as number;
  return picked;
}
