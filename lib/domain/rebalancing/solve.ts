import { dec, sumDec, ZERO, type Dec } from '../foundation/decimal';
import { findRoot } from '../foundation/root';
import { fillWithin } from '../foundation/water-filling';
import type { Book } from './book';
import { placeExact, placeNear, type Giver, type Layout, type Mark } from './layout';
import { averageCost } from './slippage';

/** Values after the trades, USD; `short` is the cash that is missing when nobody can give more (0 when all is well). */
export interface Settled {
  readonly value: Dec;
  readonly positions: readonly Dec[];
  readonly short: number;
  /** Holdings that share what is left in proportion to their weights (Rule 8.1). */
  readonly levelled: ReadonlySet<number>;
}

interface Placed {
  readonly positions: Float64Array;
  /** What decided each place; null: levelled with others. */
  readonly decided: readonly (Mark | null)[];
  readonly levelled: readonly Giver[];
  readonly short: number;
}

interface Numbers {
  readonly held: Float64Array;
  readonly value: number;
  readonly feeRate: number;
}

/** Lets one stage give `excess` in all, the highest held ÷ weight first until the next is reached, and so on. */
function giveWithin(stage: readonly Giver[], positions: Float64Array, floors: Float64Array, excess: number): Float64Array {
  const ceilings = Float64Array.from(stage, (giver) => positions[giver.index] as number);
  const total = ceilings.reduce((sum, ceiling) => sum + ceiling, 0) - excess;
  return fillWithin(Float64Array.from(stage, (giver) => giver.near), { lower: floors, upper: ceilings, total });
}

/** All places for a given value after costs: the base, then stage after stage until the reserve is in cash. */
function placeAll(layout: Layout, numbers: Numbers, value: number): Placed {
  const positions = Float64Array.from(layout.base, (place, index) => placeNear(place, numbers.held[index] as number, value));
  const decided: (Mark | null)[] = [...layout.base];
  let excess = positions.reduce((sum, position) => sum + position, 0) - (value - layout.reserveNear);
  for (const stage of layout.stages) {
    if (excess <= numbers.value * 1e-15) return { positions, decided, levelled: [], short: 0 };
    const floors = Float64Array.from(stage, (giver) =>
      Math.min(positions[giver.index] as number, placeNear(giver.floor, numbers.held[giver.index] as number, value)));
    const room = stage.reduce((sum, giver, at) => sum + (positions[giver.index] as number) - (floors[at] as number), 0);
    const filled = excess < room ? giveWithin(stage, positions, floors, excess) : floors;
    const levelled: Giver[] = [];
    stage.forEach((giver, at) => {
      const place = filled[at] as number;
      if (place === positions[giver.index]) return;
      decided[giver.index] = place === floors[at] ? giver.floor : null;
      if (place !== floors[at]) levelled.push(giver);
      positions[giver.index] = place;
    });
    if (excess < room) return { positions, decided, levelled, short: 0 };
    excess -= room;
  }
  return { positions, decided, levelled: [], short: excess > numbers.value * 1e-15 ? excess : 0 };
}

/** Fees and slippage of moving from what is held to `positions`, USD. */
function costOf(book: Book, numbers: Numbers, positions: Float64Array): number {
  return book.holdings.reduce((sum, holding, index) => {
    const size = Math.abs((positions[index] as number) - (numbers.held[index] as number));
    return size === 0 ? sum : sum + size * (numbers.feeRate + averageCost(size, holding.liquidity));
  }, 0);
}

const ROUNDS = 60;

/** The value after costs that its own trades leave: V = value − costs(places(V)). Iterated; bracketed where costs are extreme. */
function valueAfter(layout: Layout, book: Book, numbers: Numbers): number {
  const next = (value: number): number => numbers.value - costOf(book, numbers, placeAll(layout, numbers, value).positions);
  let value = numbers.value;
  for (let round = 0; round < ROUNDS; round += 1) {
    const better = next(value);
    if (Math.abs(better - value) <= 1e-15 * numbers.value) return better;
    value = better;
  }
  const root = findRoot((candidate) => next(candidate) - candidate, 0, numbers.value, numbers.value * 1e-15);
  return root.ok ? root.value : value;
}

/** The same places in exact decimals: those levelled share what the others leave, in proportion to their weights. */
function placeExactly(layout: Layout, book: Book, placed: Placed, value: Dec): Dec[] {
  const positions = placed.decided.map((place, index) => (place === null ? ZERO : placeExact(place, book.holdings[index]?.held ?? ZERO, value)));
  if (placed.levelled.length === 0) return positions;
  const left = value.minus(layout.reserve).minus(sumDec(positions));
  const weights = sumDec(placed.levelled.map((giver) => giver.weight));
  for (const giver of placed.levelled) positions[giver.index] = left.times(giver.weight).div(weights);
  return positions;
}

function exactCost(book: Book, positions: readonly Dec[]): Dec {
  return sumDec(book.holdings.map((holding, index) => {
    const size = (positions[index] ?? ZERO).minus(holding.held).abs();
    return size.isZero() ? ZERO : size.times(book.feeRate.plus(dec(averageCost(size.toNumber(), holding.liquidity))));
  }));
}

/**
 * Solves a layout: shares of the value *after* fees and slippage, together with the trades that cost them (Rule 8.6). The search
 * runs in floating point; who stands where is then fixed and the value iterated in exact decimals to 1e-22 of itself.
 */
export function solve(layout: Layout, book: Book): Settled {
  const numbers = { held: Float64Array.from(book.holdings, (holding) => holding.held.toNumber()), value: book.value.toNumber(), feeRate: book.feeRate.toNumber() };
  const near = valueAfter(layout, book, numbers);
  const placed = placeAll(layout, numbers, near);
  const tolerance = book.value.times(dec('1e-22'));
  let value = book.feeRate.isZero() && near === numbers.value ? book.value : dec(near);
  let positions = placeExactly(layout, book, placed, value);
  for (let round = 0; round < ROUNDS / 2; round += 1) {
    const better = book.value.minus(exactCost(book, positions));
    const done = better.minus(value).abs().lte(tolerance);
    value = better;
    positions = placeExactly(layout, book, placed, value);
    if (done) break;
  }
  return { value, positions, short: placed.short, levelled: new Set(placed.levelled.map((giver) => giver.index)) };
}
