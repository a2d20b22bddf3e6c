import { computeFeatures, type FeatureBlock } from '../features/compute';
import type { Feature } from '../features/feature';
import { FEATURES } from '../features/registry';
import type { MarketView } from '../features/view';
import { assetWeights, gradeDay, type DayGrades } from './grade-day';
import { gradedUniverse, type GradedUniverse } from './graded-universe';
import { NO_RATING, nextRating, type RatingState } from './rating';

/**
 * Rows whose features are computed together, and bytes that they may take. The rows of a block share what their windows read, so more
 * are cheaper; changes no number.
 */
const BLOCK_ROWS = 256;
const BLOCK_BYTES = 400_000_000;

/** How many rows of a market are computed together: as many as 400 MB hold, at most 256. Example: 85 of 6,000 assets and 97 features. */
export function blockRows(assets: number, features: number): number {
  return Math.max(1, Math.min(BLOCK_ROWS, Math.floor(BLOCK_BYTES / (Float64Array.BYTES_PER_ELEMENT * Math.max(1, assets * features)))));
}

/** One row of a market with its features and grades. Arrays are one per asset; NaN is n/a. */
export interface GradedRow {
  readonly row: number;
  readonly universe: GradedUniverse;
  /** In the order of `FEATURES`. */
  readonly values: readonly Float64Array[];
  readonly grades: DayGrades;
}

/** The same with the ratings after the row; `shownRating` gives what to show. */
export interface ScoredRow extends GradedRow {
  readonly ratings: readonly RatingState[];
}

/** Columns of one row for every declared feature, copied, since the block's memory is used again; what nothing feeds shares one column of NaN. */
function rowValues(block: FeatureBlock, order: readonly number[], missing: Float64Array, row: number): Float64Array[] {
  const start = (row - block.from) * block.assets;
  return order.map((position) => (position < 0 ? missing : (block.values[position] as Float64Array).slice(start, start + block.assets)));
}

/**
 * Grades the rows `from` … `to − 1`, each from what was known at its close (Rules 3.2 and 3.3). `fed` are the features worth
 * computing. Example: `for (const day of gradeRows(market, fedFeatures(market), 90, 91)) day.grades.investor`.
 */
export function* gradeRows(market: MarketView, fed: readonly Feature[], from: number, to: number): Generator<GradedRow, void, undefined> {
  const { panel } = market;
  const weights = assetWeights(FEATURES, panel.assets);
  const order = FEATURES.map((feature) => fed.indexOf(feature));
  const missing = new Float64Array(panel.assets.length).fill(Number.NaN);
  const rows = blockRows(panel.assets.length, fed.length);
  let block: FeatureBlock | undefined;
  for (let start = from; start < to; start += rows) {
    block = computeFeatures(market, fed, start, Math.min(to, start + rows), block);
    for (let row = block.from; row < block.to; row += 1) {
      const universe = gradedUniverse(panel, row);
      const values = rowValues(block, order, missing, row);
      yield { row, universe, values, grades: gradeDay(FEATURES, weights, values, universe.members) };
    }
  }
}

/** Where scoring goes on: the first row to score, and every asset's rating after the row before. */
export interface ScoreStart {
  readonly row: number;
  readonly ratings: readonly RatingState[];
}

/** The start of a market that was never scored. Example: its row is 0 and nobody has a rating. */
export function freshStart(market: MarketView): ScoreStart {
  return { row: 0, ratings: market.panel.assets.map(() => NO_RATING) };
}

/**
 * Scores a market from a row on (the first where none is given): grades, and ratings (Rule 3.4) that carry over from row to row, so that
 * their three days are calendar days. Example: `for (const day of scoreMarket(market, fedFeatures(market))) day.ratings`.
 */
export function* scoreMarket(market: MarketView, fed: readonly Feature[], start: ScoreStart = freshStart(market)): Generator<ScoredRow, void, undefined> {
  let { ratings } = start;
  for (const graded of gradeRows(market, fed, start.row, market.panel.days)) {
    ratings = ratings.map((state, asset) => nextRating(state, graded.grades.investor[asset] as number, graded.row));
    yield { ...graded, ratings };
  }
}
