import { FIRST_CRYPTO_DAY, MIN_REAL_PRICE, SUSPECT_MOVE } from './rules';
import type { IsoDay } from '../foundation/iso-day';

/** Numbers of one daily row; NaN where the cell is blank (unknown). USD, units for the supply. */
export interface DailyNumbers {
  readonly close: number;
  readonly tradedValue: number;
  readonly marketCap: number;
  readonly circulatingSupply: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
}

/**
 * Why a close cannot be stored, or null when it can: finite, above 0 and at least 1e-15 USD.
 * Example: −1 is 'negative close', 1e-35 is 'close below 1e-15 (no real price)', 0.5 is null.
 */
export function priceFault(price: number, name = 'close'): string | null {
  if (Number.isNaN(price)) return `${name} is unknown (blank)`;
  if (!Number.isFinite(price)) return `${name} is not finite`;
  if (price < 0) return `negative ${name}`;
  if (price === 0) return `zero ${name}`;
  return price < MIN_REAL_PRICE ? `${name} below 1e-15 (no real price)` : null;
}

/** Why an amount (≥ 0, may be blank) cannot be stored, or null. Example: −5000 as traded value is 'negative traded value'. */
export function amountFault(amount: number, name: string): string | null {
  if (Number.isNaN(amount)) return null;
  if (!Number.isFinite(amount)) return `${name} is not finite`;
  return amount < 0 ? `negative ${name}` : null;
}

/**
 * Why a daily row cannot be stored, or null. A market cap or supply of 0 means unknown and is no fault; a traded value of 0
 * is zero. Values are judged as printed and never altered. Example: close 1 with traded value −1 is 'negative traded value'.
 */
export function dailyFault(row: DailyNumbers): string | null {
  return (
    priceFault(row.close) ??
    amountFault(row.tradedValue, 'traded value') ??
    amountFault(row.marketCap, 'market cap') ??
    amountFault(row.circulatingSupply, 'circulating supply') ??
    (Number.isNaN(row.open) ? null : priceFault(row.open, 'open')) ??
    (Number.isNaN(row.high) ? null : priceFault(row.high, 'high')) ??
    (Number.isNaN(row.low) ? null : priceFault(row.low, 'low'))
  );
}

/** Why a day cannot carry a fact, or null: it must lie between Bitcoin's first day and today. Example: 2999-01-01 is 'future day'. */
export function dayFault(day: IsoDay, today: IsoDay): string | null {
  if (day > today) return 'future day';
  return day < FIRST_CRYPTO_DAY ? 'day before the first crypto-asset (2009-01-03)' : null;
}

/**
 * Whether a step between two accepted closes is suspect: beyond 3 times or under a third. Exactly 3 times is not.
 * Example: from 1 to 3.01 and from 3.01 to 1 are; from 1 to 3 is not.
 */
export function isSuspectMove(before: number, after: number): boolean {
  return after > SUSPECT_MOVE * before || before > SUSPECT_MOVE * after;
}
