import { dec, maxDec, ONE, ZERO, type Dec } from '../foundation/decimal';
import { destinationShare } from './bands';
import type { Book } from './book';
import { driftAt, type Judged } from './judge';
import { HELD, mark, NOTHING, type Giver, type Layout, type Mark } from './layout';
import type { Destination } from './types';

/** Givers levelled at held ÷ target; those without a target go first, the largest of them first. */
function levels(judged: readonly Judged[], picked: readonly number[], floor: (at: Judged) => Mark): Giver[][] {
  const giver = (index: number, weight: Dec): Giver => ({ index, weight, near: weight.toNumber(), floor: floor(judged[index] as Judged) });
  const target = (index: number): Dec => (judged[index] as Judged).holding.target;
  return [
    picked.filter((index) => target(index).isZero()).map((index) => giver(index, ONE)),
    picked.filter((index) => target(index).gt(0)).map((index) => giver(index, target(index))),
  ];
}

function indices(judged: readonly Judged[], keep: (at: Judged) => boolean): number[] {
  return judged.flatMap((at, index) => (keep(at) ? [index] : []));
}

/** Stablecoins give before anything else: they are cash (Rule 2.2). */
function coins(judged: readonly Judged[]): Giver[][] {
  const held = indices(judged, (at) => at.holding.cashLike);
  return held.length === 0 ? [] : levels(judged, held, () => NOTHING);
}

/**
 * Contributions (Rule 8.1): money goes to the lowest held ÷ target until the next one is reached, nothing above its target.
 * `reserve` is the cash that is not to be spent; with `floorsFirst`, positions below their band reach their edge before the rest, from
 * stablecoins too where the cash does not suffice.
 */
export function contributionLayout(judged: readonly Judged[], reserve: Dec, floorsFirst: boolean): Layout {
  const buyable = indices(judged, (at) => !at.holding.kept && at.holding.target.gt(0));
  const base = judged.map((at, index) => (buyable.includes(index) ? mark('atLeast', at.holding.target) : HELD));
  const below = (at: Judged): Mark => (at.side === 'below' ? mark('atLeast', at.lower) : HELD);
  const floors = floorsFirst ? levels(judged, buyable, below) : [];
  return { base, stages: [...(floorsFirst ? coins(judged) : []), ...floors, ...levels(judged, buyable, () => HELD)], reserve, reserveNear: reserve.toNumber() };
}

/** Where a breached position goes: its destination, and only in the direction of its target. */
function actingMark(at: Judged, destination: Destination): Mark {
  const edge = at.side === 'above' ? at.upper : at.lower;
  return mark(at.side === 'above' ? 'atMost' : 'atLeast', destinationShare(at.holding.target, edge, destination));
}

/**
 * Breached positions go to their destination (Rule 6.2); the others stay. Where cash would end below 0: stablecoins give first, then positions inside their
 * bands give down to their lower edges, the highest held ÷ target first; then those sold for their band, down to their lower
 * edges; then purchases are cut back to the money there is; last, for money taken out, everything that is not kept.
 */
export function destinationLayout(judged: readonly Judged[], base: readonly Mark[]): Layout {
  const acts = (index: number): boolean => base[index]?.kind !== 'held';
  const free = indices(judged, (at) => !at.holding.kept);
  const inside = free.filter((index) => !acts(index) && (judged[index] as Judged).side === 'inside');
  const sold = free.filter((index) => acts(index) && (judged[index] as Judged).holding.target.lt((judged[index] as Judged).weight));
  const bought = free.filter((index) => acts(index) && !sold.includes(index));
  const toLower = (at: Judged): Mark => mark('atMost', at.lower);
  const stages = [
    ...coins(judged),
    ...levels(judged, inside, toLower),
    ...levels(judged, sold, toLower),
    ...levels(judged, bought, () => HELD),
    ...levels(judged, free, () => NOTHING),
  ];
  return { base, stages, reserve: ZERO, reserveNear: 0 };
}

/** Base marks of the bands: breached ones act, unless they were traded by their band too recently (Rule 6.3). */
export function bandBase(judged: readonly Judged[], destination: Destination): Mark[] {
  return judged.map((at) => (at.side === 'inside' || at.resting ? HELD : actingMark(at, destination)));
}

/** Base marks of the band `none`: every asset with a target, or to be sold, goes to its target. */
export function targetBase(judged: readonly Judged[]): Mark[] {
  return judged.map((at) => (at.holding.kept ? HELD : mark('share', at.holding.target)));
}

/**
 * Base marks when the portfolio as a whole has drifted beyond `limit` (Rule 6.1): every weight moves the same part of its way to
 * its target: all of it, just enough to come back to the limit (edge), or halfway between; a breached one at least to its own.
 */
export function portfolioBase(book: Book, judged: readonly Judged[], limit: number, destination: Destination): Mark[] {
  const drift = driftAt(book, book.holdings.map((holding) => holding.held), book.value);
  const edge = Math.max(0, 1 - limit / drift);
  const part = dec({ target: 1, edge, halfway: (1 + edge) / 2 }[destination]);
  return judged.map((at) => {
    if (at.holding.kept || at.resting) return HELD;
    const { target } = at.holding;
    const moved = at.weight.plus(target.minus(at.weight).times(part));
    const own = at.side === 'inside' ? moved : destinationShare(target, at.side === 'above' ? at.upper : at.lower, destination);
    return at.weight.gt(target) ? mark('atMost', moved.lt(own) ? moved : own) : mark('atLeast', maxDec(moved, own));
  });
}
