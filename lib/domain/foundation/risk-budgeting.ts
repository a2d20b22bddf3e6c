import { entry, multiply, type Matrix } from './linear-algebra';
import { refineByNewton } from './risk-newton';

/** Why no risk-budgeted portfolio exists: a combination with no risk, or an asset without variance. */
export type RiskBudgetFailure = { readonly ok: false; readonly reason: 'no-risk-budget'; readonly worstGap: number };

const SWEEPS = 20_000;
/** Entries read by all sweeps together; beyond them Newton's method goes on. Up to 31 assets every sweep is allowed. */
const SWEPT_ENTRIES = 2e7;
const GAP = 1e-11;
/** Rule 5.3. */
const ENOUGH = 1e-8;

/**
 * Long-only weights (sum 1) whose shares of portfolio variance equal `budgets` (> 0, scaled to sum 1; default equal), each to
 * 1e-8 or better. Minimises ½x′Σx − Σ bᵢ ln xᵢ by cyclical coordinate descent, by Newton's method where that crawls, then scales x to sum 1.
 * Sources: Maillard, Roncalli & Teiletche (2010); Griveau-Billion, Richard & Roncalli (2013), arXiv:1311.4057.
 * Example: with covariance [[1, 0], [0, 4]] the weights are 2/3 and 1/3.
 */
export function riskBudgetWeights(covariance: Matrix, budgets?: ArrayLike<number>): { ok: true; value: Float64Array } | RiskBudgetFailure {
  const size = covariance.length;
  const shares = normalise(budgets ?? new Float64Array(size).fill(1));
  const deviations = Float64Array.from(covariance, (row, i) => Math.sqrt(row[i] as number));
  if (deviations.some((deviation) => !(deviation > 0))) return { ok: false, reason: 'no-risk-budget', worstGap: Number.POSITIVE_INFINITY };
  const correlation = covariance.map((row, i) => Float64Array.from(row, (value, j) => value / ((deviations[i] as number) * (deviations[j] as number))));
  let scaled: Float64Array = Float64Array.from(shares, (share) => Math.sqrt(share));
  let gap = Number.POSITIVE_INFINITY;
  const sweeps = Math.min(SWEEPS, Math.ceil(SWEPT_ENTRIES / size ** 2));
  for (let sweep = 0; sweep < sweeps && gap > GAP; sweep += 1) {
    descend(correlation, shares, scaled);
    gap = worstGap(correlation, shares, scaled);
    if (!Number.isFinite(gap)) break;
  }
  if (Number.isFinite(gap) && gap > ENOUGH) {
    scaled = refineByNewton(correlation, shares, scaled);
    gap = worstGap(correlation, shares, scaled);
  }
  if (!(gap <= ENOUGH)) return { ok: false, reason: 'no-risk-budget', worstGap: gap };
  return { ok: true, value: normalise(Float64Array.from(scaled, (x, i) => x / (deviations[i] as number))) };
}

/** One pass over the coordinates; each solves its own quadratic with the others held. */
function descend(matrix: Matrix, budgets: Float64Array, x: Float64Array): void {
  for (let i = 0; i < x.length; i += 1) {
    const row = matrix[i] as ArrayLike<number>;
    let others = 0;
    for (let j = 0; j < x.length; j += 1) if (j !== i) others += (row[j] as number) * (x[j] as number);
    const own = entry(matrix, i, i);
    x[i] = (-others + Math.sqrt(others ** 2 + 4 * own * (budgets[i] as number))) / (2 * own);
  }
}

function worstGap(matrix: Matrix, budgets: Float64Array, x: Float64Array): number {
  const shares = riskShares(matrix, x);
  let worst = 0;
  for (let i = 0; i < x.length; i += 1) worst = Math.max(worst, Math.abs((shares[i] as number) - (budgets[i] as number)));
  return worst;
}

function normalise(values: ArrayLike<number>): Float64Array {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i] as number;
  return Float64Array.from(values, (value) => value / total);
}

/**
 * Each asset's share of portfolio variance, wᵢ(Σw)ᵢ / w′Σw; they sum to 1. NaN where the portfolio has no variance.
 * Example: equal weights and covariance [[1, 0], [0, 3]] give 0.25 and 0.75.
 */
export function riskShares(covariance: Matrix, weights: ArrayLike<number>): Float64Array {
  const marginal = multiply(covariance, weights);
  let variance = 0;
  for (let i = 0; i < weights.length; i += 1) variance += (weights[i] as number) * (marginal[i] as number);
  return Float64Array.from(marginal, (value, i) => (variance > 0 ? ((weights[i] as number) * value) / variance : Number.NaN));
}
