import { nearestInBox } from './nearest-split';
import { AGGRESSIVE_MAXIMUM, CONSERVATIVE_MINIMUM, INDEX_COUNT, INDEX_MAXIMUM, SECTOR_INDICES_MAXIMUM, type Guardrail, type TierSplit } from './rules';
import { isSectorIndex, type Limits, type Selection } from './select-indices';
import type { GuardrailResult } from './types';
import { percentText } from './words';

const ROUNDING = 1e-9;
type Lifted = readonly Guardrail[];

/**
 * Rule 7.6: the split that keeps the tier guardrails and is nearest to the one asked for (least squares, exact); as asked where it
 * keeps them or they are lifted. Shares sum to 1. Example: 30/30/40 becomes 40/30/30; 60/0/40 becomes 65/5/30.
 */
export function applyTierGuardrails(requested: TierSplit, lifted: Lifted): TierSplit {
  const floor = lifted.includes('conservativeMinimum') ? 0 : CONSERVATIVE_MINIMUM;
  const ceiling = lifted.includes('aggressiveMaximum') ? 1 : AGGRESSIVE_MAXIMUM;
  const point = [requested.conservative, requested.balanced, requested.aggressive];
  const [conservative, balanced, aggressive] = nearestInBox(point, [floor, 0, 0], [1, 1, ceiling], 1) as [number, number, number];
  return { conservative, balanced, aggressive };
}

/** The limits that a selection of indices keeps, after what the user lifted. */
export function selectionLimits(lifted: Lifted): Limits {
  return {
    indexMaximum: lifted.includes('indexMaximum') ? 1 : INDEX_MAXIMUM,
    sectorMaximum: lifted.includes('sectorMaximum') ? 1 : SECTOR_INDICES_MAXIMUM,
    minimumCount: lifted.includes('indexCount') ? 0 : INDEX_COUNT.minimum,
  };
}

interface Checked {
  readonly requested: TierSplit;
  readonly applied: TierSplit;
  readonly selection: Selection;
  readonly lifted: Lifted;
}

function tierCheck(checked: Checked, guardrail: Guardrail): Omit<GuardrailResult, 'lifted'> {
  const conservative = guardrail === 'conservativeMinimum';
  const tier = conservative ? 'conservative' : 'aggressive';
  const limit = conservative ? CONSERVATIVE_MINIMUM : AGGRESSIVE_MAXIMUM;
  const breaks = (share: number): boolean => (conservative ? share < limit - ROUNDING : share > limit + ROUNDING);
  const [asked, applied] = [checked.requested[tier], checked.applied[tier]];
  const moved = breaks(asked) && !checked.lifted.includes(guardrail);
  const rule = `The ${tier} tier is at ${conservative ? 'least' : 'most'} ${percentText(limit)} of crypto`;
  const detail = moved ? `${rule}; ${percentText(asked)} was asked for, ${percentText(applied)} is applied.` : `${rule}; it is ${percentText(applied)}.`;
  return { guardrail, held: !breaks(applied), moved, detail };
}

function indexCheck({ selection, applied }: Checked): Omit<GuardrailResult, 'lifted'> {
  const largest = Math.max(0, ...selection.chosen.map(({ weight }) => weight));
  const invested = selection.chosen.reduce((total, { weight }) => total + weight, 0);
  const tiers = applied.conservative + applied.balanced + applied.aggressive;
  const detail = `No index is above ${percentText(INDEX_MAXIMUM)} of crypto; the largest is ${percentText(largest)}.`;
  return { guardrail: 'indexMaximum', held: largest <= INDEX_MAXIMUM + ROUNDING, moved: invested < tiers - ROUNDING, detail };
}

function sectorCheck({ selection }: Checked): Omit<GuardrailResult, 'lifted'> {
  const share = selection.chosen.filter(({ index }) => isSectorIndex(index.slug)).reduce((total, { weight }) => total + weight, 0);
  const moved = selection.passedOver.some(({ slug }) => isSectorIndex(slug));
  const detail = `Sector indices are together at most ${percentText(SECTOR_INDICES_MAXIMUM)} of crypto; they are ${percentText(share)}.`;
  return { guardrail: 'sectorMaximum', held: share <= SECTOR_INDICES_MAXIMUM + ROUNDING, moved, detail };
}

function countCheck({ selection }: Checked): Omit<GuardrailResult, 'lifted'> {
  const count = selection.chosen.length;
  const held = count >= INDEX_COUNT.minimum && count <= INDEX_COUNT.maximum;
  return { guardrail: 'indexCount', held, moved: false, detail: `A plan has ${INDEX_COUNT.minimum} to ${INDEX_COUNT.maximum} indices; this one has ${count}.` };
}

/** Rule 7.6: every guardrail with whether the applied plan keeps it, whether it moved what was asked for, and its numbers. */
export function checkGuardrails(checked: Checked): GuardrailResult[] {
  const results = [indexCheck(checked), sectorCheck(checked), tierCheck(checked, 'conservativeMinimum'), tierCheck(checked, 'aggressiveMaximum'), countCheck(checked)];
  return results.map((result) => ({ ...result, lifted: checked.lifted.includes(result.guardrail) }));
}
