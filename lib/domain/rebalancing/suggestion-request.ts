import { dec, decText, maxDec, minDec, ONE, roundDec, sumDec, truncateDec, ZERO, type Dec } from '../foundation/decimal';
import { MIN_TRADE_SHARE, PORTFOLIO_DRIFT_LIMIT } from './rules';
import type { Band, Destination, LotMethod, PositionInput, RebalanceRequest } from './types';

/** Decimals that exchanges commonly take in an order. */
const ORDER_PLACES = 8;
/** Cut, so that scaled targets never sum to more than 1. */
const WEIGHT_PLACES = 12;

/** What a person holds and wants, without what the page's controls choose. */
export interface SuggestionBase {
  readonly cash: string;
  readonly positions: readonly PositionInput[];
  /** Shares of the plan's own part of the portfolio. */
  readonly targets: readonly { readonly asset: string; readonly weight: number }[];
  readonly day: string;
  readonly bandMultiplier: number;
  readonly shortRate: number;
  readonly longRate: number;
  readonly feeBps: number;
  /** USD. */
  readonly minTrade: string;
  readonly contributionsFirst: boolean;
  /** False while the loss limit of Rule 7.4 is reached. */
  readonly buying: boolean;
  /** Assets of the plan that nothing may be advised about now: without a target here, held or not, and with their room kept free. */
  readonly reserved?: readonly string[];
}

export interface SuggestionControls {
  /** USD, exact. */
  readonly invest: string;
  readonly need: string;
  /** USD that comes within 30 days (Rule 8.1). */
  readonly expected: string;
  readonly band: Band;
  readonly destination: Destination;
  readonly lotMethod: LotMethod;
}

const sharesOf = (base: SuggestionBase, contribution: Dec, counts: (position: PositionInput) => boolean): Dec => {
  const valueOf = (positions: readonly PositionInput[]): Dec => sumDec(positions.map((position) => dec(position.quantity).times(dec(position.price))));
  const total = valueOf(base.positions).plus(dec(base.cash)).plus(contribution);
  return total.gt(0) ? minDec(ONE, valueOf(base.positions.filter(counts)).div(total)) : ZERO;
};

/**
 * The share of the portfolio that one unit of target stands for: what is left beside positions outside the plan (Rule 7.9; a stablecoin is
 * the plan's cash, Rule 2.2). What is reserved keeps its place: the other targets stay, unless it has grown into their room.
 */
function roomOf(base: SuggestionBase, contribution: Dec): Dec {
  const wanted = new Set(base.targets.map((target) => target.asset));
  const reserved = new Set(base.reserved);
  const outside = sharesOf(base, contribution, ({ asset, cashLike }) => !wanted.has(asset) && !reserved.has(asset) && cashLike !== true);
  const room = ONE.minus(outside);
  const asked = sumDec(base.targets.map(({ weight }) => dec(weight)));
  if (reserved.size === 0 || asked.isZero()) return room;
  const left = maxDec(ZERO, room.minus(sharesOf(base, contribution, ({ asset }) => reserved.has(asset))));
  return minDec(room, left.div(asked));
}

/**
 * The request of the page and of its preview: the plan's targets share what is left beside positions kept outside it (Rule 7.9);
 * trades below 0.1 % of the portfolio are dropped too (Rule 8.5); the portfolio's own band is 7 points (Rule 6.1).
 * Example: with a fifth kept outside, a target of 0.5 is 0.4 of the whole.
 */
export function suggestionRequest(base: SuggestionBase, controls: SuggestionControls): RebalanceRequest {
  const contribution = dec(controls.invest).minus(dec(controls.need));
  const room = roomOf(base, contribution);
  const value = sumDec(base.positions.map((position) => dec(position.quantity).times(dec(position.price)))).plus(dec(base.cash)).plus(contribution);
  const share = maxDec(ZERO, value).times(dec(MIN_TRADE_SHARE));
  return {
    cash: base.cash,
    contribution: decText(contribution),
    ...(dec(controls.expected).gt(0) ? { expectedContribution: controls.expected } : {}),
    contributionsFirst: base.contributionsFirst,
    ...(base.buying ? {} : { buying: false }),
    positions: base.positions,
    targets: base.targets.map(({ asset, weight }) => ({ asset, weight: truncateDec(dec(weight).times(room), WEIGHT_PLACES).toNumber() })),
    day: base.day,
    band: controls.band,
    bandMultiplier: base.bandMultiplier,
    portfolioBand: PORTFOLIO_DRIFT_LIMIT,
    destination: controls.destination,
    tax: { lotMethod: controls.lotMethod, shortRate: base.shortRate, longRate: base.longRate },
    costs: { feeBps: base.feeBps },
    limits: { minTrade: decText(roundDec(maxDec(dec(base.minTrade), share), 2)), quantityPlaces: ORDER_PLACES },
  };
}
