import { midRanks } from '../foundation/statistics';
import { MIN_CROSS_SECTION } from './rules';

/**
 * Grades of one feature on one day (Rule 3.2): 100 × (mid-rank − 0.5) ÷ n over the members that have it, flipped where lower is
 * better. `values` is one per asset; members without a value, and everyone else, get NaN; all NaN under 10 values.
 * Example: of ten different values the largest gets 95, the smallest 5.
 */
export function gradeCrossSection(values: Float64Array, members: readonly number[], direction: 'higher' | 'lower'): Float64Array {
  const grades = new Float64Array(values.length).fill(Number.NaN);
  const present = members.filter((asset) => !Number.isNaN(values[asset]));
  const n = present.length;
  if (n < MIN_CROSS_SECTION) return grades;
  const ranks = midRanks(Float64Array.from(present, (asset) => values[asset] as number));
  present.forEach((asset, i) => {
    const grade = (100 * ((ranks[i] as number) - 0.5)) / n;
    grades[asset] = direction === 'higher' ? grade : 100 - grade;
  });
  return grades;
}
