import { dec, roundDec, type Dec } from '../foundation/decimal';
import { addDays } from '../foundation/iso-day';
import type { Book } from './book';
import type { Decision } from './decide';
import type { Judged } from './judge';
import type { Order } from './orders';
import { CONTRIBUTION_HORIZON_DAYS, DAYS_BETWEEN_BAND_TRADES } from './rules';
import type { Band, Destination, RebalancePlan } from './types';
import { percent, range, usd } from './words';

export interface Reason {
  readonly rule: string;
  readonly detail: string;
}

/** A band in words. Example: either 0.05 and 0.25 × 0.75 is 'either, 5 points or 25 % of the target × 0.75'. */
export function bandText(band: Band, multiplier = 1): string {
  const points = (share: number): string => `${dec(share).times(100).toDecimalPlaces(2).toString()} points`;
  const part = (share: number): string => `${dec(share).times(100).toDecimalPlaces(2).toString()}\u202f% of the target`;
  const times = multiplier === 1 ? '' : ` × ${multiplier}`;
  if (band.kind === 'absolute') return `absolute, ${points(band.points)}${times}`;
  if (band.kind === 'relative') return `relative, ${part(band.fraction)}${times}`;
  if (band.kind === 'either') return `either, ${points(band.points)} or ${part(band.fraction)}${times}`;
  return band.kind === 'costAware' ? `cost-aware, at ${roundDec(dec(band.oneWayCost).times(10_000), 1).toString()} bps one way${times}` : 'none';
}

/** The move of the price that would bring a breached weight to its edge, the rest unchanged; a fraction, null where none would. */
export function priceToEdge(held: Dec, value: Dec, edge: Dec): Dec | null {
  if (held.isZero() || edge.gte(1)) return null;
  return edge.times(value).minus(held).div(held.times(dec(1).minus(edge)));
}

const WAY: Record<Destination, string> = { target: 'to its target', edge: 'to the edge', halfway: 'halfway back' };

function bandReason(book: Book, at: Judged, order: Order, to: number, destination: Destination, band: string): Reason {
  const { holding } = at;
  const rule = '6.1';
  if (holding.target.isZero()) return { rule, detail: `${percent(at.weight)} is held without a target and is above ${percent(at.upper)}. It goes to ${percent(to)}.` };
  const edge = at.side === 'above' ? at.upper : at.lower;
  const move = priceToEdge(holding.held, book.value, edge);
  const ends = move === null ? '' : ` A ${move.isNegative() ? 'fall' : 'rise'} of the price by ${percent(move.abs())}, the rest unchanged, would also end it.`;
  const detail = `${percent(at.weight)} is ${at.side} the band ${range(at.lower, at.upper)}. The rule that fired: ${band}. It goes ${WAY[destination]}, to ${percent(to)}.${ends}`;
  return { rule, detail };
}

/** What new or idle money spares: with stablecoins in the plan's cash one of them may be converted for it. */
function spared(book: Book, decision: Decision): string {
  const coins = decision.mode === 'contributionsFirst' && book.holdings.some(({ cashLike, held }) => cashLike && held.gt(0));
  return coins ? 'No token is sold.' : 'Nothing is sold.';
}

