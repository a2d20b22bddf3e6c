import 'server-only';
import type { PoolClient } from 'pg';

/** An asset as the live sources classify it. */
export interface LiveAsset {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  readonly kind: string;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: string | null;
  readonly maxSupply: string | null;
}

const COLUMNS = 'symbol, name, kind, sectors, ecosystem, consensus, max_supply';
/** What scores depend on; a new label changes none. */
const SCORED = ['kind', 'sectors', 'consensus', 'max_supply'] as const;

/**
 * Writes classifications, and when the listing last held them. An asset with closes whose kind, sector or supply changed makes its whole
 * history dirty: its scores and those of its sector were made with the old one.
 */
export async function saveLiveAssets(client: PoolClient, datasetId: number, assets: readonly LiveAsset[], listedAt: Date | null): Promise<void> {
  const named = (table: string, names: readonly string[]): string => names.map((name) => `${table}.${name}`).join(', ');
  const record = `json_to_recordset($2::json) AS r(id text, symbol text, name text, kind text, sectors text[], ecosystem text, consensus text, "maxSupply" numeric)`;
  const json = JSON.stringify(assets);
  await client.query(
    `UPDATE dataset AS d SET dirty_from = least(d.dirty_from, s.first)
     FROM (SELECT min(a.first_day) AS first FROM dataset_asset AS a
           JOIN (SELECT id, kind, sectors, consensus, trim_scale("maxSupply") AS max_supply FROM ${record}) AS r ON r.id = a.asset_id
           WHERE a.dataset_id = $1 AND a.first_day IS NOT NULL AND (${named('a', SCORED)}) IS DISTINCT FROM (${named('r', SCORED)})) AS s
     WHERE d.id = $1 AND s.first IS NOT NULL AND s.first < coalesce(d.dirty_from, 'infinity')`,
    [datasetId, json],
  );
  await client.query(
    `INSERT INTO dataset_asset AS t (dataset_id, asset_id, ${COLUMNS}, listed_at)
     SELECT $1, id, symbol, name, kind, sectors, ecosystem, consensus, trim_scale("maxSupply"), $3 FROM ${record} ORDER BY id COLLATE "C"
     ON CONFLICT (dataset_id, asset_id) DO UPDATE SET (${COLUMNS}) = ROW (${named('excluded', COLUMNS.split(', '))}), listed_at = greatest(t.listed_at, excluded.listed_at)`,
    [datasetId, json, listedAt],
  );
}

/** Listed assets by symbol in capitals, with their newest price: a quote, else the last close. */
export async function assetsBySymbol(client: Pick<PoolClient, 'query'>, datasetId: number, symbols: readonly string[]): Promise<{ symbol: string; assetId: string; price: number }[]> {
  const { rows } = await client.query<{ symbol: string; assetId: string; price: number }>(
    `SELECT upper(a.symbol) AS symbol, a.asset_id AS "assetId", coalesce(q.price, f.close, 'NaN')::float8 AS price
     FROM dataset_asset AS a LEFT JOIN quote AS q ON q.dataset_id = $1 AND q.asset_id = a.asset_id
     LEFT JOIN daily_fact AS f ON f.dataset_id = $1 AND f.asset_id = a.asset_id AND f.day = a.last_day
     WHERE a.dataset_id = $1 AND a.listed_at IS NOT NULL AND upper(a.symbol) = ANY($2::text[]) ORDER BY a.asset_id COLLATE "C"`,
    [datasetId, symbols],
  );
  return rows;
}
