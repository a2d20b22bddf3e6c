import { normalCdf, normalQuantile } from '../foundation/normal';
import { mean, standardDeviation } from '../foundation/statistics';

const EULER_MASCHERONI = 0.5772156649015329;

/** What is chosen among trials, and among how many of which spread. All per period, nothing annualised. */
export interface SharpeTrial {
  readonly sharpePerPeriod: number;
  readonly observations: number;
  readonly skew: number;
  /** Not in excess: 3 for a normal. */
  readonly kurtosis: number;
  readonly trials: number;
  /** Variance of the trials' Sharpe ratios. */
  readonly varianceOfTrials: number;
}

/**
 * Highest Sharpe ratio to be expected of so many trials without any skill: √V · ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e))). 0 for one
 * trial. Example: 100 trials with variance 0.002 give 0.113172.
 */
export function luckySharpe(trials: number, varianceOfTrials: number): number {
  if (trials <= 1) return 0;
  const expected = (1 - EULER_MASCHERONI) * normalQuantile(1 - 1 / trials) + EULER_MASCHERONI * normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(varianceOfTrials) * expected;
}

/**
 * Deflated Sharpe ratio (Bailey and López de Prado, Journal of Portfolio Management 40, 2014): the probability that the true Sharpe ratio
 * is above the best that luck gives among the trials. NaN where the spread of the estimate does not exist.
 * Example: 0.158114 over 1,250 days with skew −3 and kurtosis 10, best of 100 trials of variance 0.002, is 0.900397.
 */
export function deflatedSharpe(trial: SharpeTrial): number {
  const { sharpePerPeriod: sharpe, observations, skew, kurtosis, trials, varianceOfTrials } = trial;
  const spread = 1 - skew * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2;
  if (!(observations > 1 && spread > 0)) return Number.NaN;
  return normalCdf(((sharpe - luckySharpe(trials, varianceOfTrials)) * Math.sqrt(observations - 1)) / Math.sqrt(spread));
}

/** Third and fourth standardised moments over all n; NaN without spread. Example: −1, 1 have skew 0 and kurtosis 1. */
export function shapeOf(values: ArrayLike<number>): { skew: number; kurtosis: number } {
  const center = mean(values);
  const moment = (power: number): number => mean(Float64Array.from(values, (value) => (value - center) ** power));
  const variance = moment(2);
  return variance > 0 ? { skew: moment(3) / variance ** 1.5, kurtosis: moment(4) / variance ** 2 } : { skew: Number.NaN, kurtosis: Number.NaN };
}

/** Sharpe ratio of one period, without a risk-free rate; NaN under two values or without spread. Example: 0.1, 0.3 give 1.414…. */
export function sharpePerPeriod(returns: ArrayLike<number>): number {
  const spread = standardDeviation(returns);
  return spread > 0 ? mean(returns) / spread : Number.NaN;
}
