import { quantile } from '../foundation/statistics';
import { TAIL_PROBABILITY } from './rules';

type Numbers = ArrayLike<number>;

/** Historical value at risk: the 5 % quantile of returns with linear interpolation, negative for a loss; NaN for none. Example: of −0.1, 0, 0.1 it is −0.09. */
export function valueAtRisk(returns: Numbers, probability: number = TAIL_PROBABILITY): number {
  return quantile(returns, probability);
}

/**
 * Expected shortfall: mean of the worst 5 % of returns, the last of them counted by its fraction (Rule 11); NaN for none.
 * Source: Rockafellar & Uryasev (2002), fractional tail. Example: of 30 returns the tail is 1.5: the worst and half of the next, over 1.5.
 */
export function expectedShortfall(returns: Numbers, probability: number = TAIL_PROBABILITY): number {
  if (returns.length === 0) return Number.NaN;
  const sorted = Float64Array.from(returns).sort();
  const tail = sorted.length * probability;
  let left = tail;
  let total = 0;
  for (let i = 0; left > 0; i += 1) {
    const share = Math.min(1, left);
    total += share * (sorted[i] as number);
    left -= share;
    if (left < 1e-12) break;
  }
  return total / tail;
}
