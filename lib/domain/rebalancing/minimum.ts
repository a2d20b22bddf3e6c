import { dec, ZERO, type Dec } from '../foundation/decimal';
import { valueOf } from '../foundation/money';
import { byLabel, type Book, type Holding } from './book';
import { freeze, giveAmount, placeExact, type Layout } from './layout';
import { orderQuantity } from './orders';
import { solve, type Settled } from './solve';

/** A solved layout without trades below the minimum; `frozen` would have traded less than that. */
export interface Selected extends Settled {
  readonly frozen: ReadonlySet<number>;
}

interface Choice {
  readonly frozen: Set<number>;
  readonly gives: Set<number>;
  readonly exempt: Set<number>;
}

function apply(layout: Layout, choice: Choice, amount: Dec): Layout {
  return [...choice.gives].reduce((next, index) => giveAmount(next, index, amount), freeze(layout, choice.frozen));
}

/** Trades below the minimum, smallest first, ties by label from the end. */
function tooSmall(book: Book, settled: Settled, choice: Choice, places: number): number[] {
  const sizes = book.holdings.map((holding, index) => {
    const position = settled.positions[index] ?? holding.held;
    return position.eq(holding.held) ? ZERO : valueOf(orderQuantity(holding, position, places), holding.price);
  });
  const small = sizes.flatMap((size, index) => (size.gt(0) && size.lt(book.minTrade) && !choice.exempt.has(index) && !choice.gives.has(index) ? [index] : []));
  const label = (index: number): string => (book.holdings[index] as Holding).asset;
  return small.sort((a, b) => (sizes[a] as Dec).comparedTo(sizes[b] as Dec) || byLabel(label(b), label(a)));
}

/** What destinations ask to buy beyond what the money allows, USD. */
function unbought(layout: Layout, book: Book, settled: Settled): Dec {
  return book.holdings.reduce((sum, holding, index) => {
    const place = layout.base[index];
    if (place === undefined || place.kind === 'held' || place.kind === 'less') return sum;
    const missing = placeExact(place, holding.held, settled.value).minus(settled.positions[index] ?? holding.held);
    return missing.gt(0) && (settled.positions[index] ?? ZERO).gte(holding.held) ? sum.plus(missing) : sum;
  }, ZERO);
}

/** The frozen holding with the highest held ÷ target that can give one minimum trade; null when there is none. */
function nextGiver(book: Book, choice: Choice, eligible: (holding: Holding) => boolean): number | null {
  const ratio = (holding: Holding): Dec => (holding.target.isZero() ? dec('1e30').plus(holding.held) : holding.held.div(holding.target));
  const found = [...choice.frozen].filter((index) => !choice.gives.has(index) && eligible(book.holdings[index] as Holding));
  found.sort((a, b) => ratio(book.holdings[b] as Holding).comparedTo(ratio(book.holdings[a] as Holding)) || a - b);
  return found[0] ?? null;
}

/** Lets a frozen holding trade after all where the plan cannot do without: one minimum trade each, or, failing that, what it has. */
function relieve(layout: Layout, book: Book, settled: Settled, choice: Choice): boolean {
  const whole = (holding: Holding): boolean => holding.held.gte(book.minTrade);
  if (settled.short > 0) {
    const giver = nextGiver(book, choice, whole);
    if (giver !== null) choice.gives.add(giver);
    else {
      const last = nextGiver(book, choice, (holding) => holding.held.gt(0));
      if (last === null) return false;
      choice.frozen.delete(last);
      choice.exempt.add(last);
    }
    return true;
  }
  if (choice.frozen.size === 0 || unbought(layout, book, settled).lt(book.minTrade)) return false;
  const over = nextGiver(book, choice, (holding) => whole(holding) && holding.held.gt(holding.target.times(settled.value)));
  if (over !== null) choice.gives.add(over);
  return over !== null;
}

/**
 * Solves a layout and drops trades below the minimum (Rule 8.5), then solves again without them, until none is left. Where money
 * is levelled out (Rule 8.1) the smallest go first, so that the rest grow. Where what was dropped leaves purchases a minimum trade
 * short, or cash below 0, the most overweight of the dropped give one minimum trade each.
 */
export function select(layout: Layout, book: Book, places: number): Selected {
  const choice: Choice = { frozen: new Set(), gives: new Set(), exempt: new Set() };
  for (;;) {
    const current = apply(layout, choice, book.minTrade);
    const settled = solve(current, book);
    const small = tooSmall(book, settled, choice, places);
    if (small.length === 0) {
      if (relieve(current, book, settled, choice)) continue;
      return { ...settled, frozen: choice.frozen };
    }
    const fixed = small.filter((index) => !settled.levelled.has(index));
    const dropped = fixed.length > 0 ? fixed : small.slice(0, Math.ceil(small.length / 8));
    dropped.forEach((index) => choice.frozen.add(index));
  }
}
