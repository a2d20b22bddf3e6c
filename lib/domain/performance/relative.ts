import { correlation, covariance, standardDeviation, variance } from '../foundation/statistics';
import { compound } from './returns';
import { NO_SPREAD } from './rules';

type Numbers = ArrayLike<number>;

/** Slope of returns on the benchmark's: cov/var with n − 1; NaN where the benchmark does not vary. Example: 0.2, −0.2 on 0.1, −0.1 is 2. */
export function beta(returns: Numbers, benchmark: Numbers): number {
  const spread = variance(benchmark);
  return spread > NO_SPREAD ** 2 ? covariance(returns, benchmark) / spread : Number.NaN;
}

/** Pearson correlation of returns with the benchmark's; NaN where one does not vary. Example: of 0.2, −0.2 and 0.1, −0.1 it is 1. */
export function benchmarkCorrelation(returns: Numbers, benchmark: Numbers): number {
  const flat = standardDeviation(returns) <= NO_SPREAD || standardDeviation(benchmark) <= NO_SPREAD;
  return flat ? Number.NaN : correlation(returns, benchmark);
}

/** Yearly standard deviation (n − 1) of the difference of returns. Example: of two equal lists it is 0. */
export function trackingError(returns: Numbers, benchmark: Numbers, periodsPerYear: number): number {
  const differences = Float64Array.from(returns, (value, i) => value - (benchmark[i] as number));
  return standardDeviation(differences) * Math.sqrt(periodsPerYear);
}

/**
 * Compounded return over the periods in which the benchmark rose (`up`) or fell (`down`), over the benchmark's own; NaN where there are none.
 * Example: 0.2, −0.3 on 0.1, −0.1 capture 2 up and 3 down.
 */
export function capture(returns: Numbers, benchmark: Numbers, side: 'up' | 'down'): number {
  const chosen = Array.from(benchmark, (value, i) => i).filter((i) => (side === 'up' ? (benchmark[i] as number) > 0 : (benchmark[i] as number) < 0));
  const own = compound(chosen.map((i) => returns[i] as number));
  const other = compound(chosen.map((i) => benchmark[i] as number));
  return chosen.length === 0 || other === 0 ? Number.NaN : own / other;
}
