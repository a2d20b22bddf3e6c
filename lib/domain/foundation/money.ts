import { dec, roundDec, sumDec, truncateDec, ZERO, type Dec } from './decimal';
import { invariant } from './invariant';

/** US dollars, exact. Rounded to cents only on screen. */
export type Money = Dec;
/** Units of an asset, exact, at most 18 decimal places. */
export type Quantity = Dec;
/** A fraction in [0, 1] of a whole. */
export type Weight = number;

export const QUANTITY_PLACES = 18;

/** The bridge from ledger to value: quantity × price, exact. Example: 0.5 × 60000 is 30000. */
export function valueOf(quantity: Quantity, price: Money): Money {
  return quantity.times(price);
}

/** The bridge from value to ledger: the largest quantity of `places` decimals that costs at most `amount`. Price must be > 0. Example: 100 at 3 with 2 places is 33.33. */
export function quantityFor(amount: Money, price: Money, places = QUANTITY_PLACES): Quantity {
  invariant(price.gt(0), 'price must be greater than 0');
  return truncateDec(amount.div(price), places);
}

/**
 * Splits `total` over `shares` (≥ 0, not all zero) into parts of `places` decimals that add up exactly (largest remainder).
 * Ties go to the earlier share. Example: 100 over [1, 1, 1] with 2 places is [33.34, 33.33, 33.33].
 */
export function allocate(total: Money, shares: readonly Dec[], places = 2): Money[] {
  const whole = sumDec(shares);
  invariant(whole.gt(0) && shares.every((share) => share.gte(0)), 'shares must be non-negative and not all zero');
  const unit = dec(10).pow(-places);
  const exact = shares.map((share) => total.times(share).div(whole));
  const floors = exact.map((part) => truncateDec(part, places));
  const left = roundDec(total.minus(sumDec(floors)).div(unit), 0).toNumber();
  const order = exact.map((part, index) => ({ index, rest: part.minus(floors[index] ?? ZERO).abs() }));
  order.sort((a, b) => b.rest.comparedTo(a.rest) || a.index - b.index);
  const step = unit.times(Math.sign(left));
  for (let i = 0; i < Math.abs(left); i += 1) {
    const at = order[i % order.length]?.index ?? 0;
    floors[at] = (floors[at] ?? ZERO).plus(step);
  }
  return floors;
}
