import 'server-only';
import { dayFromNumber, dayNumber, isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { toNullable } from '@/lib/domain/foundation/missing';
import { invariant } from '@/lib/domain/foundation/invariant';
import type { Feature } from '@/lib/domain/features/feature';
import { fedFeatures } from '@/lib/domain/features/registry';
import { createMarketView, type MarketView } from '@/lib/domain/features/view';
import { assetIndex } from '@/lib/domain/market/panel';
import { firstDailyRow, isDeterminationRow } from '@/lib/domain/scores/required-days';
import { NO_RATING, nextRating, RATINGS, shownRating, type RatingState } from '@/lib/domain/scores/rating';
import { RATING_DAYS } from '@/lib/domain/scores/rules';
import { gradeRows, type GradedRow } from '@/lib/domain/scores/score-market';
import type { DatasetSummary } from '@/lib/data/dataset';
import { loadPanel } from '@/lib/data/panel';
import { readStoredGrades } from '@/lib/data/token-grades';
import type { DayScores } from '../day-scores';

interface OpenedMarket {
  readonly market: MarketView;
  readonly fed: readonly Feature[];
  /** Days graded lately: who asks for one old day of a token asks for its neighbours. */
  readonly rows: Map<number, GradedRow>;
}

/** Bounds memory; a graded day of 400 tokens takes about half a megabyte. */
const KEPT_ROWS = 24;

/** The market of the last question stays open: it is read in a second, a day of it is graded in a tenth. */
let opened: { readonly key: string; readonly until: IsoDay; readonly market: Promise<OpenedMarket> } | undefined;

async function open(datasetId: number, until: IsoDay): Promise<OpenedMarket> {
  const market = createMarketView(await loadPanel(datasetId, until));
  return { market, fed: fedFeatures(market), rows: new Map() };
}

/**
 * The days up to the last that is not kept one by one: grades know of no later day, so those after it (the last 400) need not be read.
 * Where one of those is asked for after all, nobody being graded on it, the days up to it are.
 */
function openMarket({ id, contentHash, firstDay, lastDay }: DatasetSummary, day: IsoDay): Promise<OpenedMarket> {
  const [start, end] = [dayNumber(firstDay), dayNumber(lastDay)];
  const weekly = dayFromNumber(start + Math.max(0, firstDailyRow(end - start + 1) - 1));
  const [key, until] = [`${id}|${contentHash}`, weekly > day ? weekly : day];
  if (opened?.key !== key || opened.until < until) opened = { key, until, market: open(id, until) };
  const { market } = opened;
  market.catch(() => (opened = undefined));
  return market;
}

function gradedRow({ market, fed, rows }: OpenedMarket, row: number): GradedRow {
  const known = rows.get(row);
  if (known) return known;
  const [made] = gradeRows(market, fed, row, row + 1);
  invariant(made !== undefined, 'a row inside the panel is graded');
  const oldest = rows.keys().next();
  if (rows.size >= KEPT_ROWS && !oldest.done) rows.delete(oldest.value);
  rows.set(row, made);
  return made;
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

/** Scores of an asset on a day whose grades are not stored: the same functions over the same market, a few rows of it. Null outside it. */
export async function computeDay(dataset: DatasetSummary, assetId: string, day: IsoDay): Promise<DayScores | null> {
  if (day < dataset.firstDay || day > dataset.lastDay) return null;
  const open = await openMarket(dataset, day);
  const { panel } = open.market;
  const row = dayNumber(day) - panel.start;
  const asset = assetIndex(panel, assetId);
  if (asset < 0 || row < 0 || row >= panel.days) return null;
  let storedRow = row;
  while (storedRow > 0 && !isDeterminationRow(panel, storedRow)) storedRow -= 1;
  let state = await ratingState(dataset, assetId, open.market, storedRow);
  for (let at = Math.max(0, storedRow - RATING_DAYS + 1); at <= row; at += 1) state = nextRating(state, gradedRow(open, at).grades.investor[asset] as number, at);
  return toScores(day, gradedRow(open, row), asset, state, panel.start);
}
