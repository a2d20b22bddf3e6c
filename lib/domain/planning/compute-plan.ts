import { dec } from '../foundation/decimal';
import { shareOf } from './amounts';
import { placeIndices } from './asset-location';
import { fiveClasses } from './classes';
import { checkGates } from './gates';
import { applyTierGuardrails, checkGuardrails, selectionLimits } from './guardrails';
import { sectorsOf } from './look-through';
import { lossLimit } from './loss-limit';
import { worstDrawdown } from './mix-history';
import { REVIEW_AFTER_MONTHS, TEMPERAMENT_SCALE, TEMPERAMENT_SPLITS, type TierSplit } from './rules';
import { selectIndices, type Selection } from './select-indices';
import { stageAt, stageShare, temperamentShare } from './stage';
import { requestedSplit } from './strategies';
import type { Catalogue, GateResult, PlanInput, PlannedIndex, PlanResult, PlanWarning } from './types';
import { cashWarning, gateWarning, lossWarning, overlapWarnings } from './warnings';

const ROUNDING = 1e-12;

interface CryptoShare {
  readonly share: number;
  readonly scales: PlanResult['scales'];
}

/** Rules 7.1–7.3: the share that applies, with both published scales beside it. */
function cryptoShare(input: PlanInput, gates: readonly GateResult[]): CryptoShare {
  const investable = dec(input.investable);
  const byStage = stageShare(input);
  const byTemperament = temperamentShare(input.temperament);
  const decides = input.scale === 'stricter' && byTemperament < byStage ? 'temperament' : 'stage';
  const scales = {
    stage: { ...stageAt(input.age).ranges.crypto, share: byStage, amount: shareOf(investable, byStage) },
    temperament: { ...TEMPERAMENT_SCALE[input.temperament], share: byTemperament, amount: shareOf(investable, byTemperament) },
    decides,
  } as const;
  return { share: gates.every((gate) => gate.passed) ? scales[decides].share : 0, scales };
}

interface TierPlan {
  readonly requested: TierSplit;
  readonly applied: TierSplit;
  readonly selection: Selection;
  readonly stablecoinCash: number;
  readonly warnings: readonly PlanWarning[];
}

/** Rules 7.5 and 7.6: the split asked for, the one applied, and the indices that fill it. */
function planTiers(input: PlanInput, catalogue: Catalogue): TierPlan {
  const asked = requestedSplit(input, catalogue);
  const requested = asked.ok ? asked.value : TEMPERAMENT_SPLITS[input.temperament];
  const warnings: PlanWarning[] = asked.ok
    ? []
    : [{ warning: 'riskParity', detail: 'Risk parity needs 90 common days of levels in each tier. The split by temperament is used instead.' }];
  const lifted = input.liftedGuardrails ?? [];
  const applied = applyTierGuardrails(requested, lifted);
  const wanted = { include: input.include ?? [], indices: input.indices ?? [] };
  const selection = selectIndices(applied, catalogue, wanted, selectionLimits(lifted));
  const rest = 1 - selection.chosen.reduce((total, { weight }) => total + weight, 0);
  return { requested, applied, selection, stablecoinCash: rest > ROUNDING ? rest : 0, warnings };
}

/**
 * The whole of Rule 7 for one person and one catalogue: gates, classes, tiers, guardrails, indices, loss limit, accounts and
 * warnings, each with its numbers. Pure: the same input and catalogue give the same plan. Age below 18 throws; every other input is
 * trusted to be valid. Example: age 38, balanced, all gates passed, 120000 investable is 0.15 in crypto, '18000'.
 */
export function computePlan(input: PlanInput, catalogue: Catalogue): PlanResult {
  const stage = stageAt(input.age);
  const gates = checkGates(input);
  const { share, scales } = cryptoShare(input, gates);
  const { shares: classes, position } = fiveClasses(stage.ranges, share);
  const cryptoAmount = shareOf(dec(input.investable), share);
  const { requested, applied, selection, stablecoinCash, warnings } = planTiers(input, catalogue);
  const indices = selection.chosen.map(({ index, weight }): PlannedIndex => {
    const amount = shareOf(dec(cryptoAmount), weight);
    return { slug: index.slug, name: index.name, tier: index.tier, weight, amount };
  });
  const drawdown = worstDrawdown(selection.chosen.map(({ index, weight }) => ({ weight, levels: index.levels })));
  const loss = lossLimit(dec(cryptoAmount), dec(input.netWorth), drawdown);
  return {
    catalogue: catalogue.version,
    stage: stage.stage,
    stageName: stage.name,
    gates,
    classes,
    ranges: stage.ranges,
    position,
    cryptoAmount,
    scales,
    tiers: { requested, applied },
    guardrails: checkGuardrails({ requested, applied, selection, lifted: input.liftedGuardrails ?? [] }),
    indices,
    stablecoinCash,
    passedOver: selection.passedOver,
    lookThrough: sectorsOf(selection.chosen, catalogue.sectors),
    lossLimit: loss,
    location: placeIndices(indices, input.accounts ?? { taxFree: '0', taxDeferred: '0' }),
    warnings: [...gateWarning(gates), ...lossWarning(loss), ...cashWarning(stablecoinCash), ...warnings, ...overlapWarnings(selection.chosen)],
    reviewAfterMonths: REVIEW_AFTER_MONTHS,
  };
}
