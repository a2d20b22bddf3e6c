import 'server-only';
import type { PoolClient } from 'pg';
import type { Asset, Ending } from '@/lib/domain/market/asset';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { DEAD_HIGH_DAYS } from '@/lib/domain/market/rules';
import { pool } from './pool';
import type { Queries } from './read-snapshot';

export type AssetText = Omit<Asset, 'firstDay' | 'lastDay' | 'ending' | 'maxSupply'> & { readonly maxSupply: string | null };

const RECORD = 'r(id text, symbol text, name text, kind text, sectors text[], ecosystem text, consensus text, "maxSupply" numeric)';

/** Writes the classification of a dataset's assets; returns how many were new or changed. */
export async function saveAssets(client: PoolClient, datasetId: number, assets: readonly AssetText[]): Promise<number> {
  const json = JSON.stringify(assets);
  await client.query('INSERT INTO asset (id) SELECT id FROM json_to_recordset($1::json) AS r(id text) ORDER BY id ON CONFLICT DO NOTHING', [json]);
  const columns = 'symbol, name, kind, sectors, ecosystem, consensus, max_supply';
  const own = columns.replace(/(\w+)/g, 't.$1');
  const excluded = columns.replace(/(\w+)/g, 'excluded.$1');
  const saved = await client.query(
    `INSERT INTO dataset_asset AS t (dataset_id, asset_id, ${columns})
     SELECT $1, id, symbol, name, kind, sectors, ecosystem, consensus, "maxSupply" FROM json_to_recordset($2::json) AS ${RECORD} ORDER BY id
     ON CONFLICT (dataset_id, asset_id) DO UPDATE SET (${columns}) = ROW (${excluded}) WHERE (${own}) IS DISTINCT FROM (${excluded})`,
    [datasetId, json],
  );
  return saved.rowCount ?? 0;
}

export interface SeriesSpan {
  readonly id: string;
  /** Day numbers. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly lastClose: number;
  readonly high90d: number;
}

/** First and last day, last close and 90-day high of every series that has a close; by id. One pass: right after a load no statistics guide a join. */
export async function seriesSpans(client: PoolClient, datasetId: number): Promise<SeriesSpan[]> {
  const { rows } = await client.query<SeriesSpan>(
    `SELECT asset_id AS id, first_day - date '1970-01-01' AS "firstDay", last_day - date '1970-01-01' AS "lastDay",
       max(close) FILTER (WHERE day = last_day)::float8 AS "lastClose", max(close)::float8 AS "high90d"
     FROM (SELECT asset_id, day, close, min(day) OVER series AS first_day, max(day) OVER series AS last_day
           FROM daily_fact WHERE dataset_id = $1 WINDOW series AS (PARTITION BY asset_id)) AS dated
     WHERE day > last_day - ${DEAD_HIGH_DAYS} GROUP BY asset_id, first_day, last_day ORDER BY asset_id COLLATE "C"`,
    [datasetId],
  );
  return rows;
}

export interface AssetLifetime {
  readonly id: string;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly ending: Ending;
  readonly successor: string | null;
}

/** Writes lifetimes, endings and successors; untouched where nothing differs. */
export async function saveLifetimes(client: PoolClient, datasetId: number, lifetimes: readonly AssetLifetime[]): Promise<void> {
  await client.query(
    `UPDATE dataset_asset AS a SET first_day = v.first_day, last_day = v.last_day, ending = v.ending, successor = v.successor
     FROM (SELECT id, date '1970-01-01' + "firstDay" AS first_day, date '1970-01-01' + "lastDay" AS last_day, ending, successor
           FROM json_to_recordset($2::json) AS r(id text, "firstDay" integer, "lastDay" integer, ending text, successor text)) AS v
     WHERE a.dataset_id = $1 AND a.asset_id = v.id AND (a.first_day, a.last_day, a.ending, a.successor) IS DISTINCT FROM (v.first_day, v.last_day, v.ending, v.successor)`,
    [datasetId, JSON.stringify(lifetimes)],
  );
}

type StoredAsset = Omit<Asset, 'firstDay' | 'lastDay'> & { readonly firstDay: string; readonly lastDay: string; readonly successor: string | null };

const ASSET_COLUMNS = `asset_id AS id, symbol, name, kind, sectors, ecosystem, consensus, max_supply::float8 AS "maxSupply",
  first_day::text AS "firstDay", last_day::text AS "lastDay", ending, successor`;

/** Assets of a dataset that have a price, sorted by id (byte order). */
export async function listAssets(datasetId: number, db: Queries = pool): Promise<Asset[]> {
  const { rows } = await db.query<StoredAsset>(
    `SELECT ${ASSET_COLUMNS} FROM dataset_asset WHERE dataset_id = $1 AND first_day IS NOT NULL ORDER BY asset_id COLLATE "C"`,
    [datasetId],
  );
  return rows.map((row) => ({ ...row, firstDay: isoDay(row.firstDay), lastDay: isoDay(row.lastDay) }));
}

/** One asset with its newest successor in this dataset, or null. */
export async function readAsset(datasetId: number, id: string): Promise<(Asset & { readonly successor: string | null }) | null> {
  const { rows } = await pool.query<StoredAsset>(`SELECT ${ASSET_COLUMNS} FROM dataset_asset WHERE dataset_id = $1 AND asset_id = $2 AND first_day IS NOT NULL`, [datasetId, id]);
  const row = rows[0];
  return row ? { ...row, firstDay: isoDay(row.firstDay), lastDay: isoDay(row.lastDay) } : null;
}
