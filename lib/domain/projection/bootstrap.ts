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

/** Day (from 1) at whose end the contribution of month m (from 1) comes: the months share the 365 days of a year evenly. */
function contributionDays(years: number): Uint8Array {
  const marks = new Uint8Array(years * DAYS_PER_YEAR + 1);
  for (let month = 1; month <= years * MONTHS_PER_YEAR; month += 1) marks[Math.round((month * DAYS_PER_YEAR) / MONTHS_PER_YEAR)] = 1;
  return marks;
}

/** Walks one path of resampled blocks and writes its value at each year's end into `ends` (one row a year). */
function walk(growth: Float64Array, input: Required<BootstrapInput>, marks: Uint8Array, rng: Rng, path: number, ends: readonly Float64Array[]): void {
  const starts = growth.length - input.blockDays + 1;
  let value = input.initial;
  let at = 0;
  let left = 0;
  for (let day = 1, year = 0; year < ends.length; day += 1) {
    if (left === 0) [at, left] = [rng.int(starts), input.blockDays];
    value = value * (growth[at] as number) + (marks[day] === 1 ? input.monthly : 0);
    at += 1;
    left -= 1;
    if (day % DAYS_PER_YEAR === 0) {
      (ends[year] as Float64Array)[path] = value;
      year += 1;
    }
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
  const growth = input.returns.map((value) => 1 + value);
  const marks = contributionDays(input.years);
  const ends = Array.from({ length: input.years }, () => new Float64Array(input.paths));
  const rng = createRng(input.seed);
  for (let path = 0; path < input.paths; path += 1) walk(growth, input, marks, rng, path, ends);
  const contributed = (year: number): number => input.initial + input.monthly * MONTHS_PER_YEAR * year;
  const below = ends.at(-1)?.reduce((count, value) => count + (value < contributed(input.years) - 1e-9 ? 1 : 0), 0) ?? 0;
  const byYear = ends.map((values, i) => {
    const sorted = values.sort();
    return { year: i + 1, contributed: contributed(i + 1), percentiles: BOOTSTRAP.percentiles.map((share) => quantileSorted(sorted, share)) };
  });
  return ok({ byYear, chanceOfLoss: below / input.paths, paths: input.paths, blockDays: input.blockDays, historyDays: input.returns.length });
}
