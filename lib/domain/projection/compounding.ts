import { dec, ONE, ZERO, type Dec } from '../foundation/decimal';
import type { Money } from '../foundation/money';
import { MONTHS_PER_YEAR } from './rules';

export interface CompoundingInput {
  readonly initial: Money;
  /** Put in at the end of each month. */
  readonly monthly: Money;
  /** Effective yearly rate, −1 or more. */
  readonly annualReturn: number;
  /** Whole, at least 1. */
  readonly years: number;
}

export interface CompoundedYear {
  readonly year: number;
  readonly value: Money;
  readonly contributed: Money;
  readonly gain: Money;
}

/** A smaller yearly return than this is none: dividing by it would only divide rounding errors. */
const NO_RETURN = dec('1e-30');

/** What a rate makes of 1 put in every month end over a year: ((1 + r) − 1) ÷ ((1 + r)^(1/12) − 1); 12 without a return. */
function yearOfMonths(growth: Dec): Dec {
  if (growth.minus(ONE).abs().lt(NO_RETURN)) return dec(MONTHS_PER_YEAR);
  const monthlyRate = growth.pow(ONE.div(MONTHS_PER_YEAR)).minus(ONE);
  return growth.minus(ONE).div(monthlyRate);
}

/**
 * Rule 10.1: value at the end of each year, in exact decimals (60 digits). Rate per month i = (1 + r)^(1/12) − 1, contributions at
 * month end, so value(y) = value(y − 1) × (1 + r) + monthly × r ÷ i. Example: 10,000 at 0.4 for 7 years is 105,413.50, not 150,000.
 */
export function compound(input: CompoundingInput): CompoundedYear[] {
  const growth = ONE.plus(dec(input.annualReturn));
  const months = yearOfMonths(growth);
  const rows: CompoundedYear[] = [];
  let value = input.initial;
  let contributed = input.initial;
  for (let year = 1; year <= input.years; year += 1) {
    value = value.times(growth).plus(input.monthly.times(months));
    contributed = contributed.plus(input.monthly.times(MONTHS_PER_YEAR));
    rows.push({ year, value, contributed, gain: value.minus(contributed) });
  }
  return rows;
}

/** The last year of `compound`; without a year, what was there at the start. */
export function compoundTo(input: CompoundingInput): CompoundedYear {
  return compound(input).at(-1) ?? { year: 0, value: input.initial, contributed: input.initial, gain: ZERO };
}
