import { computeFeatures } from '../features/compute';
import type { Feature } from '../features/feature';
import { FEATURES } from '../features/registry';
import type { MarketView } from '../features/view';
import { assetWeights, gradeDay, type DayGrades } from './grade-day';
import { gradedUniverse, type GradedUniverse } from './graded-universe';
import { NO_RATING, nextRating, type RatingState } from './rating';

/** Rows whose features are computed together; bounds memory, changes no number. */
const BLOCK_ROWS = 96;

/** One row of a market with all its scores. Arrays are one per asset; NaN is n/a. */
export interface ScoredRow {
  readonly row: number;
  readonly universe: GradedUniverse;
  /** In the order of `FEATURES`. */
  readonly values: readonly Float64Array[];
  readonly grades: DayGrades;
  /** After this row; `shownRating` gives what to show. */
  readonly ratings: readonly RatingState[];
}

/** Columns of one row for every declared feature; what nothing feeds shares one column of NaN. */
function rowValues(block: ReturnType<typeof computeFeatures>, order: readonly number[], missing: Float64Array, row: number): Float64Array[] {
  const start = (row - block.from) * block.assets;
  return order.map((position) => (position < 0 ? missing : (block.values[position] as Float64Array).subarray(start, start + block.assets)));
}

/**
 * Scores a market row by row from its first one, each from what was known at its close (Rules 3.2 to 3.4). Ratings carry over from
 * row to row, so that their three days are calendar days. `fed` are the features worth computing.
 * Example: `for (const day of scoreMarket(market, fedFeatures(market))) day.grades.investor`.
 */
export function* scoreMarket(market: MarketView, fed: readonly Feature[]): Generator<ScoredRow, void, undefined> {
  const { panel } = market;
  const weights = assetWeights(FEATURES, panel.assets);
  const order = FEATURES.map((feature) => fed.indexOf(feature));
  const missing = new Float64Array(panel.assets.length).fill(Number.NaN);
  let ratings: RatingState[] = panel.assets.map(() => NO_RATING);
  for (let from = 0; from < panel.days; from += BLOCK_ROWS) {
    const block = computeFeatures(market, fed, from, Math.min(panel.days, from + BLOCK_ROWS));
    for (let row = block.from; row < block.to; row += 1) {
      const universe = gradedUniverse(panel, row);
      const values = rowValues(block, order, missing, row);
      const grades = gradeDay(FEATURES, weights, values, universe.members);
      ratings = ratings.map((state, asset) => nextRating(state, grades.investor[asset] as number, row));
      yield { row, universe, values, grades, ratings };
    }
  }
}
