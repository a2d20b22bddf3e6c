import { stretchStart, type Column, type Rows } from './column';

/**
 * The kernels once more for windows without a hole, as nearly all are: every day that a row of `rows` reads is present, so nothing is
 * compared or counted, and what is made of a window is made while it is joined. The bits are those of the kernels that look.
 */

/** Ends of a stretch until its windows are joined, the parts of one row side by side; grown, never given back. */
let ends = new Float64Array(0);

function roomFor(numbers: number): Float64Array {
  if (ends.length < numbers) ends = new Float64Array(numbers);
  return ends;
}

/** The rows of a block from its first window without a hole on, and where they are written. */
interface SolidPart {
  readonly out: Float64Array;
  readonly rows: Rows;
}

/**
 * The part of a block whose windows have no hole in any of the columns, the rows before it left NaN: they begin before a column does.
 * Null where a column has a hole, so that its windows must be looked at. Example: of 3 days over a column that is solid from row 5 it begins at row 7.
 */
export function solidPart(out: Float64Array, columns: readonly Column[], days: number, rows: Rows, width = 1): SolidPart | null {
  const { from, to, start } = rows;
  let first = from;
  for (let i = 0; i < columns.length; i += 1) {
    const { solidFrom } = columns[i] as Column;
    if (solidFrom === undefined) return null;
    first = Math.max(first, solidFrom + days - 1);
  }
  if (first === from) return { out, rows };
  const blank = width * (Math.min(first, to) - from);
  out.fill(Number.NaN, 0, blank);
  return { out: out.subarray(blank), rows: { from: Math.min(first, to), to, start } };
}

/** Sums of the windows over `divisor`: as `rollSums`, then divided. Example: of 1, 2, 3 over 2 days and 2 the last is 2.5. */
export function solidSums(out: Float64Array, { values, base }: Column, days: number, { from, to, start }: Rows, divisor: number): void {
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin) - from;
    const last = Math.min(to, begin + days) - 1 - from;
    let at = begin - 1 - base;
    let total = 0;
    for (const shared = last + from - days + 1 - base; at > shared; at -= 1) total += values[at] as number;
    let place = last;
    if (place + from === begin + days - 1) out[place--] = 0;
    for (; place >= first; place -= 1, at -= 1) {
      total += values[at] as number;
      out[place] = total;
    }
    total = 0;
    at = begin - base;
    for (const end = first + from - base; at < end; at += 1) total += values[at] as number;
    for (place = first; place <= last; place += 1, at += 1) {
      total += values[at] as number;
      out[place] = ((out[place] as number) + total) / divisor;
    }
  }
}

/** Standard deviations (n − 1) of the windows, of at least two days: as `rollSquares`, then over `days − 1` and their root. Example: of 1, 2, 3 over 3 it is 1. */
export function solidDeviations(out: Float64Array, { values, base }: Column, days: number, { from, to, start }: Rows): void {
  const kept = roomFor(2 * (to - from));
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin) - from;
    const last = Math.min(to, begin + days) - 1 - from;
    const center = values[begin - base] as number;
    let at = begin - 1 - base;
    let sum = 0, squares = 0;
    for (const shared = last + from - days + 1 - base; at > shared; at -= 1) {
      const distance = (values[at] as number) - center;
      sum += distance;
      squares += distance * distance;
    }
    let place = last;
    if (place + from === begin + days - 1) {
      kept[2 * place] = kept[2 * place + 1] = 0;
      place -= 1;
    }
    for (; place >= first; place -= 1, at -= 1) {
      const distance = (values[at] as number) - center;
      sum += distance;
      squares += distance * distance;
      kept[2 * place] = sum;
      kept[2 * place + 1] = squares;
    }
    sum = squares = 0;
    at = begin - base;
    for (const end = first + from - base; at < end; at += 1) {
      const distance = (values[at] as number) - center;
      sum += distance;
      squares += distance * distance;
    }
    for (place = first; place <= last; place += 1, at += 1) {
      const distance = (values[at] as number) - center;
      sum += distance;
      squares += distance * distance;
      const all = sum + (kept[2 * place] as number);
      const about = squares + (kept[2 * place + 1] as number) - (all * all) / days;
      if (about > 0) out[place] = Math.sqrt(about / (days - 1));
      else out[place] = 0;
    }
  }
}

/** Largest values of the windows: as `rollMaxima`. Example: of 3, 1, 2 over 2 the last two are 3, 2. */
export function solidMaxima(out: Float64Array, { values, base }: Column, days: number, { from, to, start }: Rows): void {
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin) - from;
    const last = Math.min(to, begin + days) - 1 - from;
    let at = begin - 1 - base;
    let highest = -Infinity;
    for (const shared = last + from - days + 1 - base; at > shared; at -= 1) if ((values[at] as number) > highest) highest = values[at] as number;
    let place = last;
    if (place + from === begin + days - 1) out[place--] = -Infinity;
    for (; place >= first; place -= 1, at -= 1) {
      if ((values[at] as number) > highest) highest = values[at] as number;
      out[place] = highest;
    }
    highest = -Infinity;
    at = begin - base;
    for (const end = first + from - base; at < end; at += 1) if ((values[at] as number) > highest) highest = values[at] as number;
    for (place = first; place <= last; place += 1, at += 1) {
      if ((values[at] as number) > highest) highest = values[at] as number;
      if (highest > (out[place] as number)) out[place] = highest;
    }
  }
}
