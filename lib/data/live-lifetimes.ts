import 'server-only';
import type { PoolClient } from 'pg';
import { DEAD_HIGH_DAYS, ENDED_AFTER_DAYS } from '@/lib/domain/market/rules';

/** Brings first and last day of the merged assets to what is stored; one that has no close left has no ending either. */
export async function moveLifetimes(client: PoolClient, datasetId: number): Promise<void> {
  const end = (which: string): string => `(SELECT ${which}(day) FROM daily_fact AS f WHERE f.dataset_id = $1 AND f.asset_id = p.asset_id)`;
  await client.query(
    `UPDATE dataset_asset AS a SET first_day = s.first, last_day = s.last, ending = CASE WHEN s.first IS NULL THEN 'alive' ELSE a.ending END,
       successor = CASE WHEN s.first IS NULL THEN NULL ELSE a.successor END
     FROM (SELECT p.asset_id, ${end('min')} AS first, ${end('max')} AS last FROM (SELECT DISTINCT asset_id FROM merge_pair) AS p) AS s
     WHERE a.dataset_id = $1 AND a.asset_id = s.asset_id AND (a.first_day, a.last_day) IS DISTINCT FROM (s.first, s.last)`,
    [datasetId],
  );
}

/** How a series stands. Days are day numbers; last close and high only where it ended early, else NaN. */
export interface LiveSpan {
  readonly id: string;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly datasetLastDay: number;
  readonly lastClose: number;
  readonly high90d: number;
  readonly declaredDead: boolean;
}

/** Every series of the dataset, by id. Closes are looked up only for those that ended early: a handful among thousands. */
export async function liveSpans(client: PoolClient, datasetId: number): Promise<LiveSpan[]> {
  const { rows } = await client.query<LiveSpan>(
    `WITH series AS (SELECT asset_id, first_day, last_day, declared_dead, max(last_day) OVER () AS dataset_last FROM dataset_asset WHERE dataset_id = $1 AND first_day IS NOT NULL)
     SELECT s.asset_id AS id, s.first_day - date '1970-01-01' AS "firstDay", s.last_day - date '1970-01-01' AS "lastDay", s.dataset_last - date '1970-01-01' AS "datasetLastDay",
       coalesce(e.last_close, 'NaN') AS "lastClose", coalesce(e.high, 'NaN') AS "high90d", s.declared_dead AS "declaredDead"
     FROM series AS s LEFT JOIN LATERAL (
       SELECT max(f.close) FILTER (WHERE f.day = s.last_day)::float8 AS last_close, max(f.close)::float8 AS high FROM daily_fact AS f
       WHERE s.dataset_last - s.last_day > ${ENDED_AFTER_DAYS} AND f.dataset_id = $1 AND f.asset_id = s.asset_id AND f.day > s.last_day - ${DEAD_HIGH_DAYS}) AS e ON true
     ORDER BY s.asset_id COLLATE "C"`,
    [datasetId],
  );
  return rows;
}

/** Writes span, count, hash and the earliest changed day of a live dataset; untouched where nothing differs. A day that has not closed yet is not dirty: it will be. */
export async function describeLive(client: PoolClient, datasetId: number, hash: string, dirtyFrom: string | null): Promise<void> {
  const dirty = 'least(d.dirty_from, CASE WHEN $3::date <= s.last_day THEN $3::date END)';
  await client.query(
    `UPDATE dataset AS d SET content_hash = $2, dirty_from = ${dirty}, first_day = s.first_day, last_day = s.last_day, asset_count = s.assets, updated_at = now()
     FROM (SELECT min(first_day) AS first_day, max(last_day) AS last_day, count(first_day)::integer AS assets FROM dataset_asset WHERE dataset_id = $1) AS s
     WHERE d.id = $1 AND (d.content_hash, d.dirty_from, d.first_day, d.last_day, d.asset_count) IS DISTINCT FROM ($2, ${dirty}, s.first_day, s.last_day, s.assets)`,
    [datasetId, hash, dirtyFrom],
  );
}

/** Makes the dataset the active one where none is and it holds closes. */
export async function activateIfAlone(client: PoolClient, datasetId: number): Promise<void> {
  await client.query('UPDATE dataset SET active = true WHERE id = $1 AND first_day IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dataset WHERE active)', [datasetId]);
}
