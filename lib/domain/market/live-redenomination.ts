import { REDENOMINATION_FROM, REDENOMINATION_SLACK, REFERENCE_DAYS, REFERENCE_ROWS } from './live-rules';
import { within } from './live-restated';

/** Median of numbers, of which there is at least one. Example: of 3, 1, 2 it is 2; of 1 and 3 it is 2. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Up to 7 known values from row `from` on in one direction, at most 30 days away from `day`. */
export function nearby(days: readonly number[], values: readonly number[], from: number, step: 1 | -1, day: number): number[] {
  const found: number[] = [];
  for (let i = from; i >= 0 && i < days.length && found.length < REFERENCE_ROWS; i += step) {
    if (Math.abs((days[i] as number) - day) > REFERENCE_DAYS) break;
    if (!Number.isNaN(values[i])) found.push(values[i] as number);
  }
  return found;
}

/** Whether all known values lie within so many times of each other: then none can be off by that. Example: 1, NaN, 3 are calm within 3. */
export function isCalm(values: readonly number[], most: number): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high <= low * most;
}

const isInverse = (price: number, supply: number): boolean => Math.abs(price * supply - 1) <= REDENOMINATION_SLACK;

/** Price factor of a redenomination that begins at a row, or null: price × k and supply ÷ k, and so the days from it on as against those before. */
function breakAt(days: readonly number[], close: readonly number[], supply: readonly number[], at: number): number | null {
  const day = days[at] as number;
  const [closes, supplies] = [nearby(days, close, at - 1, -1, day), nearby(days, supply, at - 1, -1, day)];
  if (!((close[at] as number) > 0 && (supply[at] as number) > 0) || closes.length === 0 || supplies.length === 0) return null;
  const step = (close[at] as number) / (closes[0] as number);
  if (within(step, 1, REDENOMINATION_FROM) || !isInverse(step, (supply[at] as number) / (supplies[0] as number))) return null;
  const price = median(nearby(days, close, at, 1, day)) / median(closes);
  const units = median(nearby(days, supply, at, 1, day)) / median(supplies);
  return within(price, 1, REDENOMINATION_FROM) || !isInverse(price, units) ? null : step;
}

/**
 * Per row, how many times the price unit of the series' beginning it is in: 1 until a redenomination (price × k while supply ÷ k, k ≥ 3), then k, until
 * one takes it back. Example: closes 1, 1, 10, 10 with supplies 100, 100, 10, 10 give 1, 1, 10, 10.
 */
export function unitFactors(days: readonly number[], close: readonly number[], supply: readonly number[]): number[] {
  if (isCalm(supply, REDENOMINATION_FROM * (1 - REDENOMINATION_SLACK))) return days.map(() => 1);
  let factor = 1;
  return days.map((_, at) => (factor *= breakAt(days, close, supply, at) ?? 1));
}
