import { ascending } from '../../foundation/ascending-order';
import type { Column } from './column';

/** The rows of a column in the order of their values, for medians: which rank a row has, and which value a rank. */
export interface Ranks {
  /** First row that is ranked. */
  low: number;
  /** Row `low + i` has the rank `ranks[i]`, −1 where it is missing. Equal values have ranks of their own, by row. */
  ranks: Int32Array;
  /** Value of a rank, ascending; −0 is 0. */
  sorted: Float64Array;
  /** How many are ranked. */
  count: number;
}

/** Present values and their rows on their way; grown, never given back. */
let present = new Float64Array(0);
let rows = new Int32Array(0);

/** No ranks yet, room for so many rows. Example: `rankRows(blankRanks(3), column, 0, 3)`. */
export function blankRanks(rows: number): Ranks {
  return { low: 0, ranks: new Int32Array(rows), sorted: new Float64Array(rows), count: 0 };
}

/** Gathers the present values from a row on; how many. */
function gather({ values, base }: Column, low: number, to: number): number {
  if (present.length < to - low) [present, rows] = [new Float64Array(to - low), new Int32Array(to - low)];
  const [gathered, rowOf] = [present, rows];
  let count = 0;
  for (let row = low; row < to; row += 1) {
    const value = values[row - base] as number;
    if (value !== value) continue;
    gathered[count] = value;
    rowOf[count] = row - low;
    count += 1;
  }
  return count;
}

/**
 * Ranks the rows `low` … `to − 1` of a column by value: time in proportion to the rows where values spread, as a traded value does (see
 * `ascending`). A column without holes is ranked from its first row on, as it stands. Example: of 3, NaN, 1 the ranks are 1, −1, 0.
 */
export function rankRows(into: Ranks, column: Column, low: number, to: number): void {
  const { values, base, solidFrom } = column;
  const { ranks, sorted } = into;
  into.low = Math.max(low, solidFrom ?? low);
  const count = solidFrom === undefined ? gather(column, low, to) : to - into.low;
  into.count = count;
  const { values: ordered, places } = ascending(solidFrom === undefined ? present : values.subarray(into.low - base, to - base), count);
  sorted.set(ordered.subarray(0, count));
  if (solidFrom !== undefined) {
    for (let rank = 0; rank < count; rank += 1) ranks[places[rank] as number] = rank;
    return;
  }
  ranks.fill(-1, 0, to - low);
  const rowOf = rows;
  for (let rank = 0; rank < count; rank += 1) ranks[rowOf[places[rank] as number] as number] = rank;
}
