import { stretchStart, type Column, type Rows } from './column';
import { PAIR_FIGURES } from './pairs';

/** Ends of a stretch until its windows are joined: sums, squares and cross products of distances, five figures a row; grown, never given back. */
const ENDS = 5;
let kept = new Float64Array(0);

/**
 * `rollPairs` for windows without a hole in either column: nothing is compared or counted, and the bits are the same.
 * Example: of 1, 2, 3 and 2, 4, 6 over 3 the last are 3, 2, 8, 4.
 */
export function solidPairs(out: Float64Array, a: Column, b: Column, days: number, { from, to, start }: Rows): void {
  if (kept.length < ENDS * (to - from)) kept = new Float64Array(ENDS * (to - from));
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const last = Math.min(to, begin + days) - 1;
    keepEnds(a, b, begin, { first: Math.max(from, begin) - from, last: last - from, shared: last - days + 1, whole: last === begin + days - 1 });
    joinBeginning(out, a, b, begin, { from, to: last + 1, start }, days);
  }
}

interface Place {
  /** First and last row of the stretch, counted from the block's first. */
  readonly first: number;
  readonly last: number;
  /** First row of the panel that the last window reads. */
  readonly shared: number;
  /** Whether the last window is the stretch itself. */
  readonly whole: boolean;
}

/** What windows hold of the stretch before, row by row backwards. */
function keepEnds(a: Column, b: Column, begin: number, { first, last, shared, whole }: Place): void {
  const [valuesX, valuesY, ends] = [a.values, b.values, kept];
  const centerX = valuesX[begin - a.base] as number, centerY = valuesY[begin - b.base] as number;
  let sumX = 0, sumY = 0, xx = 0, yy = 0, xy = 0;
  let atX = begin - 1 - a.base, atY = begin - 1 - b.base;
  for (const end = shared - a.base; atX > end; atX -= 1, atY -= 1) {
    const x = (valuesX[atX] as number) - centerX, y = (valuesY[atY] as number) - centerY;
    sumX += x;
    sumY += y;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  if (whole) ends.fill(0, ENDS * last, ENDS * (last + 1));
  for (let place = ENDS * (whole ? last - 1 : last); place >= ENDS * first; place -= ENDS, atX -= 1, atY -= 1) {
    const x = (valuesX[atX] as number) - centerX, y = (valuesY[atY] as number) - centerY;
    sumX += x;
    sumY += y;
    xx += x * x;
    yy += y * y;
    xy += x * y;
    ends[place] = sumX;
    ends[place + 1] = sumY;
    ends[place + 2] = xx;
    ends[place + 3] = yy;
    ends[place + 4] = xy;
  }
}

/** What they hold of the stretch that begins here, joined with that; `rows` ends with the stretch. */
function joinBeginning(out: Float64Array, a: Column, b: Column, begin: number, { from, to }: Rows, days: number): void {
  const [valuesX, valuesY, ends] = [a.values, b.values, kept];
  const centerX = valuesX[begin - a.base] as number, centerY = valuesY[begin - b.base] as number;
  const share = 1 / days;
  let sumX = 0, sumY = 0, xx = 0, yy = 0, xy = 0;
  let atX = begin - a.base, atY = begin - b.base;
  for (let row = begin; row < to; row += 1, atX += 1, atY += 1) {
    const dx = (valuesX[atX] as number) - centerX, dy = (valuesY[atY] as number) - centerY;
    sumX += dx;
    sumY += dy;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
    if (row < from) continue;
    const end = ENDS * (row - from), place = PAIR_FIGURES * (row - from);
    const x = sumX + (ends[end] as number), y = sumY + (ends[end + 1] as number);
    const aboutX = xx + (ends[end + 2] as number) - x * x * share, aboutY = yy + (ends[end + 3] as number) - y * y * share;
    out[place] = days;
    if (aboutX > 0) out[place + 1] = aboutX;
    else out[place + 1] = 0;
    if (aboutY > 0) out[place + 2] = aboutY;
    else out[place + 2] = 0;
    out[place + 3] = xy + (ends[end + 4] as number) - x * y * share;
  }
}
