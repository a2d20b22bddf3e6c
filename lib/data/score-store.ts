import 'server-only';
import type { PoolClient } from 'pg';
import { invariant } from '@/lib/domain/foundation/invariant';
import { dayFromNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { copyBinaryOn } from './copy-binary';
import { pool } from './pool';
import type { Queries } from './read-snapshot';

/**
 * Runs `work` in one transaction, one at a time for each dataset and kind of result: readers see the old results until the new ones are
 * whole. The dataset itself is not held, so that facts can be stored meanwhile.
 */
export async function storingResults<T>(kind: 'scores' | 'indices' | 'forecast', datasetId: number, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1), $2)', [`bandwise ${kind}`, datasetId]);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Removes all scores of a dataset. */
export async function clearScores(client: PoolClient, datasetId: number): Promise<void> {
  for (const table of ['feature_row', 'grade_row', 'anomaly_row', 'asset_snapshot', 'score_state']) await client.query(`DELETE FROM ${table} WHERE dataset_id = $1`, [datasetId]);
}

/**
 * Removes the scores from a day on, those of days that are no longer kept, and what describes the last day. Days since 1970-01-01. One statement,
 * so that the database is at it while the worker computes.
 */
export async function trimScores(client: PoolClient, datasetId: number, from: number, leaving: readonly number[]): Promise<void> {
  const gone = (table: string, where: string): string => `${table}_gone AS (DELETE FROM ${table} WHERE dataset_id = $1${where})`;
  const [later, left] = ['day >= $2::date', 'day = ANY ($3::date[])'];
  const tables = [gone('feature_row', ` AND (${later} OR ${left})`), gone('grade_row', ` AND (${later} OR ${left})`), gone('anomaly_row', ` AND ${later}`), gone('asset_snapshot', '')];
  await client.query(`WITH ${tables.join(', ')} DELETE FROM score_state WHERE dataset_id = $1`, [datasetId, dayFromNumber(from), leaving.map(dayFromNumber)]);
}

/** Ends the wait for a computation where the dataset still is what was read; else what changed meanwhile waits on. Throws where it is gone. */
export async function settleDirtyDays(client: PoolClient, datasetId: number, contentHash: string): Promise<void> {
  const { rows } = await client.query<{ hash: string; dirty: boolean }>('SELECT content_hash AS hash, dirty_from IS NOT NULL AS dirty FROM dataset WHERE id = $1 FOR NO KEY UPDATE', [datasetId]);
  const [now] = rows;
  if (!now) throw new Error(`Dataset ${datasetId} was removed while it was scored`);
  if (now.dirty && now.hash === contentHash) await client.query('UPDATE dataset SET dirty_from = NULL WHERE id = $1', [datasetId]);
}

/** What a live dataset says of its changes: digests of its days (days since 1970-01-01), and the first day that waits; empty and null for a folder. */
export interface DayChanges {
  readonly digests: ReadonlyMap<number, string>;
  readonly dirtyFrom: IsoDay | null;
}

export async function readDayChanges(db: Queries, datasetId: number): Promise<DayChanges> {
  const dirty = await db.query<{ day: IsoDay | null }>('SELECT dirty_from::text AS day FROM dataset WHERE id = $1', [datasetId]);
  const { rows } = await db.query<{ day: number; digest: string }>(`SELECT day - date '1970-01-01' AS day, digest FROM day_digest WHERE dataset_id = $1`, [datasetId]);
  return { dirtyFrom: dirty.rows[0]?.day ?? null, digests: new Map(rows.map(({ day, digest }) => [day, digest])) };
}

/**
 * The hash that the stored grades of each of the days carry; days without grades are left out. Days since 1970-01-01. Asked for in the order of the index: for a row of one
 * day, a planner without fresh statistics looked through the whole table for each day that has none.
 */
export async function readRowHashes(db: Queries, datasetId: number, days: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await db.query<{ day: number; hash: string }>(
    `SELECT d.day - date '1970-01-01' AS day, g.input_hash AS hash FROM unnest($2::date[]) AS d(day)
     CROSS JOIN LATERAL (SELECT day, input_hash FROM grade_row WHERE dataset_id = $1 AND day >= d.day ORDER BY day LIMIT 1) AS g
     WHERE g.day = d.day`,
    [datasetId, days.map(dayFromNumber)],
  );
  return new Map(rows.map(({ day, hash }) => [day, hash]));
}

/** One stored day of one asset's rating. Days since 1970-01-01; NaN and '' are n/a. */
export interface StoredRating {
  readonly assetId: string;
  readonly day: number;
  readonly grade: number;
  readonly rating: string;
  readonly since: number;
}

/** Hands each stored rating of the days `from` to `to` to `each`, asset by asset or day by day as they lie. */
export async function readStoredRatings(client: PoolClient, datasetId: number, from: number, to: number, each: (stored: StoredRating) => void): Promise<void> {
  invariant([datasetId, from, to].every(Number.isInteger), 'ids and days are whole numbers');
  const days = (column: string): string => `${column} - date '1970-01-01'`;
  await copyBinaryOn(
    client,
    `SELECT asset_id, ${days('day')}, investor_grade, rating, ${days('rating_since')} FROM grade_row WHERE dataset_id = ${datasetId} AND day BETWEEN '${dayFromNumber(from)}' AND '${dayFromNumber(to)}'`,
    (row) => each({ assetId: row.text(0), day: row.integer(1), grade: row.float(2), rating: row.text(3), since: row.integer(4) }),
  );
}
