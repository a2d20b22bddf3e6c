import { dec, minDec, sumDec, ZERO, type Dec } from '../foundation/decimal';
import { addYears, type IsoDay } from '../foundation/iso-day';
import { LONG_TERM_YEARS } from './rules';
import type { LotMethod } from './types';

/** A lot in exact numbers. */
export interface OpenLot {
  readonly acquired: IsoDay;
  readonly quantity: Dec;
  readonly unitCost: Dec | null;
}

/** The user's rates, fractions of a gain. */
export interface TaxRates {
  readonly shortRate: Dec;
  readonly longRate: Dec;
}

/** A part of a lot that is sold; gain and tax in USD, a loss negative; null and zero where the basis is unknown. */
export interface SoldLot {
  readonly acquired: IsoDay;
  readonly quantity: Dec;
  readonly unitCost: Dec | null;
  readonly gain: Dec | null;
  readonly longTerm: boolean;
  readonly tax: Dec;
}

/** Long-term: held more than one year by the calendar (Rule 8.2). Example: bought 2024-01-01, long-term from 2025-01-02. */
export function isLongTerm(acquired: IsoDay, day: IsoDay): boolean {
  return day > addYears(acquired, LONG_TERM_YEARS);
}

/** Tax of one unit of a lot sold at `price`; a loss is negative; null where the basis is unknown. */
export function taxPerUnit(lot: OpenLot, price: Dec, day: IsoDay, rates: TaxRates): Dec | null {
  if (lot.unitCost === null) return null;
  return price.minus(lot.unitCost).times(isLongTerm(lot.acquired, day) ? rates.longRate : rates.shortRate);
}

function byTax(a: Dec | null, b: Dec | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.comparedTo(b);
}

/** Oldest first, then cheapest basis, then smallest: a total order whatever order the lots came in. */
function byAge(a: OpenLot, b: OpenLot): number {
  if (a.acquired !== b.acquired) return a.acquired < b.acquired ? -1 : 1;
  const [costA, costB] = [a.unitCost ?? ZERO, b.unitCost ?? ZERO];
  return costA.comparedTo(costB) || a.quantity.comparedTo(b.quantity);
}

/**
 * Lots to sell for `quantity` (Rule 8.2): `fifo` oldest first; `least-tax` by ascending tax per unit (unknown basis last),
 * ties oldest first, which no other choice can beat because the tax of a lot is proportional to what is taken of it.
 * Takes what there is when the lots hold less. Example: two lots at 10 and 30, price 20, least-tax sells the one at 30 first.
 */
export function chooseLots(
  lots: readonly OpenLot[],
  quantity: Dec,
  price: Dec,
  day: IsoDay,
  method: LotMethod,
  rates: TaxRates = { shortRate: ZERO, longRate: ZERO },
): SoldLot[] {
  const keyed = lots.map((lot) => ({ lot, unitTax: taxPerUnit(lot, price, day, rates) }));
  keyed.sort((a, b) => (method === 'least-tax' ? byTax(a.unitTax, b.unitTax) : 0) || byAge(a.lot, b.lot));
  const sold: SoldLot[] = [];
  let left = quantity;
  for (const { lot, unitTax } of keyed) {
    if (left.lte(0)) break;
    const taken = minDec(left, lot.quantity);
    if (taken.lte(0)) continue;
    left = left.minus(taken);
    const gain = lot.unitCost === null ? null : price.minus(lot.unitCost).times(taken);
    const tax = unitTax === null ? ZERO : unitTax.times(taken);
    sold.push({ acquired: lot.acquired, quantity: taken, unitCost: lot.unitCost, gain, longTerm: isLongTerm(lot.acquired, day), tax });
  }
  return sold;
}

/** Tax of a sale over its lots, USD; negative for a net loss. Example: gains 100 long at 15 % and −40 short at 35 % is 1. */
export function taxOf(sold: readonly Pick<SoldLot, 'tax'>[]): Dec {
  return sumDec(sold.map((lot) => dec(lot.tax)));
}
