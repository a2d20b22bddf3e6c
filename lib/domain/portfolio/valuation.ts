import { ONE, sumDec, ZERO, type Dec } from '../foundation/decimal';
import type { IsoDay } from '../foundation/iso-day';
import { valueOf } from '../foundation/money';
import { alignFlows, type CashFlow, type Valuation } from '../performance/cash-flows';
import { moneyWeightedReturn, NO_RATE_REASONS } from '../performance/money-weighted';
import { timeWeightedReturn } from '../performance/time-weighted';
import { bookLedger, type Books } from './book-ledger';
import { CASH, inLedgerOrder, type LedgerEntry } from './ledger';
import { positionsByDay } from './positions-by-day';

/** USD per unit at the close of a day, null where there is none (Rule 1.5). */
export type PriceOn = (asset: string, day: IsoDay) => Dec | null;

export interface ValuedPosition {
  readonly asset: string;
  readonly quantity: Dec;
  readonly price: Dec | null;
  /** USD; null without a price, never zero. */
  readonly value: Dec | null;
}

/** Positions valued on a day, by value; `total` counts what has a price, `missing` names what has none. */
export interface PortfolioValue {
  readonly positions: readonly ValuedPosition[];
  readonly cash: Dec;
  readonly total: Dec;
  readonly missing: readonly string[];
}

/** Values positions on a day. Example: 2 units at 10 and 5 of cash are worth 25; a token without a price is n/a and named. */
export function valuePortfolio(held: ReadonlyMap<string, Dec>, day: IsoDay, priceOn: PriceOn): PortfolioValue {
  const positions = [...held].filter(([asset]) => asset !== CASH).map(([asset, quantity]) => {
    const price = priceOn(asset, day);
    return { asset, quantity, price, value: price === null ? null : valueOf(quantity, price) };
  });
  positions.sort((a, b) => (b.value ?? ZERO).comparedTo(a.value ?? ZERO) || (a.asset < b.asset ? -1 : 1));
  const cash = held.get(CASH) ?? ZERO;
  return {
    positions,
    cash,
    total: sumDec(positions.map((position) => position.value ?? ZERO)).plus(cash),
    missing: positions.filter((position) => position.value === null).map((position) => position.asset),
  };
}

/** A step of the worked sum: value before the day's flow, the flow, value after; `growth` since the step before. USD. */
export interface ReturnStep {
  readonly day: IsoDay;
  readonly flow: number;
  readonly value: number;
  readonly growth: number | null;
}

export type PortfolioReturns =
  | { readonly ok: true; readonly timeWeighted: number | null; readonly moneyWeighted: number | null; readonly reason: string | null; readonly steps: readonly ReturnStep[]; readonly from: IsoDay; readonly to: IsoDay }
  | { readonly ok: false; readonly reason: string };

function flowsOf(booked: Books, priceOn: PriceOn): { flows: CashFlow[]; unpriced: string | null } {
  let unpriced: string | null = null;
  const flows = booked.flows.map(({ day, asset, quantity, unitPrice }) => {
    const price = asset === CASH ? ONE : (priceOn(asset, day) ?? unitPrice);
    if (price === null) unpriced = asset;
    return { day, amount: quantity.times(price ?? ZERO).toNumber() };
  });
  return { flows, unpriced };
}

/**
 * Time- and money-weighted return of a ledger up to `to` (Rule 11): valued on every day with an external flow and on the last one;
 * deposits and withdrawals, also of tokens at that day's close, are flows; income and fees are part of the return. Unavailable with a
 * reason where a price is missing on such a day, never 0 %. Example: 100 in, worth 110 when 60 more come, then 187: 21 %.
 */
export function portfolioReturns(entries: readonly LedgerEntry[], to: IsoDay, priceOn: PriceOn): PortfolioReturns {
  const past = inLedgerOrder(entries).filter((entry) => entry.day <= to);
  const booked = bookLedger(past);
  if (!booked.ok) return { ok: false, reason: 'The ledger does not balance.' };
  const { flows, unpriced } = flowsOf(booked.value, priceOn);
  if (unpriced !== null) return { ok: false, reason: `${unpriced} came or left on a day without a price.` };
  const days = [...new Set([...flows.map(({ day }) => day), to])].sort();
  const values: Valuation[] = [];
  const held = positionsByDay(past, days);
  for (const [index, day] of days.entries()) {
    const valued = valuePortfolio(held[index] ?? new Map(), day, priceOn);
    if (valued.missing.length > 0) return { ok: false, reason: `${valued.missing.join(', ')} had no price on ${day}.` };
    values.push({ day, value: valued.total.toNumber() });
  }
  const history = alignFlows(flows, values);
  if (!history.ok || days.length < 2) return { ok: false, reason: 'No time has passed since the first deposit.' };
  const twr = timeWeightedReturn(history.value);
  const mwr = moneyWeightedReturn(history.value);
  const steps = days.map((day, index): ReturnStep => {
    const [value, flow, before] = [history.value.values[index] as number, history.value.flows[index] as number, history.value.values[index - 1]];
    return { day, flow, value, growth: before === undefined || before === 0 ? null : (value - flow) / before - 1 };
  });
  return {
    ok: true,
    timeWeighted: Number.isFinite(twr) ? twr : null,
    moneyWeighted: mwr.ok ? mwr.value : null,
    reason: mwr.ok ? null : NO_RATE_REASONS[mwr.reason],
    steps,
    from: days[0] as IsoDay,
    to,
  };
}
