import { minimumVariance as leastVariance } from '../../foundation/minimum-variance';
import type { Matrix } from '../../foundation/linear-algebra';
import { riskBudgetWeights, type RiskBudgetFailure } from '../../foundation/risk-budgeting';

type Numbers = ArrayLike<number>;

/** Scales shares (≥ 0, not all zero) to sum 1. Example: [1, 3] becomes [0.25, 0.75]. */
export function proportional(shares: Numbers): Float64Array {
  let total = 0;
  for (let i = 0; i < shares.length; i += 1) total += shares[i] as number;
  return Float64Array.from(shares, (share) => share / total);
}

/** The same weight for each of `count` assets. Example: of 4 is 0.25 each. */
export function equal(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count);
}

/** In proportion to market cap (USD, ≥ 0). Example: caps 1 and 3 give 0.25 and 0.75. */
export function cap(marketCaps: Numbers): Float64Array {
  return proportional(marketCaps);
}

/** In proportion to the square root of market cap. Example: caps 1 and 9 give 0.25 and 0.75. */
export function sqrtCap(marketCaps: Numbers): Float64Array {
  return proportional(Float64Array.from(marketCaps, Math.sqrt));
}

/** In proportion to 1/volatility (> 0, any period). Example: 0.1, 0.2, 0.3, 0.4 give 0.48, 0.24, 0.16, 0.12. */
export function inverseVolatility(volatilities: Numbers): Float64Array {
  return proportional(Float64Array.from(volatilities, (volatility) => 1 / volatility));
}

/** Each asset contributes the same share of variance, to 1e-8 (Rule 5.3), or the typed reason why none does. Example: variances 1 and 4, uncorrelated, give 2/3 and 1/3. */
export function equalRisk(covariance: Matrix): { ok: true; value: Float64Array } | RiskBudgetFailure {
  return riskBudgetWeights(covariance);
}

/** Least variance with every weight in [minWeight, maxWeight], long only; all at `maxWeight` where that cannot reach 1. Example: variances 1 and 3, uncorrelated, give 0.75 and 0.25. */
export function minVariance(covariance: Matrix, bounds: { minWeight: number; maxWeight: number }): Float64Array {
  const count = covariance.length;
  if (count * bounds.maxWeight <= 1) return new Float64Array(count).fill(bounds.maxWeight);
  return leastVariance(covariance, { lower: bounds.minWeight, upper: bounds.maxWeight, total: 1 });
}
