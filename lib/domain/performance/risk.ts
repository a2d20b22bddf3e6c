import { mean, standardDeviation } from '../foundation/statistics';
import { NO_SPREAD } from './rules';

type Numbers = ArrayLike<number>;

/** Yearly volatility of periodic returns: standard deviation (n − 1) × √p; NaN under two. Example: 0.1, −0.1 with p = 1 give 0.1414…. */
export function volatility(returns: Numbers, periodsPerYear: number): number {
  return standardDeviation(returns) * Math.sqrt(periodsPerYear);
}

/** Mean periodic excess return over its standard deviation (n − 1), × √p; NaN without spread. `rate` is per period. Example: 0.1, 0.3 at p = 1 give 1.414…. */
export function sharpe(returns: Numbers, rate: number, periodsPerYear: number): number {
  const spread = standardDeviation(returns);
  return spread > NO_SPREAD ? ((mean(returns) - rate) / spread) * Math.sqrt(periodsPerYear) : Number.NaN;
}

/** Root mean square of what fell short of `rate`, over all n periods (Rule 11). Example: 0.1, −0.1 give 0.0707…. */
export function downsideDeviation(returns: Numbers, rate = 0): number {
  let total = 0;
  for (let i = 0; i < returns.length; i += 1) total += Math.min(0, (returns[i] as number) - rate) ** 2;
  return returns.length === 0 ? Number.NaN : Math.sqrt(total / returns.length);
}

/** Mean periodic excess return over the downside deviation, × √p; NaN where nothing fell short. Example: 0.3, −0.1 at p = 1 give 1.414…. */
export function sortino(returns: Numbers, rate: number, periodsPerYear: number): number {
  const downside = downsideDeviation(returns, rate);
  return downside > NO_SPREAD ? ((mean(returns) - rate) / downside) * Math.sqrt(periodsPerYear) : Number.NaN;
}
