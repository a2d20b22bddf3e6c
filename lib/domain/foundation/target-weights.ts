import type { Weight } from './money';

/**
 * What a portfolio should hold: token targets and the cash that is left. Weights are ≥ 0 and with `cash` sum to 1 (1e-9).
 * It lives in the foundation so that rebalancing knows neither indices nor planning.
 */
export interface TargetWeights {
  readonly targets: readonly { readonly asset: string; readonly weight: Weight }[];
  readonly cash: Weight;
}
