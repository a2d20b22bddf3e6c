import 'server-only';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import type { AssetKind } from '@/lib/domain/market/asset';
import { pool } from './pool';
import type { TaskKind } from './backfill-tasks';

/** An asset that a live dataset follows, as far as fetching its history needs to know. */
export interface FollowedAsset {
  readonly assetId: string;
  readonly kind: AssetKind;
  /** Last day with a stored close. */
  readonly lastDay: IsoDay | null;
  /** Whether some index holds it now. */
  readonly held: boolean;
  /** By the latest market cap that was seen, 1 the largest; those without one follow. */
  readonly rank: number;
}

/** Assets in the listing of a live dataset, the most important first. */
export async function followedAssets(datasetId: number): Promise<FollowedAsset[]> {
  const { rows } = await pool.query<FollowedAsset>(
    `WITH held AS (
       SELECT DISTINCT holding->>'id' AS asset_id FROM index_state s, jsonb_array_elements(s.holdings) AS holding WHERE s.dataset_id = $1 AND s.status = 'live')
     SELECT a.asset_id AS "assetId", a.kind, a.last_day::text AS "lastDay", h.asset_id IS NOT NULL AS held,
       (row_number() OVER (ORDER BY q.market_cap DESC NULLS LAST, a.asset_id))::integer AS rank
     FROM dataset_asset a LEFT JOIN quote q USING (dataset_id, asset_id) LEFT JOIN held h USING (asset_id)
     WHERE a.dataset_id = $1 AND a.listed_at IS NOT NULL AND NOT a.declared_dead AND a.successor IS NULL
     ORDER BY rank`,
    [datasetId],
  );
  return rows;
}

/** A source's own name of an asset, with what else it said of it. */
export interface SourceName {
  readonly assetId: string;
  readonly externalId: string;
  readonly detail: unknown;
}

/** What a source calls each asset that it listed; the newest name where it has had several. */
export async function sourceNames(source: string): Promise<SourceName[]> {
  const { rows } = await pool.query<SourceName>(
    'SELECT DISTINCT ON (asset_id) asset_id AS "assetId", external_id AS "externalId", detail FROM source_asset WHERE source = $1 ORDER BY asset_id, last_seen DESC, external_id',
    [source],
  );
  return rows;
}

/** Assets for which a source has answered about a day. */
export async function answeredOn(datasetId: number, source: string, day: IsoDay): Promise<Set<string>> {
  const { rows } = await pool.query<{ assetId: string }>('SELECT asset_id AS "assetId" FROM source_daily WHERE dataset_id = $1 AND source = $2 AND day = $3', [datasetId, source, day]);
  return new Set(rows.map(({ assetId }) => assetId));
}

/** Last day that each asset's tasks of a sort have asked for. */
export async function askedUntil(datasetId: number, source: string, kind: TaskKind): Promise<Map<string, IsoDay>> {
  const { rows } = await pool.query<{ assetId: string; to: IsoDay }>(
    'SELECT asset_id AS "assetId", to_day::text AS "to" FROM backfill_task WHERE dataset_id = $1 AND source = $2 AND kind = $3',
    [datasetId, source, kind],
  );
  return new Map(rows.map(({ assetId, to }) => [assetId, to]));
}

/** The first day without a close since a source was last asked about an asset, looking back `days` at most. Assets without such a day are left out. */
export async function firstMissing(datasetId: number, source: string, until: IsoDay, days: number): Promise<Map<string, IsoDay>> {
  const { rows } = await pool.query<{ assetId: string; day: IsoDay }>(
    `SELECT t.asset_id AS "assetId", min(d.day)::date::text AS day
     FROM backfill_task t
     CROSS JOIN LATERAL generate_series(greatest(t.to_day + 1, $3::date - $4::integer), $3::date, interval '1 day') AS d (day)
     LEFT JOIN daily_fact f ON f.dataset_id = t.dataset_id AND f.asset_id = t.asset_id AND f.day = d.day::date
     WHERE t.dataset_id = $1 AND t.source = $2 AND t.kind = 'history' AND f.asset_id IS NULL GROUP BY t.asset_id`,
    [datasetId, source, until, days],
  );
  return new Map(rows.map(({ assetId, day }) => [assetId, day]));
}

/**
 * The first day since a source was last asked about an asset on which it told no metric of any asset, although a day after it may be told: the
 * day before `until` at the latest. Of assets that it has told of within `days`; empty where no day is missing.
 */
export async function firstUntold(datasetId: number, source: string, until: IsoDay, days: number): Promise<Map<string, IsoDay>> {
  const { rows } = await pool.query<{ assetId: string; day: IsoDay }>(
    `WITH told AS MATERIALIZED (SELECT DISTINCT asset_id, day FROM metric_fact WHERE dataset_id = $1 AND source = $2 AND day > $3::date - $4::integer AND day < $3::date),
     silent AS (SELECT d.day::date AS day FROM generate_series($3::date - $4::integer + 1, $3::date - 1, interval '1 day') AS d (day) WHERE NOT EXISTS (SELECT 1 FROM told WHERE told.day = d.day::date))
     SELECT t.asset_id AS "assetId", min(s.day)::text AS day FROM backfill_task t JOIN silent s ON s.day > t.to_day
     WHERE t.dataset_id = $1 AND t.source = $2 AND t.kind = 'onChain' AND EXISTS (SELECT 1 FROM told WHERE told.asset_id = t.asset_id) GROUP BY t.asset_id`,
    [datasetId, source, until, days],
  );
  return new Map(rows.map(({ assetId, day }) => [assetId, day]));
}

/** The first day without a traded value since a source was last asked about an asset, where at least `atLeast` of the last `days` lack it. */
export async function firstUntraded(datasetId: number, source: string, until: IsoDay, days: number, atLeast: number): Promise<Map<string, IsoDay>> {
  const { rows } = await pool.query<{ assetId: string; day: IsoDay }>(
    `SELECT t.asset_id AS "assetId", min(f.day)::text AS day
     FROM backfill_task t JOIN daily_fact f ON f.dataset_id = t.dataset_id AND f.asset_id = t.asset_id
       AND f.day > t.to_day AND f.day > $3::date - $4::integer AND f.day <= $3::date AND f.traded_value IS NULL
     WHERE t.dataset_id = $1 AND t.source = $2 AND t.kind = 'history' GROUP BY t.asset_id HAVING count(*) >= $5`,
    [datasetId, source, until, days, atLeast],
  );
  return new Map(rows.map(({ assetId, day }) => [assetId, day]));
}
