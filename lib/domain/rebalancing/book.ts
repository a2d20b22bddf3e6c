import { dec, sumDec, ZERO, type Dec } from '../foundation/decimal';
import { isoDay, type IsoDay } from '../foundation/iso-day';
import { valueOf } from '../foundation/money';
import type { OpenLot } from './lots';
import type { Liquidity } from './slippage';
import type { PositionInput, RebalanceRequest } from './types';

/** A position in exact numbers. `kept`: held without a target and left alone. */
export interface Holding {
  readonly asset: string;
  readonly quantity: Dec;
  readonly price: Dec;
  /** USD before the trades. */
  readonly held: Dec;
  readonly target: Dec;
  readonly kept: boolean;
  /** Kept as cash of the plan (Rule 2.2): gives first where money is needed. */
  readonly cashLike: boolean;
  readonly lots: readonly OpenLot[];
  readonly liquidity: Liquidity;
  readonly lastBandTrade: IsoDay | null;
}

/** The request read once: holdings by asset (code units), money in USD. `value` counts the contribution, before costs. */
export interface Book {
  readonly holdings: readonly Holding[];
  readonly cash: Dec;
  readonly contribution: Dec;
  readonly expected: Dec;
  readonly value: Dec;
  readonly day: IsoDay;
  readonly feeRate: Dec;
  readonly minTrade: Dec;
}

/** Order by code units, the same on every machine. */
export function byLabel(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function holdingOf(position: PositionInput, target: number | undefined, untargeted: 'keep' | 'sell'): Holding {
  const [quantity, price] = [dec(position.quantity), dec(position.price)];
  const cashLike = target === undefined && position.cashLike === true;
  const lots = (position.lots ?? []).map((lot) => ({
    acquired: isoDay(lot.acquired),
    quantity: dec(lot.quantity),
    unitCost: lot.unitCost === null ? null : dec(lot.unitCost),
  }));
  return {
    asset: position.asset,
    quantity,
    price,
    held: valueOf(quantity, price),
    target: dec(target ?? 0),
    kept: cashLike || (target === undefined && untargeted === 'keep'),
    cashLike,
    lots,
    liquidity: {
      depth2pct: position.depth2pct === undefined ? null : Number(position.depth2pct),
      dailyTradedValue: position.dailyTradedValue === undefined ? null : Number(position.dailyTradedValue),
      dailyVolatility: position.dailyVolatility ?? null,
    },
    lastBandTrade: position.lastBandTrade === undefined ? null : isoDay(position.lastBandTrade),
  };
}

/**
 * Reads a request into exact numbers; absent costs and limits are none, an absent contribution is zero. The request must have
 * passed `checkRequest`. Example: 0.5 BTC at 60000 and cash 1000 have the value 31000.
 */
export function openBook(request: RebalanceRequest): Book {
  const weights = new Map(request.targets.map((target) => [target.asset, target.weight]));
  const holdings = request.positions.map((position) => holdingOf(position, weights.get(position.asset), request.untargeted ?? 'keep'));
  holdings.sort((a, b) => byLabel(a.asset, b.asset));
  const [cash, contribution] = [dec(request.cash), dec(request.contribution ?? '0')];
  return {
    holdings,
    cash,
    contribution,
    expected: dec(request.expectedContribution ?? '0'),
    value: sumDec(holdings.map((holding) => holding.held)).plus(cash).plus(contribution),
    day: isoDay(request.day),
    feeRate: request.costs === undefined ? ZERO : dec(request.costs.feeBps).div(10_000),
    minTrade: dec(request.limits?.minTrade ?? '0'),
  };
}
