import 'server-only';
import type { PoolClient } from 'pg';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import type { MarketView } from '@/lib/domain/features/view';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { RATING_MEMORY_DAYS, RATINGS, restoreRating, type RatedDay } from '@/lib/domain/scores/rating';
import { firstDailyRow, isDeterminationRow, storedRows } from '@/lib/domain/scores/required-days';
import { freshStart, type ScoreStart } from '@/lib/domain/scores/score-market';
import type { Queries } from '@/lib/data/read-snapshot';
import { readRowHashes, readStoredRatings } from '@/lib/data/score-store';
import { readScoreState } from '@/lib/data/scores';
import { dayInputHashes, scoresInputHash } from './input-hash';
import type { MarketReading } from './read-market';

/** What a run has to do. */
export interface ScorePlan {
  readonly start: ScoreStart;
  /** Hash that the grades of a row carry. */
  readonly hashAt: (row: number) => string;
  /** Days that are no longer kept (day numbers). */
  readonly leaving: readonly number[];
}

/** The first row after those whose stored grades were made from the facts as they are now. */
async function firstChangedRow(db: Queries, { dataset, panel, changes }: MarketReading, hashes: readonly string[]): Promise<number> {
  const stored = await readRowHashes(db, dataset.id, storedRows(panel).map((row) => panel.start + row));
  const standing = [...stored].filter(([day, hash]) => hashes[day - panel.start] === hash).map(([day]) => day - panel.start);
  const next = standing.reduce((last, row) => Math.max(last, row), -1) + 1;
  return changes.dirtyFrom === null ? next : Math.min(next, Math.max(0, dayNumber(isoDay(changes.dirtyFrom)) - panel.start));
}

/** Every asset's rating after the row before `row`, from the days stored before it. */
async function ratingsBefore(client: PoolClient, datasetId: number, panel: MarketPanel, row: number): Promise<ScoreStart['ratings']> {
  const none: RatedDay = { grade: Number.NaN, rating: null, since: -1 };
  const days = panel.assets.map(() => new Array<RatedDay>(RATING_MEMORY_DAYS).fill(none));
  const first = row - RATING_MEMORY_DAYS;
  const positions = new Map(panel.assets.map(({ id }, position) => [id, position]));
  await readStoredRatings(client, datasetId, panel.start + first, panel.start + row - 1, ({ assetId, day, grade, rating, since }) => {
    const own = days[positions.get(assetId) ?? -1];
    if (own) own[day - panel.start - first] = { grade, rating: RATINGS.find((name) => name === rating) ?? null, since: since - panel.start };
  });
  return days.map(restoreRating);
}

/**
 * Where a run may go on: at the first row whose facts changed, if all that it needs of the rows before is stored: the days that ratings remember,
 * and every day that is to be kept. Else at the first row of all.
 */
export async function planScores(client: PoolClient, reading: MarketReading, market: MarketView, featureSet: string, force: boolean): Promise<ScorePlan> {
  const { dataset, panel, changes } = reading;
  const whole = scoresInputHash(dataset.contentHash, featureSet);
  if (changes.digests.size === 0) return { start: freshStart(market), hashAt: () => whole, leaving: [] };
  const hashes = dayInputHashes(panel, changes.digests, featureSet);
  const hashAt = (row: number): string => hashes[row] as string;
  const fresh: ScorePlan = { start: freshStart(market), hashAt, leaving: [] };
  const state = force ? null : await readScoreState(dataset.id);
  if (!state) return fresh;
  const daysBefore = dayNumber(isoDay(state.lastDay)) - panel.start + 1;
  const row = Math.min(await firstChangedRow(client, reading, hashes), daysBefore);
  const [kept, keeps] = [firstDailyRow(daysBefore), firstDailyRow(panel.days)];
  if (daysBefore > panel.days || row - RATING_MEMORY_DAYS < kept) return fresh;
  const leaving = Array.from({ length: Math.max(0, Math.min(keeps, row) - kept) }, (_, i) => kept + i).filter((old) => !isDeterminationRow(panel, old));
  return { start: { row, ratings: await ratingsBefore(client, dataset.id, panel, row) }, hashAt, leaving: leaving.map((old) => panel.start + old) };
}