/** Why one order is there: the rule that fired and its numbers (Rule 6.6). `to` is the share it ends at. */
export function reasonFor(book: Book, decision: Decision, order: Order, to: number, destination: Destination, band: string): Reason {
  const at = decision.judged[order.index] as Judged;
  const { holding, weight } = at;
  const acts = decision.layout.base[order.index]?.kind !== 'held';
  if (holding.cashLike) return { rule: '2.2', detail: `Stablecoin cash: ${percent(weight)} is held, and ${book.cash.plus(book.contribution).isNegative() ? `the ${usd(book.contribution.abs())} taken out` : 'the purchases'} cannot be paid from US dollars alone. It is converted before a token is sold to raise money.` };
  if (decision.mode === 'contribution' || decision.mode === 'contributionsFirst') {
    const ratio = (share: number): string => (holding.target.isZero() ? '0' : dec(share).div(holding.target).toFixed(2));
    return { rule: '8.1', detail: `${book.contribution.gt(0) ? 'New money' : 'The cash you hold'} goes to the lowest held ÷ target: ${percent(weight)} of ${percent(holding.target)} is ${ratio(weight.toNumber())}, and becomes ${ratio(to)}. ${spared(book, decision)}` };
  }
  if (decision.mode === 'always') return { rule: '6.1', detail: `Band none always acts: ${percent(weight)} goes to the target ${percent(holding.target)}.` };
  if (acts && at.side !== 'inside') return bandReason(book, at, order, to, destination, band);
  if (acts) return { rule: '6.1', detail: `The portfolio as a whole has drifted beyond its band. ${percent(weight)} goes ${WAY[destination]}, to ${percent(to)}; the target is ${percent(holding.target)}.` };
  const [rule, why] = book.contribution.isNegative() ? ['8.1', `Money is taken out (${usd(book.contribution.abs())})`] : ['8.6', 'The purchases need cash'];
  // While a calendar waits no weight can leave the band it is asked with, and so there is none to tell.
  const banded = at.lower.isZero() && at.upper.eq(1) ? '' : `; its band is ${range(at.lower, at.upper)}`;
  return { rule, detail: `${why}: the highest held ÷ target gives first. ${percent(weight)} of ${percent(holding.target)} goes to ${percent(to)}${banded}.` };
}

/** What waits for money that is still to come (Rule 8.1): breached positions that end outside their band. */
export function deferredFor(book: Book, decision: Decision, after: readonly number[]): RebalancePlan['deferred'] {
  if (decision.mode !== 'contributionsFirst') return [];
  const until = addDays(book.day, CONTRIBUTION_HORIZON_DAYS);
  return decision.judged.flatMap((at, index) => {
    const share = after[index] ?? 0;
    const outside = share > at.upper.toNumber() + 1e-9 || share < at.lower.toNumber() - 1e-9;
    if (at.side === 'inside' || !outside) return [];
    const reason = `${percent(share)} is ${at.side} the band ${range(at.lower, at.upper)}. The ${usd(book.expected)} expected within ${CONTRIBUTION_HORIZON_DAYS} days ${at.side === 'above' ? 'dilute it back inside' : 'can bring it inside'}: nothing is sold (Rule 8.1).`;
    return [{ asset: at.holding.asset, reason, until }];
  });
}

/** What is outside its band, or outside the plan, and still not traded, with the rule that says so. */
export function notTradedFor(book: Book, decision: Decision, traded: ReadonlySet<number>, frozen: ReadonlySet<number>, waiting: ReadonlySet<string>): RebalancePlan['notTraded'] {
  return decision.judged.flatMap((at, index) => {
    const { asset, kept, held, lastBandTrade } = at.holding;
    if (traded.has(index) || waiting.has(asset)) return [];
    if (at.holding.cashLike) return held.isZero() ? [] : [{ asset, rule: '2.2', detail: `Stablecoin cash: ${percent(at.weight)} of the value, counted as cash of the plan and not outside it. It is converted where purchases need it.` }];
    if (kept) return held.isZero() ? [] : [{ asset, rule: '7.9', detail: `No target: ${percent(at.weight)} of the value is kept and left alone.` }];
    if (at.side !== 'inside' && at.resting && decision.mode !== 'always') {
      return [{ asset, rule: '6.3', detail: `Traded by its band on ${lastBandTrade ?? ''}: no second time within ${DAYS_BETWEEN_BAND_TRADES} days.` }];
    }
    const mark = decision.mode === 'always' ? 'target' : 'band';
    if (at.side === 'below' && !decision.buying) return [{ asset, rule: '7.4', detail: `It is below its ${mark}. Nothing is bought while the loss limit is reached.` }];
    if (frozen.has(index)) return [{ asset, rule: '8.5', detail: `The trade would be below the minimum of ${usd(book.minTrade)}.` }];
    const short = at.side === 'below' ? `It is below its ${mark}, and there is no money to buy it with.` : `It is above its ${mark} and stays.`;
    return at.side === 'inside' ? [] : [{ asset, rule: '8.6', detail: short }];
  });
}
