import type { Money } from '../foundation/money';
import { dec } from '../foundation/decimal';
import { DEFAULT_WITHDRAWAL_RATE, SUSTAINABLE_YIELD } from './rules';

export interface IncomeGoal {
  /** USD, > 0. */
  readonly capital: Money;
  /** USD a year; without it the withdrawal rate is what is asked of the capital. */
  readonly annualIncome?: Money | undefined;
  /** Share of capital a year; 4 % unless told otherwise. */
  readonly withdrawalRate?: number | undefined;
}

export interface IncomeAssessment {
  /** Income ÷ capital; null without an income. */
  readonly requiredYield: number | null;
  readonly withdrawalRate: number;
  /** USD a year at the withdrawal rate. */
  readonly withdrawal: Money;
  readonly sustainable: boolean;
}

/**
 * Rule 9.3: required yield = income ÷ capital; above 7 % a year it is unsustainable (7 % itself is not). Without an income the
 * withdrawal rate is judged. Example: 100,000 a year from 750,000 needs 13.3 % and is not sustainable.
 */
export function assessIncome(goal: IncomeGoal): IncomeAssessment {
  const withdrawalRate = goal.withdrawalRate ?? DEFAULT_WITHDRAWAL_RATE;
  const requiredYield = goal.annualIncome === undefined ? null : goal.annualIncome.div(goal.capital).toNumber();
  return { requiredYield, withdrawalRate, withdrawal: goal.capital.times(dec(withdrawalRate)), sustainable: (requiredYield ?? withdrawalRate) <= SUSTAINABLE_YIELD };
}
