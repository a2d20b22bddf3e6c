import { fail, ok, type Result } from '../foundation/result';
import { createRng, type Rng } from '../foundation/rng';
import { quantileSorted } from '../foundation/statistics';
import { BOOTSTRAP, DAYS_PER_YEAR, MONTHS_PER_YEAR } from './rules';

export interface BootstrapInput {
  /** Simple daily returns of the mix, oldest first, complete. */
  readonly returns: Float64Array;
  /** USD, float: these are simulated outcomes, not a ledger. */
  readonly initial: number;
  readonly monthly: number;
  readonly years: number;
  readonly seed: number;
  readonly paths?: number;
  readonly blockDays?: number;
}

export interface OutcomeYear {
  readonly year: number;
  readonly contributed: number;
  /** In the order of the percentiles asked: 5, 25, 50, 75, 95 %. */
  readonly percentiles: readonly number[];
}

export interface Outcomes {
  readonly byYear: readonly OutcomeYear[];
  /** Share of paths that end below what was put in. */
  readonly chanceOfLoss: number;
  readonly paths: number;
  readonly blockDays: number;
  readonly historyDays: number;
}

export type BootstrapFailure = { readonly ok: false; readonly reason: 'history-too-short'; readonly days: number; readonly needed: number };

/** Days of each month, from the first: the months share the 365 days of a year evenly, so every twelfth ends a year. */
function monthLengths(years: number): Int32Array {
  const end = (month: number): number => Math.round((month * DAYS_PER_YEAR) / MONTHS_PER_YEAR);
  return Int32Array.from({ length: years * MONTHS_PER_YEAR }, (_, month) => end(month + 1) - end(month));
}

/** Growth over each run of days of the history: row = first day, column = number of days, up to a block. One look-up then replaces a month of products. */
function growthTable(returns: Float64Array, blockDays: number): Float64Array {
  const width = blockDays + 1;
  const table = new Float64Array(returns.length * width).fill(1);
  for (let first = 0; first < returns.length; first += 1) {
    for (let days = 1; days <= blockDays && first + days <= returns.length; days += 1) {
      table[first * width + days] = (table[first * width + days - 1] as number) * (1 + (returns[first + days - 1] as number));
    }
  }
  return table;
}

/** Walks one path of resampled blocks and writes its value at each year's end into `ends` (one row a year). */
function walk(table: Float64Array, months: Int32Array, input: Required<BootstrapInput>, rng: Rng, path: number, ends: readonly Float64Array[]): void {
  const width = input.blockDays + 1;
  const starts = input.returns.length - input.blockDays + 1;
  let [value, at, left] = [input.initial, 0, 0];
  for (let month = 0; month < months.length; month += 1) {
    for (let rest = months[month] as number; rest > 0; ) {
      if (left === 0) [at, left] = [rng.int(starts), input.blockDays];
      const days = Math.min(rest, left);
      value *= table[at * width + days] as number;
      at += days;
      left -= days;
      rest -= days;
    }
    value += input.monthly;
    if ((month + 1) % MONTHS_PER_YEAR === 0) (ends[(month + 1) / MONTHS_PER_YEAR - 1] as Float64Array)[path] = value;
  }
}

/**
 * Rule 10.2: outcomes of a mix by a moving-block bootstrap of its own history (Künsch 1989): blocks of 30 days drawn with equal
 * chance, 10,000 seeded paths, contributions at month end. Needs at least two blocks of history.
 * Example: a history without any movement ends at exactly what was put in, whatever the seed.
 */
export function bootstrapOutcomes(given: BootstrapInput): Result<Outcomes, BootstrapFailure> {
  const input = { paths: BOOTSTRAP.paths, blockDays: BOOTSTRAP.blockDays, ...given };
  const needed = 2 * input.blockDays;
  if (input.returns.length < needed) return fail('history-too-short', { days: input.returns.length, needed });
  const table = growthTable(input.returns, input.blockDays);
  const months = monthLengths(input.years);
  const ends = Array.from({ length: input.years }, () => new Float64Array(input.paths));
  const rng = createRng(input.seed);
  for (let path = 0; path < input.paths; path += 1) walk(table, months, input, rng, path, ends);
  const contributed = (year: number): number => input.initial + input.monthly * MONTHS_PER_YEAR * year;
  const below = ends.at(-1)?.reduce((count, value) => count + (value < contributed(input.years) - 1e-9 ? 1 : 0), 0) ?? 0;
  const byYear = ends.map((values, i) => {
    const sorted = values.sort();
    return { year: i + 1, contributed: contributed(i + 1), percentiles: BOOTSTRAP.percentiles.map((share) => quantileSorted(sorted, share)) };
  });
  return ok({ byYear, chanceOfLoss: below / input.paths, paths: input.paths, blockDays: input.blockDays, historyDays: input.returns.length });
}
