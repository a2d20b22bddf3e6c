import { dec, type Dec } from '../foundation/decimal';
import { DEBT_RATES, HORIZON_YEARS, RESERVE_MONTHS } from './rules';
import type { GateResult, PlanInput } from './types';
import { percentText, usdText } from './words';

function reserveGate(input: PlanInput): GateResult {
  const reserve = dec(input.reserve);
  const expenses = dec(input.monthlyExpenses);
  const needed = expenses.times(RESERVE_MONTHS.minimum);
  const passed = reserve.gte(needed);
  const span = `${RESERVE_MONTHS.minimum} to ${RESERVE_MONTHS.full} months`;
  if (expenses.isZero()) return { gate: 'reserve', passed, action: null, detail: `No monthly expenses were given; the range is ${span}.` };
  const months = reserve.div(expenses).toNumber().toFixed(1);
  const detail = `${usdText(reserve)} covers ${months} months at ${usdText(expenses)} a month. The range is ${span}.`;
  const action = passed
    ? null
    : `Put ${usdText(needed.minus(reserve))} more into the reserve first: ${RESERVE_MONTHS.minimum} months are ${usdText(needed)}. Until then crypto is 0.`;
  return { gate: 'reserve', passed, action, detail };
}

/** The dearest debt that is still owed; ties add up. */
function dearestDebt(debts: PlanInput['debts']): { balance: Dec; rate: number } | null {
  const owed = debts.filter((debt) => dec(debt.balance).gt(0));
  if (owed.length === 0) return null;
  const rate = Math.max(...owed.map((debt) => debt.annualRate));
  const balance = owed.filter((debt) => debt.annualRate === rate).reduce((total, debt) => total.plus(dec(debt.balance)), dec(0));
  return { balance, rate };
}

function debtAction(debt: { balance: Dec; rate: number }): string | null {
  const saves = usdText(debt.balance.times(dec(debt.rate)));
  const owed = usdText(debt.balance);
  if (debt.rate > DEBT_RATES.obstacle) return `Repay the ${owed} first: it costs ${saves} a year, certain. Until then crypto is 0.`;
  if (debt.rate > DEBT_RATES.question) return `Would repaying be the better use of the first ${owed}? It saves ${saves} a year, certain.`;
  if (debt.rate > DEBT_RATES.note) return `Note: repaying the ${owed} saves ${saves} a year, certain.`;
  return null;
}

function debtGate(input: PlanInput): GateResult {
  const debt = dearestDebt(input.debts);
  if (debt === null) return { gate: 'debt', passed: true, action: null, detail: 'Nothing is owed.' };
  const detail =
    `${usdText(debt.balance)} at ${percentText(debt.rate)}. Up to ${percentText(DEBT_RATES.question)} is no obstacle, ` +
    `up to ${percentText(DEBT_RATES.obstacle)} passes with a question, above it crypto is 0.`;
  return { gate: 'debt', passed: debt.rate <= DEBT_RATES.obstacle, action: debtAction(debt), detail };
}

function horizonGate(input: PlanInput): GateResult {
  const years = input.horizonYears;
  const passed = years >= HORIZON_YEARS.minimum;
  const unit = years === 1 ? 'year' : 'years';
  const detail = `${years} ${unit}. Under ${HORIZON_YEARS.minimum} crypto is 0; from ${HORIZON_YEARS.minimum} to under ${HORIZON_YEARS.lowEndBelow} it takes the low end.`;
  if (!passed) return { gate: 'horizon', passed, action: `Keep money that is needed within ${HORIZON_YEARS.minimum} years in cash and short bonds. Until then crypto is 0.`, detail };
  const action = years < HORIZON_YEARS.lowEndBelow ? `Crypto takes the low end of its range until the horizon is ${HORIZON_YEARS.lowEndBelow} years or more.` : null;
  return { gate: 'horizon', passed, action, detail };
}

/**
 * Rule 7.1: reserve, debt and horizon, in this order, each with its numbers and what to do instead (or a question, or a note).
 * Debts with a balance of 0 do not count. Example: debt at 9 % passes with a question, at 12 % it fails.
 */
export function checkGates(input: PlanInput): GateResult[] {
  return [reserveGate(input), debtGate(input), horizonGate(input)];
}
