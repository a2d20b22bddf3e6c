import { fillWithin, type Bound } from '../../foundation/water-filling';

/** Weights and the cash that their caps leave over; together 1. */
export interface CappedWeights {
  readonly weights: Float64Array;
  readonly cash: number;
}

function cashBeside(weights: Float64Array): number {
  const invested = weights.reduce((sum, weight) => sum + weight, 0);
  const left = 1 - invested;
  return Math.abs(left) < 1e-12 ? 0 : left;
}

/**
 * Rule 5.1: weights in proportion to `shares` (≥ 0), none above its cap and none below its floor; where the caps hold less than 1 the
 * rest is cash. Σ floors must be ≤ 1. Example: shares 55, 18, 9, 6, 5, 4, 3 at 0.1 give 0.1 each and 0.3 in cash.
 */
export function capWeights(shares: ArrayLike<number>, maxWeight: Bound, minWeight: Bound = 0): CappedWeights {
  const weights = fillWithin(shares, { lower: minWeight, upper: maxWeight });
  return { weights, cash: cashBeside(weights) };
}

/**
 * Rule 5.1 one level up: groups in proportion to their summed shares, none above `groupCap` nor above what its members' caps hold;
 * then each group's total over its members in the same way. `groups` names the group of each share; null is a group of its own.
 * Example: shares 60 and 20 of group a, 20 of b, cap 1 each, group cap 0.4 give 0.3, 0.1, 0.4 and 0.2 in cash.
 */
export function capGroups(shares: ArrayLike<number>, groups: readonly (string | null)[], caps: { asset: ArrayLike<number>; group: number }): CappedWeights {
  const members = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const key = group ?? ` ${i}`;
    members.set(key, [...(members.get(key) ?? []), i]);
  });
  const lists = [...members.values()];
  const sum = (list: readonly number[], of: ArrayLike<number>): number => list.reduce((total, i) => total + (of[i] as number), 0);
  const totals = fillWithin(
    lists.map((list) => sum(list, shares)),
    { upper: lists.map((list) => Math.min(caps.group, sum(list, caps.asset))) },
  );
  const weights = new Float64Array(shares.length);
  lists.forEach((list, g) => {
    const parts = fillWithin(
      list.map((i) => shares[i] as number),
      { upper: list.map((i) => caps.asset[i] as number), total: totals[g] as number },
    );
    list.forEach((i, k) => (weights[i] = parts[k] as number));
  });
  return { weights, cash: cashBeside(weights) };
}
