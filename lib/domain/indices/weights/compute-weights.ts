import { isPositiveSemidefinite, type Matrix } from '../../foundation/linear-algebra';
import { fail, ok } from '../../foundation/result';
import { riskShares } from '../../foundation/risk-budgeting';
import { capWeights } from './capping';
import { cap, equal, equalRisk, inverseVolatility, minVariance, sqrtCap } from './schemes';

/** How weights are made before they are capped. */
export const WEIGHT_METHODS = ['equal', 'cap', 'sqrtCap', 'inverseVolatility', 'equalRisk', 'minVariance'] as const;
export type WeightMethod = (typeof WEIGHT_METHODS)[number];

/** One call of the weights calculator. Lists are one value per asset, in the order of `assets`. */
export interface WeightRequest {
  readonly method: WeightMethod;
  readonly assets: readonly string[];
  readonly marketCaps?: readonly number[] | undefined;
  readonly volatilities?: readonly number[] | undefined;
  readonly covariance?: Matrix | undefined;
  /** Absent: no cap. */
  readonly maxWeight?: number | undefined;
  readonly minWeight?: number | undefined;
}

export interface WeightAnswer {
  readonly weights: readonly { readonly asset: string; readonly weight: number }[];
  readonly cash: number;
  /** Shares of portfolio variance, where a covariance was given and the portfolio varies. */
  readonly riskContributions?: readonly number[];
}

/** Why a request has no weights: the field that is wrong, and what it must be. */
export type WeightFailure = { readonly ok: false; readonly reason: 'infeasible'; readonly path: string; readonly message: string };

/**
 * Weights by one method within bounds; with cash they sum to 1. `minVariance` takes the bounds into its optimum, the others are capped
 * afterwards (Rule 5.1). Example: `computeWeights({ method: 'equal', assets: ['a', 'b'], maxWeight: 0.3 })` is 0.3, 0.3 and 0.4 in cash.
 */
export function computeWeights(request: WeightRequest): { ok: true; value: WeightAnswer } | WeightFailure {
  const count = request.assets.length;
  const maxWeight = request.maxWeight ?? 1;
  const minWeight = request.minWeight ?? 0;
  const wrong = problemOf(request, minWeight, maxWeight);
  if (wrong) return wrong;
  const raw = rawWeights(request, minWeight, maxWeight);
  if (!raw.ok) return raw;
  const { weights, cash } = capWeights(raw.value, maxWeight, minWeight);
  const shares = request.covariance ? riskShares(request.covariance, weights) : null;
  return ok({
    weights: request.assets.map((asset, i) => ({ asset, weight: weights[i] as number })),
    cash: count === 0 ? 1 : cash,
    ...(shares && shares.every(Number.isFinite) ? { riskContributions: [...shares] } : {}),
  });
}

function infeasible(path: string, message: string): WeightFailure {
  return fail('infeasible', { path, message });
}

function problemOf(request: WeightRequest, minWeight: number, maxWeight: number): WeightFailure | null {
  const count = request.assets.length;
  if (minWeight > maxWeight) return infeasible('minWeight', 'must not be above maxWeight');
  if (minWeight * count > 1 + 1e-12) return infeasible('minWeight', `${count} × ${minWeight} is above 1`);
  for (const field of ['marketCaps', 'volatilities', 'covariance'] as const) {
    const list = request[field];
    if (list && list.length !== count) return infeasible(field, `must have ${count} values, one for each asset`);
  }
  if (request.covariance && !isPositiveSemidefinite(request.covariance)) return infeasible('covariance', 'must be symmetric positive semidefinite');
  return null;
}

function rawWeights(request: WeightRequest, minWeight: number, maxWeight: number): { ok: true; value: Float64Array } | WeightFailure {
  const { method, covariance, marketCaps } = request;
  if (method === 'equal') return ok(equal(request.assets.length));
  if (method === 'cap' || method === 'sqrtCap') {
    if (!marketCaps) return infeasible('marketCaps', `is needed by ${method}`);
    const weights = method === 'cap' ? cap(marketCaps) : sqrtCap(marketCaps);
    return weights.every(Number.isFinite) ? ok(weights) : infeasible('marketCaps', 'must not all be zero, and their sum must be finite');
  }
  if (method === 'inverseVolatility') return byVolatility(request);
  if (!covariance) return infeasible('covariance', `is needed by ${method}`);
  if (method === 'minVariance') return ok(minVariance(covariance, { minWeight, maxWeight }));
  const solved = equalRisk(covariance);
  return solved.ok ? solved : infeasible('covariance', 'has a combination without risk, so no weights share it equally');
}

function byVolatility(request: WeightRequest): { ok: true; value: Float64Array } | WeightFailure {
  const { volatilities, covariance } = request;
  const values = volatilities ?? covariance?.map((row, i) => Math.sqrt(row[i] as number));
  if (!values) return infeasible('volatilities', 'is needed by inverseVolatility (or a covariance)');
  const weights = inverseVolatility(values);
  if (values.some((value) => !(value > 0)) || !weights.every(Number.isFinite)) return infeasible(volatilities ? 'volatilities' : 'covariance', 'every volatility must be greater than 0');
  return ok(weights);
}
