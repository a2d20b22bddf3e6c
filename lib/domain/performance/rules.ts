import { DAYS_PER_YEAR } from '../foundation/year';

/** Rule 1.3: crypto trades every day. */
export const PERIODS_PER_YEAR = DAYS_PER_YEAR;
/** Rule 11: the tail of VaR and CVaR. */
export const TAIL_PROBABILITY = 0.05;
/** Rule 11: fewer periods than a year are marked where a figure is annualised. */
export const FULL_YEAR_DAYS = DAYS_PER_YEAR;
/** Search range of the money-weighted rate, as ln(1 + rate): from −99.9999 % to a millionfold a year. */
export const RATE_SEARCH = { low: Math.log(1e-6), high: Math.log(1e6), steps: 400 } as const;
/** Spreads of returns below this are rounding, not risk. */
export const NO_SPREAD = 1e-13;
