import { maxDec, minDec, ZERO, type Dec } from '../foundation/decimal';

/**
 * Where a position should stand after the trades, as a function of the value V after costs: what is held, a share of V, or the
 * smaller or larger of the two, or what is held less a fixed amount of USD.
 */
export type Mark =
  | { readonly kind: 'held' }
  | { readonly kind: 'share' | 'atMost' | 'atLeast'; readonly share: Dec; readonly near: number }
  | { readonly kind: 'less'; readonly amount: Dec; readonly near: number };

export const HELD: Mark = { kind: 'held' };
export const NOTHING: Mark = { kind: 'share', share: ZERO, near: 0 };

/** Builds a mark from a share of the value. Example: `mark('atMost', dec('0.3'))` sells down to 30 % and never buys. */
export function mark(kind: 'share' | 'atMost' | 'atLeast', share: Dec): Mark {
  return { kind, share, near: share.toNumber() };
}

/** A position that may give in a stage, down to `floor`, levelled with the others at held ÷ `weight` (Rule 8.1). */
export interface Giver {
  readonly index: number;
  readonly weight: Dec;
  readonly near: number;
  readonly floor: Mark;
}

/**
 * A layout of the whole portfolio: where each holding stands if money allows (`base`), and, where it does not, who gives, stage
 * by stage, until at least `reserve` USD is in cash.
 */
export interface Layout {
  readonly base: readonly Mark[];
  readonly stages: readonly (readonly Giver[])[];
  readonly reserve: Dec;
  readonly reserveNear: number;
}

/** A mark in USD, exact. */
export function placeExact(place: Mark, held: Dec, value: Dec): Dec {
  if (place.kind === 'held') return held;
  if (place.kind === 'less') return held.minus(place.amount);
  const share = place.share.times(value);
  if (place.kind === 'share') return share;
  return place.kind === 'atMost' ? minDec(held, share) : maxDec(held, share);
}

/** A mark in USD, in floating point, for the search. */
export function placeNear(place: Mark, held: number, value: number): number {
  if (place.kind === 'held') return held;
  if (place.kind === 'less') return held - place.near;
  const share = place.near * value;
  if (place.kind === 'share') return share;
  return place.kind === 'atMost' ? Math.min(held, share) : Math.max(held, share);
}

/** The layout with some holdings left exactly as they are. Example: a trade below the minimum is frozen. */
export function freeze(layout: Layout, frozen: ReadonlySet<number>): Layout {
  if (frozen.size === 0) return layout;
  return {
    base: layout.base.map((place, index) => (frozen.has(index) ? HELD : place)),
    stages: layout.stages.map((stage) => stage.filter((giver) => !frozen.has(giver.index))),
    reserve: layout.reserve,
    reserveNear: layout.reserveNear,
  };
}

/** The layout with its purchases left out; what is sold is sold (Rule 7.4). Example: a mark of at least 30 % becomes what is held. */
export function withoutBuying(layout: Layout): Layout {
  const sellOnly = (place: Mark): Mark => {
    if (place.kind === 'atLeast') return HELD;
    return place.kind === 'share' ? { ...place, kind: 'atMost' } : place;
  };
  return { ...layout, base: layout.base.map(sellOnly) };
}

/** The layout with one holding that gives exactly `amount` USD. */
export function giveAmount(layout: Layout, index: number, amount: Dec): Layout {
  return { ...layout, base: layout.base.map((place, at) => (at === index ? { kind: 'less', amount, near: amount.toNumber() } : place)) };
}
