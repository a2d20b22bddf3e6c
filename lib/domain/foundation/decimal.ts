import { Decimal } from 'decimal.js';

/**
 * Exact decimals for the ledger (Rule 1.2). The only file that imports the decimal library.
 * 60 significant digits: products of a 40-digit quantity and a price stay exact; divisions are rounded where a caller says so.
 */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -1000, toExpPos: 1000 });

export type Dec = Decimal;

const SHAPE = /^-?\d+(\.\d+)?$/;

/** Reads plain decimal text (no exponent, no spaces); `null` where it is not one. Example: `parseDec('1e5')` is null. */
export function parseDec(text: string): Dec | null {
  return SHAPE.test(text) ? new Exact(text) : null;
}

/** Builds an exact decimal from text, an integer or another decimal. Throws on anything that is not a finite number. Example: `dec('0.1').plus(dec('0.2')).eq('0.3')`. */
export function dec(value: string | number | Dec): Dec {
  const result = new Exact(value);
  if (!result.isFinite()) throw new Error(`Invariant: not a finite decimal: ${String(value)}`);
  return result;
}

export const ZERO: Dec = new Exact(0);
export const ONE: Dec = new Exact(1);

/** Sum of a list; zero for an empty one. Example: `sumDec([dec('1.10'), dec('2.20')])` is 3.3. */
export function sumDec(values: readonly Dec[]): Dec {
  return values.reduce((total, value) => total.plus(value), ZERO);
}

/** The smaller and the larger of two. */
export function minDec(a: Dec, b: Dec): Dec {
  return a.lt(b) ? a : b;
}
export function maxDec(a: Dec, b: Dec): Dec {
  return a.gt(b) ? a : b;
}

/** Rounds toward zero to `places`, so that a quantity never grows by rounding. Example: 1.239 to 2 places is 1.23. */
export function truncateDec(value: Dec, places: number): Dec {
  return value.toDecimalPlaces(places, Decimal.ROUND_DOWN);
}

/** Rounds half to even to `places`. Example: 0.125 to 2 places is 0.12. */
export function roundDec(value: Dec, places: number): Dec {
  return value.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
}

/** Plain text without exponent or trailing zeros. Example: `decText(dec('1.500'))` is '1.5'. */
export function decText(value: Dec): string {
  return value.isZero() ? '0' : value.toFixed();
}
