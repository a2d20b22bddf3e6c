import { WINDOW_COVERAGE } from './rules';
import { presentCount } from './window';

/** Share of the window's present values that equal `value`. Example: of 0, 1, 0, 2 equal to 0 is 0.5. */
export function shareOfDays(column: Float64Array, row: number, days: number, value: number): number {
  const known = presentCount(column, row, days);
  if (known === 0) return Number.NaN;
  let count = 0;
  for (let t = row - days + 1; t <= row; t += 1) if (column[t] === value) count += 1;
  return count / known;
}

/** Largest value of a window as a share of their sum; NaN where the sum is 0. Example: of 1, 1, 2 is 0.5. */
export function concentration(column: Float64Array, row: number, days: number): number {
  if (presentCount(column, row, days) === 0) return Number.NaN;
  let largest = 0;
  let total = 0;
  for (let t = row - days + 1; t <= row; t += 1) {
    const value = column[t] as number;
    if (value !== value) continue;
    total += value;
    if (value > largest) largest = value;
  }
  return total > 0 ? largest / total : Number.NaN;
}

/**
 * Correlation of two columns over the days of a window that both have; NaN where under 80 % have both, or one stands still.
 * Example: of 1, 2, 3 and 2, 4, 6 over 3 is 1.
 */
export function windowCorrelation(a: Float64Array, b: Float64Array, row: number, days: number): number {
  if (presentCount(a, row, days) === 0 || presentCount(b, row, days) === 0) return Number.NaN;
  const first = row - days + 1;
  let n = 0, sumA = 0, sumB = 0;
  for (let t = first; t <= row; t += 1) {
    const x = a[t] as number;
    const y = b[t] as number;
    if (x !== x || y !== y) continue;
    n += 1;
    sumA += x;
    sumB += y;
  }
  if (n < WINDOW_COVERAGE * days) return Number.NaN;
  const meanA = sumA / n;
  const meanB = sumB / n;
  let cross = 0, squaresA = 0, squaresB = 0;
  for (let t = first; t <= row; t += 1) {
    const x = (a[t] as number) - meanA;
    const y = (b[t] as number) - meanB;
    if (x !== x || y !== y) continue;
    cross += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  if (!(squaresA > 1e-18 && squaresB > 1e-18)) return Number.NaN;
  return Math.max(-1, Math.min(1, cross / Math.sqrt(squaresA * squaresB)));
}
