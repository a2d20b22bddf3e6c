import { medianAmong } from '../median-among';
import type { Column, Rows } from './column';
import type { Ranks } from './ranks';

/** The ranks that are in the window, a bit each, and a window's values by themselves; grown, never given back. */
let spare = new Int32Array(64);
let alone = new Float64Array(128);

/** Up to this many rows, windows are read one by one: sorting what they share would cost more. */
const FEW_ROWS = 6;

/** Whether a block is so short that `rollMedians` needs no ranks. Example: of one row it is. */
export function fewRows({ from, to }: Rows): boolean {
  return to - from <= FEW_ROWS;
}

/** Medians of the windows of a short block, each read from its own rows; NaN where a window may not be read. Example: of 3, 1, 2 over 3 the last is 2. */
export function mediansAlone(out: Float64Array, counts: Int32Array, { values, base }: Column, days: number, { from, to }: Rows): void {
  if (alone.length < days) alone = new Float64Array(days);
  for (let row = from; row < to; row += 1) {
    let count = 0;
    for (let t = Math.max(base, row - days + 1); counts[row - from] !== 0 && t <= row; t += 1) {
      const value = (values[t - base] as number) + 0;
      if (value === value) alone[count++] = value;
    }
    out[row - from] = count === 0 ? Number.NaN : medianAmong(alone, count);
  }
}

/** The first rank of the window that is not below `rank`; expects one. */
function atOrAfter(inside: Int32Array, rank: number): number {
  let word = rank >> 5;
  let bits = (inside[word] as number) & (-1 << (rank & 31));
  while (bits === 0) {
    word += 1;
    bits = inside[word] as number;
  }
  return (word << 5) + 31 - Math.clz32(bits & -bits);
}

/** The last rank of the window below `rank`; expects one. */
function lastBefore(inside: Int32Array, rank: number): number {
  let word = rank >> 5;
  let bits = (inside[word] as number) & ~(-1 << (rank & 31));
  while (bits === 0) {
    word -= 1;
    bits = inside[word] as number;
  }
  return (word << 5) + 31 - Math.clz32(bits);
}

/**
 * Medians of the present values of the `days` rows that end at each row of the block, NaN where none is, from the ranks of all rows that its
 * windows read. The window is a set of ranks, a bit each; a day that comes sets a bit, one that leaves clears one, and the middle moves to
 * the next bit, up or down: O(1) a row but for the words between two bits (rows ranked ÷ days ÷ 32). Nothing is rounded but the middle of
 * two. Example: of 3, 1, 2 over 3 the last is 2.
 */
export function rollMedians(out: Float64Array, { low, ranks, sorted, count: ranked }: Ranks, days: number, { from, to }: Rows): void {
  const words = (ranked >> 5) + 1;
  if (spare.length < words) spare = new Int32Array(2 * words);
  const set = spare;
  set.fill(0, 0, words);
  const begin = Math.max(low, from - days + 1);
  let count = 0, below = 0, middle = 0;
  for (let row = from; row < Math.min(begin, to); row += 1) out[row - from] = Number.NaN;
  for (let row = begin; row < to; row += 1) {
    const coming = ranks[row - low] as number;
    if (coming >= 0) {
      set[coming >> 5] = (set[coming >> 5] as number) | (1 << (coming & 31));
      count += 1;
      // 1 where it is below the middle, without a branch that nothing foretells.
      below += (coming - middle) >>> 31;
    }
    const leaving = row - days < begin ? -1 : (ranks[row - days - low] as number);
    if (leaving >= 0) {
      set[leaving >> 5] = (set[leaving >> 5] as number) & ~(1 << (leaving & 31));
      count -= 1;
      below -= (leaving - middle) >>> 31;
    }
    if (row < from) continue;
    if (count === 0) {
      out[row - from] = Number.NaN;
      continue;
    }
    const wanted = (count - 1) >> 1;
    for (; below > wanted; below -= 1) middle = lastBefore(set, middle);
    middle = atOrAfter(set, middle);
    for (; below < wanted; below += 1) middle = atOrAfter(set, middle + 1);
    const lower = sorted[middle] as number;
    out[row - from] = count % 2 === 1 ? lower : (lower + (sorted[atOrAfter(set, middle + 1)] as number)) / 2;
  }
}
