import type { Result } from '../foundation/result';
import { fail, ok } from '../foundation/result';
import { BARBELL_SPLIT, CORE_SHARES, TEMPERAMENT_SPLITS, THREE_TIER_RANGES, type Temperament, type TierSplit } from './rules';
import { riskParitySplit } from './risk-parity';
import type { Catalogue, PlanInput } from './types';

/**
 * Rule 7.5, three-tier: the corner of the published ranges that fits the temperament and sums to 1.
 * Conservative 50/30/20, balanced 45/30/25 (the middles of the outer tiers), aggressive 40/30/30.
 */
function threeTier(temperament: Temperament): TierSplit {
  const { conservative, balanced, aggressive } = THREE_TIER_RANGES;
  const position = { conservative: 0, balanced: 0.5, aggressive: 1 }[temperament];
  const bold = aggressive.low + position * (aggressive.high - aggressive.low);
  return { conservative: conservative.high - position * (conservative.high - conservative.low), balanced: balanced.low, aggressive: bold };
}

/** Core in the conservative tier, the satellites equally in the two others. */
function coreSatellite(core: number): TierSplit {
  const satellite = (1 - core) / 2;
  return { conservative: core, balanced: 1 - core - satellite, aggressive: satellite };
}

export type SplitFailure = { readonly ok: false; readonly reason: 'no-common-history' };

/**
 * Rule 7.5: the split over tiers that was asked for, before any guardrail: the own split, else the named strategy, else by
 * temperament. Risk parity needs 90 days of levels in each tier, otherwise it fails with a reason. Example: `barbell` is 60/0/40.
 */
export function requestedSplit(input: Pick<PlanInput, 'split' | 'strategy' | 'temperament'>, catalogue: Catalogue): Result<TierSplit, SplitFailure> {
  if (input.split !== undefined) return ok(input.split);
  switch (input.strategy) {
    case 'threeTier':
      return ok(threeTier(input.temperament));
    case 'coreSatellite80':
    case 'coreSatellite70':
    case 'coreSatellite60':
      return ok(coreSatellite(CORE_SHARES[input.strategy]));
    case 'barbell':
      return ok(BARBELL_SPLIT);
    case 'riskParity': {
      const split = riskParitySplit(catalogue);
      return split === null ? fail('no-common-history') : ok(split);
    }
    default:
      return ok(TEMPERAMENT_SPLITS[input.temperament]);
  }
}
