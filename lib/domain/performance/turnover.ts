/**
 * One-way turnover of a rebalance: half the sum of absolute weight changes, cash included (both lists sum to 1 with their cash).
 * Example: from 0.5, 0.5 to 0.3, 0.7 it is 0.2.
 */
export function turnoverOf(before: ArrayLike<number>, after: ArrayLike<number>, cash: { before: number; after: number } = { before: 0, after: 0 }): number {
  let total = Math.abs(cash.after - cash.before);
  for (let i = 0; i < before.length; i += 1) total += Math.abs((after[i] as number) - (before[i] as number));
  return total / 2;
}
