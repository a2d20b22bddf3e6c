import { invariant } from '../foundation/invariant';
import { mean, midRanks } from '../foundation/statistics';

export interface OverfittingOptions {
  /** Contiguous parts of the time, an even number; half of them choose, the other half judge. */
  readonly blocks: number;
  /** Observations left out of the choosing half on each side of a judging block: those whose outcome overlaps it. */
  readonly purge: number;
}

export interface Overfitting {
  /** Probability that the best trial of one half is not above the median of the other; NaN under two trials or too little time. */
  readonly probability: number;
  /** Ways of halving the time. */
  readonly combinations: number;
  /** Mean performance of the chosen trial in the judging half. */
  readonly chosenOutOfSample: number;
}

/** All subsets of `size` of 0 … n − 1, in lexical order. Example: 2 of 3 are [0, 1], [0, 2], [1, 2]. */
export function combinations(n: number, size: number): number[][] {
  if (size === 0) return [[]];
  if (size > n) return [];
  const without = combinations(n - 1, size);
  return [...without, ...combinations(n - 1, size - 1).map((subset) => [...subset, n - 1])].sort(lexically);
}

function lexically(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((value, i) => value !== b[i]);
  return differs < 0 ? 0 : (a[differs] as number) - (b[differs] as number);
}

/** Whether each observation may choose: it lies in a choosing block and no judging block begins or ends within `purge`. */
function choosers(owner: readonly number[], choosing: ReadonlySet<number>, purge: number): number[] {
  const judges = (i: number): boolean => owner[i] !== undefined && !choosing.has(owner[i]);
  return owner.map((_, i) => i).filter((i) => {
    for (let near = i - purge; near <= i + purge; near += 1) if (judges(near)) return false;
    return true;
  });
}

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado and Zhu, Journal of
 * Computational Finance 20, 2017), purged where outcomes overlap. `performance[trial][observation]` in time order, without NaN; trials are
 * compared by their mean. Example: two trials of which one is always better give 0.
 */
export function overfittingProbability(performance: readonly ArrayLike<number>[], { blocks, purge }: OverfittingOptions): Overfitting {
  invariant(blocks >= 2 && blocks % 2 === 0, 'blocks are an even number');
  const length = performance[0]?.length ?? 0;
  if (performance.length < 2 || length < blocks * 2) return { probability: Number.NaN, combinations: 0, chosenOutOfSample: Number.NaN };
  const owner = Array.from({ length }, (_, i) => Math.floor((i * blocks) / length));
  let overfitted = 0;
  let counted = 0;
  let outOfSample = 0;
  for (const subset of combinations(blocks, blocks / 2)) {
    const choosing = new Set(subset);
    const chosen = choosers(owner, choosing, purge);
    if (chosen.length === 0) continue;
    const judged = owner.map((_, i) => i).filter((i) => !choosing.has(owner[i] as number));
    const inSample = performance.map((trial) => mean(chosen.map((i) => trial[i] as number)));
    const after = performance.map((trial) => mean(judged.map((i) => trial[i] as number)));
    const best = inSample.indexOf(Math.max(...inSample));
    const relative = (midRanks(after)[best] as number) / (performance.length + 1);
    if (relative <= 0.5) overfitted += 1;
    counted += 1;
    outOfSample += after[best] as number;
  }
  return { probability: overfitted / counted, combinations: counted, chosenOutOfSample: outOfSample / counted };
}
