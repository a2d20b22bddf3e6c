import { dec, decText, roundDec } from '../foundation/decimal';
import type { Money, Weight } from '../foundation/money';

const SHARE_PLACES = 12;
const AMOUNT_PLACES = 6;

/**
 * A share of a sum of money, exact decimal text with at most 6 places. The share is read at 12 decimals, so that the
 * rounding of a float never shows. Example: 0.15000000000000002 of 120000 is '18000'.
 */
export function shareOf(total: Money, share: Weight): string {
  return decText(roundDec(total.times(dec(share.toFixed(SHARE_PLACES))), AMOUNT_PLACES));
}
