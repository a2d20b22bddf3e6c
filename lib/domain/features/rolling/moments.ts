import { stretchStart, type Column, type Rows } from './column';

/** The ends of a stretch (sums of distances and of their squares), kept until its windows are joined; grown, never given back. */
let sums = new Float64Array(0);
let squaresOf = new Float64Array(0);

function makeRoom(rows: number): void {
  if (sums.length >= rows) return;
  sums = new Float64Array(rows);
  squaresOf = new Float64Array(rows);
}

/** The same of one window read by itself, first its mean, then the distances from it; present values only. */
function squaresOfWindow({ values, base }: Column, days: number, row: number): number {
  let count = 0, total = 0, squares = 0;
  for (let t = Math.max(base, row - days + 1); t <= row; t += 1) {
    const value = values[t - base] as number;
    if (value !== value) continue;
    total += value;
    count += 1;
  }
  for (let t = Math.max(base, row - days + 1); t <= row; t += 1) {
    const distance = (values[t - base] as number) - total / count;
    if (distance === distance) squares += distance * distance;
  }
  return squares;
}

/**
 * Sums of squared distances from the mean over the `days` rows that end at each row of the block, present values only; `counts` says how
 * many those are, 0 where the window may not be read: NaN. O(1) a row: ends and beginnings of stretches as in
 * `rollSums`, over distances from the first value of the stretch, which all its windows hold: so the mean is never far away, and what
 * cancels is at most the window's own length times the last bit (Chan, Golub and LeVeque, American Statistician 37, 1983). Where that
 * value is missing, its windows are read one by one. Example: of 1, 2, 3 over 3 the last is 2.
 */
export function rollSquares(out: Float64Array, counts: Int32Array, column: Column, days: number, { from, to, start }: Rows): void {
  makeRoom(to - from);
  const { values, base } = column;
  const shift = days - 1 - from;
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin);
    const last = Math.min(to, begin + days) - 1;
    const center = begin < base ? Number.NaN : (values[begin - base] as number);
    if (center !== center) {
      for (let row = first; row <= last; row += 1) out[row - from] = counts[row - from] === 0 ? Number.NaN : squaresOfWindow(column, days, row);
      continue;
    }
    const shared = last - days + 1;
    const low = Math.max(base, first - days + 1);
    let sum = 0, squares = 0;
    if (shared === begin) sums[last - from] = squaresOf[last - from] = 0;
    for (let row = begin - 1; row >= low; row -= 1) {
      const distance = (values[row - base] as number) - center;
      if (distance === distance) {
        sum += distance;
        squares += distance * distance;
      }
      if (row > shared) continue;
      sums[row + shift] = sum;
      squaresOf[row + shift] = squares;
    }
    sum = squares = 0;
    for (let row = begin; row <= last; row += 1) {
      const distance = (values[row - base] as number) - center;
      if (distance === distance) {
        sum += distance;
        squares += distance * distance;
      }
      if (row < first) continue;
      const count = counts[row - from] as number;
      const all = sum + (sums[row - from] as number);
      const about = squares + (squaresOf[row - from] as number) - (all * all) / count;
      if (count === 0) out[row - from] = Number.NaN;
      else if (about > 0) out[row - from] = about;
      else out[row - from] = 0;
    }
  }
}
