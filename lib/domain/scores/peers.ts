import { MIN_CROSS_SECTION } from './rules';

/**
 * Where a value stands among its group's, itself included: 100 × (mid-rank − 0.5) ÷ n as in Rule 3.2, NaN left out of the group;
 * NaN where the value is missing or fewer than 10 have one. Example: the largest of ten different values stands at 95.
 */
export function percentileAmong(value: number, group: ArrayLike<number>): number {
  let [below, same, n] = [0, 0, 0];
  for (let i = 0; i < group.length; i += 1) {
    const other = group[i] as number;
    if (Number.isNaN(other)) continue;
    n += 1;
    if (other < value) below += 1;
    else if (other === value) same += 1;
  }
  return Number.isNaN(value) || n < MIN_CROSS_SECTION ? Number.NaN : (100 * (below + same / 2)) / n;
}
