import { stretchStart, type Column, type Rows } from './column';

/**
 * Sums of the present values of the `days` rows that end at each row of the block, O(1) a row: the end of one stretch plus the beginning
 * of the next (van Herk, Pattern Recognition Letters 13, 1992, with a sum for the maximum). Nothing is ever taken away, so nothing
 * drifts, and stretches begin on the same days in every block, so a sum depends bit for bit on its own rows alone. Whether a window may
 * be read is not judged here. Example: of 1, 2, 3 over 2 the sums are 1, 3, 5.
 */
export function rollSums(sums: Float64Array, { values, base }: Column, days: number, { from, to, start }: Rows): void {
  const shift = days - 1 - from;
  for (let begin = stretchStart(from, days, start); begin < to; begin += days) {
    const first = Math.max(from, begin);
    const last = Math.min(to, begin + days) - 1;
    const shared = last - days + 1;
    const low = Math.max(base, first - days + 1);
    let total = 0;
    if (shared === begin) sums[last - from] = 0;
    let row = begin - 1;
    for (; row > shared && row >= base; row -= 1) {
      const value = values[row - base] as number;
      if (value === value) total += value;
    }
    for (; row >= low; row -= 1) {
      const value = values[row - base] as number;
      if (value === value) total += value;
      sums[row + shift] = total;
    }
    for (row = Math.min(row, shared); row > first - days; row -= 1) sums[row + shift] = total;
    total = 0;
    for (row = Math.max(base, begin); row < first; row += 1) {
      const value = values[row - base] as number;
      if (value === value) total += value;
    }
    for (row = Math.max(base, first); row <= last; row += 1) {
      const value = values[row - base] as number;
      if (value === value) total += value;
      sums[row - from] = (sums[row - from] as number) + total;
    }
  }
}
