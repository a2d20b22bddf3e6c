import { shrinkCovariance } from '../foundation/covariance';
import { riskBudgetWeights } from '../foundation/risk-budgeting';
import { commonDays, mixReturns, type MixPart } from './mix-history';
import { TIERS, type Tier, type TierSplit } from './rules';
import { offeredIndices } from './select-indices';
import type { Catalogue } from './types';

/** Rule 5.3: days of returns behind a risk weight. */
export const RISK_DAYS = 90;

function tierParts(catalogue: Catalogue, tier: Tier): MixPart[] {
  const offered = offeredIndices(catalogue, tier, []).filter((index) => index.levels.values.length > RISK_DAYS);
  return offered.map((index) => ({ weight: 1 / offered.length, levels: index.levels }));
}

/**
 * Rule 7.5, risk parity: the split in which each tier gives the same share of the variance. A tier stands for its offered
 * indices in equal parts; covariance of the last 90 common days, shrunk (Rule 5.3). Null where a tier has no such history.
 * Example: tiers alike in risk and unrelated get a third each.
 */
export function riskParitySplit(catalogue: Catalogue): TierSplit | null {
  const parts = TIERS.map((tier) => tierParts(catalogue, tier));
  if (parts.some((tier) => tier.length === 0)) return null;
  const days = commonDays(parts.flat());
  if (days === null || days.to - days.from < RISK_DAYS) return null;
  const recent = { from: days.to - RISK_DAYS, to: days.to };
  const { covariance } = shrinkCovariance(parts.map((tier) => mixReturns(tier, recent)));
  const weights = riskBudgetWeights(covariance);
  if (!weights.ok) return null;
  const [conservative, balanced] = weights.value as unknown as [number, number, number];
  return { conservative, balanced, aggressive: 1 - conservative - balanced };
}
