import { stretchStart, type Column, type Rows } from './column';

/** The ends of a stretch (count, mean, squares), kept until its windows are joined; grown, never given back: kernels run by the million. */
let counts = new Float64Array(0);
let means = new Float64Array(0);
let squaresOf = new Float64Array(0);

function makeRoom(rows: number): void {
  if (counts.length >= rows) return;
  counts = new Float64Array(rows);
  means = new Float64Array(rows);
  squaresOf = new Float64Array(rows);
}

/**
 * Sums of squared distances from the mean over the `days` rows that end at each row of the block, present values only, O(1) a row: ends
 * and beginnings of stretches as in `rollSums`, taken in one by one (Welford, Technometrics 4, 1962) and joined (Chan, Golub and LeVeque,
 * 1979). Whether a window may be read is not judged here. Example: of 1, 2, 3 over 3 the last is 2.
 */
export function rollSquares(out: Float64Array, { values, base }: Column, days: number, { from, to, start }: Rows): void {
  makeRoom(to - from);
  const shift = days - 1 - from;
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin);
    const last = Math.min(to, begin + days) - 1;
    if (last === begin + days - 1) counts[last - from] = 0;
    let count = 0, mean = 0, squares = 0;
    for (let row = begin - 1; row > first - days; row -= 1) {
      const value = row < base ? Number.NaN : (values[row - base] as number);
      if (value === value) {
        count += 1;
        const distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
      }
      if (row + days - 1 > last) continue;
      counts[row + shift] = count;
      means[row + shift] = mean;
      squaresOf[row + shift] = squares;
    }
    count = mean = squares = 0;
    for (let row = begin; row <= last; row += 1) {
      const value = row < base ? Number.NaN : (values[row - base] as number);
      if (value === value) {
        count += 1;
        const distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
      }
      if (row < first) continue;
      const before = counts[row - from] as number;
      const apart = mean - (means[row - from] as number);
      if (before === 0) out[row - from] = squares;
      else out[row - from] = (squaresOf[row - from] as number) + (count === 0 ? 0 : squares + (apart * apart * before * count) / (before + count));
    }
  }
}
