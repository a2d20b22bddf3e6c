import { dec, maxDec, minDec, roundDec, sumDec, truncateDec, ZERO, type Dec } from '../foundation/decimal';
import { QUANTITY_PLACES, valueOf } from '../foundation/money';
import type { Book, Holding } from './book';
import { byLabel } from './book';
import { averageCost } from './slippage';

/** An order in exact numbers; money in USD, from unrounded quantity × price. */
export interface Order {
  readonly index: number;
  readonly side: 'sell' | 'buy';
  readonly quantity: Dec;
  readonly notional: Dec;
  readonly fee: Dec;
  readonly slippage: Dec;
}

/** Rounds away from zero to `places`, for a quantity ≥ 0. Example: 1.231 to 2 places is 1.24. */
export function ceilDec(value: Dec, places: number): Dec {
  const cut = truncateDec(value, places);
  return cut.eq(value) ? cut : cut.plus(dec(10).pow(-places));
}

/** Units to trade to come from what is held to `position`: sells rounded up (never beyond the position), buys down. */
export function orderQuantity(holding: Holding, position: Dec, places: number): Dec {
  if (position.isZero()) return holding.quantity;
  const units = position.minus(holding.held).abs().div(holding.price);
  return position.lt(holding.held) ? minDec(holding.quantity, ceilDec(units, places)) : truncateDec(units, places);
}

function orderOf(book: Book, index: number, side: Order['side'], quantity: Dec): Order {
  const holding = book.holdings[index] as Holding;
  const notional = valueOf(quantity, holding.price);
  const slippage = roundDec(notional.times(dec(averageCost(notional.toNumber(), holding.liquidity))), QUANTITY_PLACES);
  return { index, side, quantity, notional, fee: notional.times(book.feeRate), slippage };
}

/** What an order adds to cash (a sell) or takes from it (a buy), after its fee and slippage. */
function cashOf(order: Order): Dec {
  const costs = order.fee.plus(order.slippage);
  return order.side === 'sell' ? order.notional.minus(costs) : order.notional.plus(costs).negated();
}

/** Cash + contribution + Σ sells − Σ buys − fees − slippage, USD. Example: 100 in cash and a sell of 50 at a fee of 1 is 149. */
export function cashAfter(book: Book, orders: readonly Order[]): Dec {
  return book.cash.plus(book.contribution).plus(sumDec(orders.map(cashOf)));
}

/** Makes up the last fraction of a cent that rounding left short: the largest buy is cut, or the largest sell grows. */
function topUp(book: Book, orders: Order[], places: number): Order[] {
  const bySize = [...orders].sort((a, b) => Number(a.side === 'sell') - Number(b.side === 'sell') || b.notional.comparedTo(a.notional));
  for (const order of bySize) {
    const short = cashAfter(book, orders).negated();
    if (short.lte(0)) break;
    const holding = book.holdings[order.index] as Holding;
    const step = ceilDec(short.times(2).div(holding.price), places);
    const changed = order.side === 'buy' ? maxDec(ZERO, order.quantity.minus(step)) : minDec(holding.quantity, order.quantity.plus(step));
    orders[orders.indexOf(order)] = orderOf(book, order.index, order.side, changed);
  }
  return orders.filter((order) => order.quantity.gt(0));
}

/**
 * Orders that bring every holding to its position, sells before buys, larger first, then by label; cash never ends below 0
 * where the positions leave it at 0. A difference that is rounding (1e-15 of the value) is no order.
 */
export function ordersFor(book: Book, positions: readonly Dec[], places = QUANTITY_PLACES): Order[] {
  const dust = book.value.times(dec('1e-15'));
  const orders = book.holdings.flatMap((holding, index) => {
    const position = positions[index] ?? holding.held;
    if (position.minus(holding.held).abs().lte(dust)) return [];
    const quantity = orderQuantity(holding, position, places);
    return quantity.gt(0) ? [orderOf(book, index, position.lt(holding.held) ? 'sell' : 'buy', quantity)] : [];
  });
  const label = (order: Order): string => book.holdings[order.index]?.asset ?? '';
  return topUp(book, orders, places).sort(
    (a, b) => Number(a.side === 'buy') - Number(b.side === 'buy') || b.notional.comparedTo(a.notional) || byLabel(label(a), label(b)),
  );
}
