import { dec, ZERO, type Dec } from '../foundation/decimal';
import { daysBetween } from '../foundation/iso-day';
import { edgesOf, halfWidth, type Edges } from './bands';
import { byLabel, type Book, type Holding } from './book';
import { DAYS_BETWEEN_BAND_TRADES, EDGE_TOLERANCE } from './rules';
import type { Band, DriftRow } from './types';

/** A holding against its band, before costs. */
export interface Judged extends Edges {
  readonly holding: Holding;
  readonly weight: Dec;
  readonly side: 'above' | 'below' | 'inside';
  /** Traded by its band too recently to be traded again (Rule 6.3). */
  readonly resting: boolean;
}

/** A band as wide as everything there is: no weight leaves it, also not one that money taken out lifts above 1. */
function holdsAll(holding: Holding, band: Band, multiplier: number): boolean {
  return halfWidth(holding.target, band).times(dec(multiplier)).gte(1);
}

function sideOf(holding: Holding, edges: Edges, value: Dec): Judged['side'] {
  const tolerance = value.times(dec(EDGE_TOLERANCE));
  if (holding.held.gt(edges.upper.times(value).plus(tolerance))) return 'above';
  return holding.held.lt(edges.lower.times(value).minus(tolerance)) ? 'below' : 'inside';
}

/**
 * Judges every holding of a book with value > 0 (Rule 6.1): exactly on the edge is inside; what is kept without a target never
 * acts. Example: 30 % held of 25 % with 5 points is inside, 30.1 % is above.
 */
export function judge(book: Book, band: Band, multiplier: number): Judged[] {
  return book.holdings.map((holding) => {
    const edges = holding.kept ? { lower: ZERO, upper: dec(1) } : edgesOf(holding.target, band, multiplier);
    const rested = holding.lastBandTrade === null ? Infinity : daysBetween(holding.lastBandTrade, book.day);
    const resting = rested >= 0 && rested < DAYS_BETWEEN_BAND_TRADES;
    const side = holding.kept || holdsAll(holding, band, multiplier) ? 'inside' : sideOf(holding, edges, book.value);
    return { ...edges, holding, weight: holding.held.div(book.value), side, resting };
  });
}

/**
 * Portfolio drift, Σ|w − T| / 2 with cash (what is left of 1) as one more position, a share (Rule 6.1).
 * Example: weights 0.3, 0.3, 0.4 against 0.4, 0.3, 0.3 drift 0.1.
 */
export function portfolioDrift(weights: readonly number[], targets: readonly number[]): number {
  const apart = weights.reduce((sum, weight, index) => sum + Math.abs(weight - (targets[index] ?? 0)), 0);
  const [held, wanted] = [weights, targets].map((list) => list.reduce((sum, weight) => sum + weight, 0)) as [number, number];
  return (apart + Math.abs(held - wanted)) / 2;
}

/** Drift of a book at given values of its holdings; what is kept without a target is where it should be. */
export function driftAt(book: Book, values: readonly Dec[], total: Dec): number {
  const weights = values.map((value) => value.div(total).toNumber());
  const targets = book.holdings.map((holding, index) => (holding.kept ? (weights[index] as number) : holding.target.toNumber()));
  return portfolioDrift(weights, targets);
}

/** Share of the way from target to edge that is used; 1 on the edge; null where the band has no width on that side. */
export function bandUsed(weight: Dec, target: Dec, edges: Edges): number | null {
  const room = weight.gte(target) ? edges.upper.minus(target) : target.minus(edges.lower);
  if (room.gt(0)) return weight.minus(target).abs().div(room).toNumber();
  return weight.eq(target) ? 0 : null;
}

/** The drift rows of an answer, by target (largest first), then label. Weights are null where the portfolio is worth nothing. */
export function driftRows(judged: readonly Judged[], worth: boolean): DriftRow[] {
  const rows = judged.map(({ holding, weight, lower, upper, side }) => ({
    asset: holding.asset,
    weight: worth ? weight.toNumber() : null,
    target: holding.target.toNumber(),
    lower: lower.toNumber(),
    upper: upper.toNumber(),
    breached: side !== 'inside',
    bandUsed: worth && !holding.kept ? bandUsed(weight, holding.target, { lower, upper }) : null,
    kept: holding.kept,
    cashLike: holding.cashLike,
  }));
  return rows.sort((a, b) => b.target - a.target || byLabel(a.asset, b.asset));
}
