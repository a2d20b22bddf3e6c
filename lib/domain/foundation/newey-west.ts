import { mean } from './statistics';

/** The mean of a series with a standard error that holds although neighbours are alike. */
export interface NeweyWest {
  readonly mean: number;
  readonly standardError: number;
  /** mean ÷ standard error. */
  readonly t: number;
  readonly count: number;
  /** Neighbours counted on each side. */
  readonly lag: number;
}

/** Newey and West's (1994) rule of thumb for the lag, at least 1: ⌊4 (n / 100)^(2/9)⌋. Example: of 36 values it is 3. */
export function neweyWestLag(count: number): number {
  return Math.max(1, Math.floor(4 * (count / 100) ** (2 / 9)));
}

/**
 * Mean, standard error and t of a series in time order, without NaN. Variance of the mean: (γ₀ + 2 Σ (1 − l/(L + 1)) γ_l) ÷ n × n/(n − 1), Bartlett
 * weights (Newey and West, Econometrica 55, 1987) with the small-sample factor of a regression on a constant. NaN under 3 values or
 * without spread. Example: of 1, 2, 3, 4 with lag 1 the standard error is √0.52083….
 */
export function neweyWest(values: ArrayLike<number>, lag: number = neweyWestLag(values.length)): NeweyWest {
  const count = values.length;
  const center = mean(values);
  const covarianceAt = (distance: number): number => {
    let total = 0;
    for (let i = distance; i < count; i += 1) total += ((values[i] as number) - center) * ((values[i - distance] as number) - center);
    return total / count;
  };
  let longRun = covarianceAt(0);
  for (let l = 1; l <= Math.min(lag, count - 1); l += 1) longRun += 2 * (1 - l / (lag + 1)) * covarianceAt(l);
  const standardError = count >= 3 && longRun > 0 ? Math.sqrt(longRun / (count - 1)) : Number.NaN;
  return { mean: center, standardError, t: center / standardError, count, lag };
}
