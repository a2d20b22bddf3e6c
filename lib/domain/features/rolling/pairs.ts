import { stretchStart, type Column, type Rows } from './column';

/** Figures of a pair of columns a row: how many days have both, and the sums of squared and crossed distances from the means. */
export const PAIR_FIGURES = 4;

/** Ends of a stretch until its windows are joined: count, sums, squares and cross products of distances, six figures a row; grown, never given back. */
const ENDS = 6;
let kept = new Float64Array(0);

/** Writes the figures of one window from sums of distances, whatever these are measured from. */
function write(out: Float64Array, row: number, count: number, x: number, y: number, xx: number, yy: number, xy: number): void {
  const share = count === 0 ? 0 : 1 / count;
  const place = PAIR_FIGURES * row;
  out[place] = count;
  const aboutX = xx - x * x * share, aboutY = yy - y * y * share;
  if (aboutX > 0) out[place + 1] = aboutX;
  else out[place + 1] = 0;
  if (aboutY > 0) out[place + 2] = aboutY;
  else out[place + 2] = 0;
  out[place + 3] = xy - x * y * share;
}

/** One window read by itself: distances from its own means, taken first. */
function pairsOfWindow(out: Float64Array, a: Column, b: Column, low: number, row: number, place: number): void {
  let count = 0, meanX = 0, meanY = 0;
  for (let t = low; t <= row; t += 1) {
    const x = a.values[t - a.base] as number, y = b.values[t - b.base] as number;
    if (x !== x || y !== y) continue;
    count += 1;
    meanX += x;
    meanY += y;
  }
  let sumX = 0, sumY = 0, xx = 0, yy = 0, xy = 0;
  for (let t = low; t <= row; t += 1) {
    const x = (a.values[t - a.base] as number) - meanX / count, y = (b.values[t - b.base] as number) - meanY / count;
    if (x !== x || y !== y) continue;
    sumX += x;
    sumY += y;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  write(out, place, count, sumX, sumY, xx, yy, xy);
}

/**
 * For each row of the block, over the `days` rows that end there and that have both values: count, squares of `a`, squares of `b`, and
 * cross products, all about the means; four figures a row in `out`. O(1) a row, as `rollSquares`. `readable` are the counts of either column,
 * 0 where its window may not be read: NaN. Example: of 1, 2, 3 and 2, 4, 6 over 3 the last are 3, 2, 8, 4.
 */
export function rollPairs(out: Float64Array, readable: readonly [Int32Array, Int32Array], a: Column, b: Column, days: number, { from, to, start }: Rows): void {
  if (kept.length < ENDS * (to - from)) kept = new Float64Array(ENDS * (to - from));
  const both = Math.max(a.base, b.base);
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin);
    const last = Math.min(to, begin + days) - 1;
    const centerX = begin < both ? Number.NaN : (a.values[begin - a.base] as number);
    const centerY = begin < both ? Number.NaN : (b.values[begin - b.base] as number);
    if (centerX === centerX && centerY === centerY) joinStretch(out, a, b, { begin, first, last, days, from, low: Math.max(both, first - days + 1), centerX, centerY });
    else for (let row = first; row <= last; row += 1) if (readable[0][row - from] !== 0 && readable[1][row - from] !== 0) pairsOfWindow(out, a, b, Math.max(both, row - days + 1), row, row - from);
  }
  for (let i = 0; i < to - from; i += 1) if (readable[0][i] === 0 || readable[1][i] === 0) out.fill(Number.NaN, PAIR_FIGURES * i, PAIR_FIGURES * (i + 1));
}

/** A stretch that begins with both values, and the rows whose windows end in it. */
interface Stretch {
  readonly begin: number;
  readonly first: number;
  readonly last: number;
  readonly days: number;
  /** First row of the block. */
  readonly from: number;
  /** First row that any of the windows reads. */
  readonly low: number;
  readonly centerX: number;
  readonly centerY: number;
}

/** The end of the stretch before, row by row backwards, then the beginning of this one, joined with it. */
function joinStretch(out: Float64Array, a: Column, b: Column, { begin, first, last, days, from, low, centerX, centerY }: Stretch): void {
  const shared = last - days + 1;
  const [valuesX, valuesY, ends] = [a.values, b.values, kept];
  const [baseX, baseY] = [a.base, b.base];
  if (shared === begin) kept.fill(0, ENDS * (last - from), ENDS * (last - from + 1));
  let count = 0, sumX = 0, sumY = 0, xx = 0, yy = 0, xy = 0;
  for (let row = begin - 1; row >= low; row -= 1) {
    const x = (valuesX[row - baseX] as number) - centerX, y = (valuesY[row - baseY] as number) - centerY;
    if (x === x && y === y) {
      count += 1;
      sumX += x;
      sumY += y;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    if (row > shared) continue;
    const place = ENDS * (row + days - 1 - from);
    ends[place] = count;
    ends[place + 1] = sumX;
    ends[place + 2] = sumY;
    ends[place + 3] = xx;
    ends[place + 4] = yy;
    ends[place + 5] = xy;
  }
  count = sumX = sumY = xx = yy = xy = 0;
  for (let row = begin; row <= last; row += 1) {
    const x = (valuesX[row - baseX] as number) - centerX, y = (valuesY[row - baseY] as number) - centerY;
    if (x === x && y === y) {
      count += 1;
      sumX += x;
      sumY += y;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    if (row < first) continue;
    const k = ENDS * (row - from);
    write(out, row - from, count + (ends[k] as number), sumX + (ends[k + 1] as number), sumY + (ends[k + 2] as number), xx + (ends[k + 3] as number), yy + (ends[k + 4] as number), xy + (ends[k + 5] as number));
  }
}
