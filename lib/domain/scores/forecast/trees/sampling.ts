import type { Rng } from '../../../foundation/rng';

/**
 * Draws `wanted` of 0 … count − 1 without repeats, ascending (selection sampling, Knuth 3.4.2 S); all where wanted ≥ count.
 * Example: 2 of 2 are 0 and 1.
 */
export function drawSome(count: number, wanted: number, rng: Rng): Int32Array {
  const size = Math.min(count, Math.max(0, wanted));
  if (size === count) return allOf(count);
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

/** 0 … count − 1. Example: 2 are 0, 1. */
export function allOf(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let i = 0; i < count; i += 1) all[i] = i;
  return all;
}
