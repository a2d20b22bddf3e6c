import 'server-only';
import { dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { toNullable } from '@/lib/domain/foundation/missing';
import { fedFeatures } from '@/lib/domain/features/registry';
import { createMarketView, type MarketView } from '@/lib/domain/features/view';
import { assetIndex } from '@/lib/domain/market/panel';
import { isDeterminationRow } from '@/lib/domain/scores/required-days';
import { NO_RATING, nextRating, RATINGS, shownRating, type RatingState } from '@/lib/domain/scores/rating';
import { RATING_DAYS } from '@/lib/domain/scores/rules';
import { gradeRows, type GradedRow } from '@/lib/domain/scores/score-market';
import type { DatasetSummary } from '@/lib/data/dataset';
import { loadPanel } from '@/lib/data/panel';
import { readStoredGrades } from '@/lib/data/token-grades';
import type { DayScores } from './day-scores';

/** The market of the last question stays open: whoever asks for one old day asks for more. */
let opened: { readonly key: string; readonly market: Promise<MarketView> } | undefined;

function openMarket(dataset: DatasetSummary): Promise<MarketView> {
  const key = `${dataset.id}|${dataset.contentHash}`;
  if (opened?.key !== key) opened = { key, market: loadPanel(dataset.id).then(createMarketView) };
  return opened.market;
}

/** The rating on the last stored day before, moved on day by day: ratings remember, and older days are stored weekly. */
async function ratingState(dataset: DatasetSummary, assetId: string, market: MarketView, storedRow: number): Promise<RatingState> {
  const [stored] = await readStoredGrades(dataset.id, assetId, [dayFromNumber(market.panel.start + storedRow)]);
  const rating = RATINGS.find((name) => name === stored?.rating);
  if (!rating || !stored?.ratingSince) return NO_RATING;
  return { ...NO_RATING, rating, since: dayNumber(isoDay(stored.ratingSince)) - market.panel.start };
}

function toScores(day: string, last: GradedRow, asset: number, state: RatingState, start: number): DayScores {
  const of = (column: Float64Array | undefined): number => column?.[asset] ?? Number.NaN;
  const member = last.universe.members.includes(asset);
  const rating = shownRating(state);
  const place = last.universe.ranked.indexOf(asset);
  return {
    day,
    values: last.values.map(of),
    grades: last.grades.features.map(of),
    standing: { rank: place < 0 ? null : place + 1, graded: last.universe.members.length },
    grade: member
      ? {
          day,
          lensGrades: last.grades.lensGrades.map(of),
          lensCoverage: last.grades.lensCoverage.map(of),
          investorGrade: toNullable(of(last.grades.investor)),
          investorCoverage: of(last.grades.investorCoverage),
          traderGrade: toNullable(of(last.grades.trader)),
          traderCoverage: of(last.grades.traderCoverage),
          rating,
          ratingSince: rating ? dayFromNumber(start + state.since) : null,
          inputHash: '',
        }
      : null,
  };
}

/** Scores of an asset on a day whose grades are not stored: the same functions over the same market, a few rows of it. */
export async function recomputeDay(dataset: DatasetSummary, assetId: string, day: string): Promise<DayScores | null> {
  const market = await openMarket(dataset);
  const row = dayNumber(isoDay(day)) - market.panel.start;
  const asset = assetIndex(market.panel, assetId);
  if (asset < 0 || row < 0 || row >= market.panel.days) return null;
  let storedRow = row;
  while (storedRow > 0 && !isDeterminationRow(market.panel, storedRow)) storedRow -= 1;
  let state = await ratingState(dataset, assetId, market, storedRow);
  let last: GradedRow | null = null;
  for (last of gradeRows(market, fedFeatures(market), Math.max(0, storedRow - RATING_DAYS + 1), row + 1)) {
    state = nextRating(state, last.grades.investor[asset] as number, last.row);
  }
  return last && toScores(day, last, asset, state, market.panel.start);
}
