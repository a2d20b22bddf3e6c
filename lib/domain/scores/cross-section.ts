import { MIN_CROSS_SECTION } from './rules';

/** How many of the ascending values are below `value`, or, with `through`, at most `value`; at least `from`. */
function countBelow(sorted: Float64Array, value: number, through: boolean, from = 0): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle] as number;
    if (other < value || (through && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Grades of one feature on one day (Rule 3.2): 100 × (mid-rank − 0.5) ÷ n over the members that have it, flipped where lower is
 * better. `values` is one per asset; members without a value, and everyone else, get NaN; all NaN under 10 values.
 * Example: of ten different values the largest gets 95, the smallest 5.
 */
export function gradeCrossSection(values: Float64Array, members: readonly number[], direction: 'higher' | 'lower'): Float64Array {
  const grades = new Float64Array(values.length).fill(Number.NaN);
  const sorted = new Float64Array(members.length);
  let n = 0;
  for (const asset of members) {
    const value = values[asset] as number;
    if (value === value) sorted[n++] = value;
  }
  if (n < MIN_CROSS_SECTION) return grades;
  const ranked = sorted.subarray(0, n).sort();
  for (const asset of members) {
    const value = values[asset] as number;
    if (value !== value) continue;
    const below = countBelow(ranked, value, false);
    const through = ranked[below + 1] === value ? countBelow(ranked, value, true, below + 2) : below + 1;
    const midRank = (below + through + 1) / 2;
    const grade = (100 * (midRank - 0.5)) / n;
    grades[asset] = direction === 'higher' ? grade : 100 - grade;
  }
  return grades;
}
