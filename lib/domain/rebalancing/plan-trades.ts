import { dec, decText, sumDec, ZERO, type Dec } from '../foundation/decimal';
import { QUANTITY_PLACES } from '../foundation/money';
import { ok, type Result } from '../foundation/result';
import { openBook, type Book, type Holding } from './book';
import { checkRequest, type RequestProblem } from './check-request';
import { decide, type Decision } from './decide';
import { driftAt, driftRows } from './judge';
import { chooseLots, taxOf, type SoldLot, type TaxRates } from './lots';
import { select } from './minimum';
import { cashAfter, ordersFor, type Order } from './orders';
import { bandText, deferredFor, notTradedFor, reasonFor } from './reasons';
import { DEFAULT_DESTINATION } from './rules';
import { orderType, slippageModel, splitDays } from './slippage';
import type { RebalancePlan, RebalanceRequest, Trade, TradeLot } from './types';
import { worthless } from './worthless';

export type RebalanceRefusal = { readonly ok: false; readonly reason: 'invalid'; readonly problems: readonly RequestProblem[] };
export type RebalanceResult = Result<RebalancePlan, RebalanceRefusal>;

const refuse = (problems: readonly RequestProblem[]): RebalanceRefusal => ({ ok: false, reason: 'invalid', problems });

interface Outcome {
  readonly orders: readonly Order[];
  readonly cash: Dec;
  readonly positions: readonly Dec[];
  readonly value: Dec;
}

/** What the book looks like once the orders are filled. */
function fill(book: Book, orders: readonly Order[]): Outcome {
  const positions = book.holdings.map((holding) => holding.held);
  for (const order of orders) {
    const held = positions[order.index] ?? ZERO;
    positions[order.index] = order.side === 'sell' ? held.minus(order.notional) : held.plus(order.notional);
  }
  const cash = cashAfter(book, orders);
  return { orders, cash, positions, value: sumDec(positions).plus(cash) };
}

function lotRow(lot: SoldLot): TradeLot {
  const text = (amount: Dec | null): string | null => (amount === null ? null : decText(amount));
  return { acquired: lot.acquired, quantity: decText(lot.quantity), unitCost: text(lot.unitCost), gain: text(lot.gain), longTerm: lot.longTerm, tax: decText(lot.tax) };
}

function lotsSold(book: Book, holding: Holding, order: Order, tax: RebalanceRequest['tax']): SoldLot[] {
  if (order.side === 'buy' || holding.lots.length === 0) return [];
  const rates: TaxRates = { shortRate: dec(tax?.shortRate ?? 0), longRate: dec(tax?.longRate ?? 0) };
  return chooseLots(holding.lots, order.quantity, holding.price, book.day, tax?.lotMethod ?? 'fifo', rates);
}

function tradeOf(book: Book, decision: Decision, order: Order, outcome: Outcome, request: RebalanceRequest): Trade {
  const holding = book.holdings[order.index] as Holding;
  const lots = lotsSold(book, holding, order, request.tax);
  const to = outcome.value.isZero() ? 0 : (outcome.positions[order.index] ?? ZERO).div(outcome.value).toNumber();
  return {
    asset: holding.asset,
    side: order.side,
    quantity: decText(order.quantity),
    price: decText(holding.price),
    notional: decText(order.notional),
    from: holding.held.div(book.value).toNumber(),
    to,
    reason: reasonFor(book, decision, order, to, request.destination ?? DEFAULT_DESTINATION, bandText(request.band, request.bandMultiplier)),
    lots: lots.map(lotRow),
    fee: decText(order.fee),
    slippage: decText(order.slippage),
    slippageModel: slippageModel(holding.liquidity),
    tax: decText(taxOf(lots)),
    order: { type: orderType(book.value.toNumber()), days: splitDays(order.notional.toNumber(), holding.liquidity) },
  };
}

function totalsOf(book: Book, trades: readonly Trade[]): RebalancePlan['totals'] {
  const total = (of: (trade: Trade) => string): Dec => sumDec(trades.map((trade) => dec(of(trade))));
  const traded = total((trade) => trade.notional);
  return {
    turnover: traded.div(2).div(book.value).toNumber(),
    traded: decText(traded),
    fee: decText(total((trade) => trade.fee)),
    slippage: decText(total((trade) => trade.slippage)),
    tax: decText(total((trade) => trade.tax)),
  };
}

function report(book: Book, decision: Decision, outcome: Outcome, frozen: ReadonlySet<number>, request: RebalanceRequest): RebalancePlan {
  const share = (held: Dec): number => (outcome.value.isZero() ? 0 : held.div(outcome.value).toNumber());
  const shares = outcome.positions.map(share);
  const weights = new Map(book.holdings.map((holding, index) => [holding.asset, shares[index] ?? 0]));
  const trades = outcome.orders.map((order) => tradeOf(book, decision, order, outcome, request));
  const drift = driftRows(decision.judged, true);
  const deferred = deferredFor(book, decision, shares);
  const traded = new Set(outcome.orders.map((order) => order.index));
  return {
    value: decText(book.value),
    drift,
    trades,
    after: drift.map((row) => ({ asset: row.asset, weight: outcome.value.isZero() ? null : (weights.get(row.asset) ?? 0) })),
    cashAfter: decText(outcome.cash),
    totals: totalsOf(book, trades),
    portfolioDrift: {
      before: driftAt(book, book.holdings.map((holding) => holding.held), book.value),
      after: outcome.value.isZero() ? null : driftAt(book, outcome.positions, outcome.value),
    },
    deferred,
    notTraded: notTradedFor(book, decision, traded, frozen, new Set(deferred.map((entry) => entry.asset))),
    nothingToDo: trades.length === 0,
  };
}

/**
 * The few trades that bring a portfolio back inside its bands (Rules 6.1–6.3, 8.1, 8.4–8.6). Pure and deterministic: the same request
 * in any order gives the same plan. Shares are of the value after fees and slippage, solved together; money is exact and cash never
 * negative; tax is reported, never deducted. A request that cannot be answered is refused with where and why.
 * Example: 30,000 / 20,000 / 50,000 with targets 40/30/30 % and 5 points, to target without costs: sell 20,000, buy 10,000 twice.
 */
export function planTrades(request: RebalanceRequest): RebalanceResult {
  const problems = checkRequest(request);
  if (problems.length > 0) return refuse(problems);
  const book = openBook(request);
  if (book.value.isZero()) return ok(worthless(book, request));
  const decision = decide(book, request);
  const places = request.limits?.quantityPlaces ?? QUANTITY_PLACES;
  const selected = select(decision.layout, book, places);
  const outcome = fill(book, ordersFor(book, selected.positions, places));
  if (outcome.cash.isNegative()) return refuse([{ path: 'contribution', message: 'takes out more than can be sold: what has no target is kept, and selling costs fees' }]);
  return ok(report(book, decision, outcome, selected.frozen, request));
}
