import 'server-only';
import type { PoolClient } from 'pg';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { pool } from './pool';
import type { Queries } from './read-snapshot';

/** A dataset as pages and jobs need it. */
export interface DatasetSummary {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly simulated: boolean;
  /** Fed day by day by sources of the network; a folder and the sample stand still. */
  readonly live: boolean;
  readonly firstDay: IsoDay;
  readonly lastDay: IsoDay;
  readonly assets: number;
  readonly source: string;
  readonly licence: string;
  readonly attribution: string;
  readonly contentHash: string;
}

const SUMMARY = `SELECT id, name, description, simulated, live, first_day::text AS "firstDay", last_day::text AS "lastDay", asset_count AS assets, source, licence, attribution,
  content_hash AS "contentHash" FROM dataset WHERE first_day IS NOT NULL`;

/** The dataset that pages and the API show, or null while nothing is imported. */
export async function activeDataset(): Promise<DatasetSummary | null> {
  const { rows } = await pool.query<DatasetSummary>(`${SUMMARY} AND active`);
  return rows[0] ?? null;
}

/** One dataset, or null where it does not exist or holds nothing yet. */
export async function readDataset(datasetId: number, db: Queries = pool): Promise<DatasetSummary | null> {
  const { rows } = await db.query<DatasetSummary>(`${SUMMARY} AND id = $1`, [datasetId]);
  return rows[0] ?? null;
}

/** All datasets that hold something, the active one first. */
export async function listDatasets(): Promise<DatasetSummary[]> {
  const { rows } = await pool.query<DatasetSummary>(`${SUMMARY} ORDER BY active DESC, name`);
  return rows;
}

interface DatasetText {
  readonly name: string;
  readonly description: string;
  readonly simulated: boolean;
  readonly source: string;
  readonly licence: string;
  readonly attribution: string;
}

/** Names of stored datasets of the other sort: simulated and real never share a database. */
export async function datasetsOfOtherSort(client: PoolClient, simulated: boolean): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM dataset WHERE simulated <> $1 ORDER BY name', [simulated]);
  return rows.map((row) => row.name);
}

/** Finds or makes the dataset of a name. What describes it is written with the facts, not before. */
export async function ensureDataset(client: PoolClient, name: string, simulated: boolean): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO dataset (name, simulated) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id',
    [name, simulated],
  );
  return rows[0]?.id ?? 0;
}

/** Writes what describes a dataset, its span, count and hash; untouched where nothing differs. */
export async function describeDataset(client: PoolClient, datasetId: number, text: DatasetText, hash: string): Promise<void> {
  await client.query(
    `UPDATE dataset AS d SET description = $2, source = $3, licence = $4, attribution = $5, content_hash = $6,
       first_day = s.first_day, last_day = s.last_day, asset_count = s.assets, updated_at = now()
     FROM (SELECT min(first_day) AS first_day, max(last_day) AS last_day, count(first_day)::integer AS assets FROM dataset_asset WHERE dataset_id = $1) AS s
     WHERE d.id = $1 AND (d.description, d.source, d.licence, d.attribution, d.content_hash, d.first_day, d.last_day, d.asset_count)
       IS DISTINCT FROM ($2, $3, $4, $5, $6, s.first_day, s.last_day, s.assets)`,
    [datasetId, text.description, text.source, text.licence, text.attribution, hash],
  );
}

/** Makes a dataset the active one. Two statements, since exactly one may be active at any moment. */
export async function activateDataset(client: PoolClient, datasetId: number): Promise<void> {
  await client.query('UPDATE dataset SET active = false WHERE active AND id <> $1', [datasetId]);
  await client.query('UPDATE dataset SET active = true WHERE NOT active AND id = $1', [datasetId]);
}
