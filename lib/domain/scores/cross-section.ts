import { ascending } from '../foundation/ascending-order';
import { MIN_CROSS_SECTION } from './rules';

/** Members that have the value, and their values; grown, never given back. */
let holders = new Int32Array(0);
let held = new Float64Array(0);

function makeRoom(count: number): void {
  if (held.length >= count) return;
  holders = new Int32Array(count);
  held = new Float64Array(count);
}

/** Gathers the members that have a value; returns how many. */
function gather(values: Float64Array, members: readonly number[]): number {
  makeRoom(members.length);
  let count = 0;
  for (const asset of members) {
    const value = values[asset] as number;
    if (value !== value) continue;
    holders[count] = asset;
    held[count] = value;
    count += 1;
  }
  return count;
}

/**
 * Grades of one feature on one day (Rule 3.2): 100 × (mid-rank − 0.5) ÷ n over the members that have it, flipped where lower is
 * better. `values` is one per asset; members without a value, and everyone else, get NaN; all NaN under 10 values.
 * Example: of ten different values the largest gets 95, the smallest 5.
 */
export function gradeCrossSection(values: Float64Array, members: readonly number[], direction: 'higher' | 'lower'): Float64Array {
  const grades = new Float64Array(values.length).fill(Number.NaN);
  const n = gather(values, members);
  if (n < MIN_CROSS_SECTION) return grades;
  const { values: sorted, places } = ascending(held, n);
  const who = holders;
  for (let first = 0, end = 1; first < n; first = end) {
    const value = sorted[first] as number;
    for (end = first + 1; end < n && sorted[end] === value; ) end += 1;
    const midRank = (first + end + 1) / 2;
    const grade = (100 * (midRank - 0.5)) / n;
    const shown = direction === 'higher' ? grade : 100 - grade;
    for (let i = first; i < end; i += 1) grades[who[places[i] as number] as number] = shown;
  }
  return grades;
}
