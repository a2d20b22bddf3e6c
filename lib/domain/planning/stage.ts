import { invariant } from '../foundation/invariant';
import { HORIZON_YEARS, MINIMUM_AGE, RANGE_POSITION, STAGE_RULES, TEMPERAMENT_SCALE, type StageRule, type Temperament } from './rules';
import type { PlanInput } from './types';

/** Rule 7.2: the stage of life at an age in years; an age below 18 is our caller's mistake. Example: 35 is `growth`, 34 `accumulation`. */
export function stageAt(age: number): StageRule {
  invariant(age >= MINIMUM_AGE, `no plan below ${MINIMUM_AGE}`);
  const rule = STAGE_RULES.findLast((candidate) => age >= candidate.fromAge);
  invariant(rule !== undefined, 'the stages cover every age');
  return rule;
}

const ONE_STEP_DOWN: Readonly<Record<Temperament, Temperament>> = { aggressive: 'balanced', balanced: 'conservative', conservative: 'conservative' };

/**
 * Rule 7.2: crypto's share of the investable money by stage: the low end, middle or high end by temperament, one step lower with
 * unstable income, the low end with a horizon under 5 years. The gates are not applied here. Example: age 35, balanced, stable is 0.15.
 */
export function stageShare(input: Pick<PlanInput, 'age' | 'temperament' | 'incomeStability' | 'horizonYears'>): number {
  const { low, high } = stageAt(input.age).ranges.crypto;
  if (input.horizonYears < HORIZON_YEARS.lowEndBelow) return low;
  const temperament = input.incomeStability === 'unstable' ? ONE_STEP_DOWN[input.temperament] : input.temperament;
  return low + RANGE_POSITION[temperament] * (high - low);
}

/** Rule 7.3: crypto's share by temperament alone, the middle of its range. Example: balanced is 0.06. */
export function temperamentShare(temperament: Temperament): number {
  const { low, high } = TEMPERAMENT_SCALE[temperament];
  return (low + high) / 2;
}
