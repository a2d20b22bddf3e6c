import { roundDec, sumDec, truncateDec, ZERO, type Dec } from '../foundation/decimal';
import { QUANTITY_PLACES } from '../foundation/money';
import type { HeldLot } from './ledger';

const UNIT_COST_PLACES = 18;
/** Units and prices have 18 decimals each, so a lot's whole basis has at most 36. */
const COST_PLACES = 36;

/** Basis per unit, USD to 18 decimals; null where the basis is unknown. Example: 10 for 4 units is 2.5. */
export function unitCostOf(cost: Dec | null, quantity: Dec): Dec | null {
  return cost === null ? null : roundDec(cost.div(quantity), UNIT_COST_PLACES);
}

/**
 * A lot in two: the part that is taken and what remains, null where nothing does. The basis is divided in proportion, and what one
 * part's rounding leaves is the other's: the two together cost what the lot did. Example: a third of 10 USD leaves exactly the rest of 10.
 */
export function splitLot(lot: HeldLot, part: Dec): readonly [HeldLot, HeldLot | null] {
  if (part.gte(lot.quantity)) return [lot, null];
  const cost = lot.cost === null ? null : roundDec(lot.cost.times(part).div(lot.quantity), COST_PLACES);
  return [{ ...lot, quantity: part, cost }, { ...lot, quantity: lot.quantity.minus(part), cost: lot.cost?.minus(cost ?? ZERO) ?? null }];
}

const together = (a: Dec | null, b: Dec | null): Dec | null => (a === null || b === null ? null : a.plus(b));

/**
 * Lots of one coin as lots of what it became (Rule 2.1): each keeps its day, its origin and its whole basis, and the new units are
 * shared out in proportion, adding up to `units` exactly. Not a sale, so nothing is realised. What is too little for one smallest unit
 * joins the next lot. Example: 300 LEND for 30 USD become 3 AAVE for 30 USD.
 */
export function migrateLots(lots: readonly HeldLot[], asset: string, units: Dec): HeldLot[] {
  const whole = sumDec(lots.map((lot) => lot.quantity));
  const made: HeldLot[] = [];
  let [passed, given, waiting]: [Dec, Dec, Dec | null] = [ZERO, ZERO, ZERO];
  for (const lot of lots) {
    passed = passed.plus(lot.quantity);
    const upTo = passed.eq(whole) ? units : truncateDec(units.times(passed).div(whole), QUANTITY_PLACES);
    const quantity = upTo.minus(given);
    const cost = together(lot.cost, waiting);
    waiting = quantity.gt(0) ? ZERO : cost;
    if (quantity.gt(0)) made.push({ ...lot, asset, quantity, cost, unitCost: unitCostOf(cost, quantity) });
    given = upTo;
  }
  return made;
}
