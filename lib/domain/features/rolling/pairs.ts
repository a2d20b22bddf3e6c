import { stretchStart, type Column, type Rows } from './column';

/** Figures of a pair of columns a row: how many days have both, and the sums of squared and crossed distances from the means. */
export const PAIR_FIGURES = 4;

const STATE = 6;
/** Ends of a stretch until its windows are joined (count, means, squares, cross), six figures a row; grown, never given back. */
let kept = new Float64Array(0);
/** Where a row's figures belong: `row + shift`, asked for from `low` to `high`. They are ends to keep, or beginnings to join into `out`. */
interface Each {
  readonly shift: number;
  readonly low: number;
  readonly high: number;
  readonly out: Float64Array | null;
}

/** Takes the rows from `first` to before `end` in, one by one (Welford); what is asked for is kept, or joined with what was kept (Chan). */
function walk(a: Column, b: Column, first: number, end: number, step: 1 | -1, each: Each): void {
  const low = Math.max(a.base, b.base);
  let count = 0, meanX = 0, meanY = 0, xx = 0, yy = 0, xy = 0;
  for (let row = first; row !== end; row += step) {
    const x = row < low ? Number.NaN : (a.values[row - a.base] as number);
    const y = row < low ? Number.NaN : (b.values[row - b.base] as number);
    if (x === x && y === y) {
      count += 1;
      const dx = x - meanX, dy = y - meanY, share = 1 / count;
      meanX += dx * share;
      meanY += dy * share;
      xx += dx * (x - meanX);
      yy += dy * (y - meanY);
      xy += dx * (y - meanY);
    }
    const at = row + each.shift;
    if (at < each.low || at > each.high) continue;
    const place = STATE * at;
    if (each.out === null) {
      kept[place] = count;
      kept[place + 1] = meanX;
      kept[place + 2] = meanY;
      kept[place + 3] = xx;
      kept[place + 4] = yy;
      kept[place + 5] = xy;
      continue;
    }
    const before = kept[place] as number;
    const both = before + count;
    const apartX = meanX - (kept[place + 1] as number), apartY = meanY - (kept[place + 2] as number);
    const share = before === 0 || count === 0 ? 0 : (before * count) / both;
    each.out[PAIR_FIGURES * at] = both;
    each.out[PAIR_FIGURES * at + 1] = (kept[place + 3] as number) + xx + apartX * apartX * share;
    each.out[PAIR_FIGURES * at + 2] = (kept[place + 4] as number) + yy + apartY * apartY * share;
    each.out[PAIR_FIGURES * at + 3] = (kept[place + 5] as number) + xy + apartX * apartY * share;
  }
}

/**
 * For each row of the block, over the `days` rows that end there and that have both values: count, squares of `a`, squares of `b`, and
 * cross products, all about the means; four figures a row in `out`. O(1) a row, as `rollSquares`. Whether a window may be read is not
 * judged here. Example: of 1, 2, 3 and 2, 4, 6 over 3 the last are 3, 2, 8, 4.
 */
export function rollPairs(out: Float64Array, a: Column, b: Column, days: number, { from, to, start }: Rows): void {
  if (kept.length < STATE * (to - from)) kept = new Float64Array(STATE * (to - from));
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin) - from;
    const last = Math.min(to, begin + days) - 1 - from;
    // A window that is a whole stretch has no end of the one before.
    if (last + from === begin + days - 1) kept.fill(0, STATE * last, STATE * (last + 1));
    walk(a, b, begin - 1, first + from - days, -1, { shift: days - 1 - from, low: first, high: last, out: null });
    walk(a, b, begin, last + from + 1, 1, { shift: -from, low: first, high: last, out });
  }
}
