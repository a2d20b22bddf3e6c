import 'server-only';
import type { PoolClient } from 'pg';

/** One source's name of one asset as stored. `detail` is what else it said, each with its moment. */
export interface SourceAssetRow {
  readonly externalId: string;
  readonly assetId: string;
  readonly symbol: string;
  readonly name: string;
  readonly detail: unknown;
  readonly lastSeen: Date;
}

/** Our ids of a source's ids; those that it never listed are absent. */
export async function mappedAssets(client: Pick<PoolClient, 'query'>, source: string, externalIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ externalId: string; assetId: string }>(
    'SELECT external_id AS "externalId", asset_id AS "assetId" FROM source_asset WHERE source = $1 AND external_id = ANY($2::text[])',
    [source, externalIds],
  );
  return new Map(rows.map((row) => [row.externalId, row.assetId]));
}

/** What is stored of a source's ids. */
export async function readSourceAssets(client: Pick<PoolClient, 'query'>, source: string, externalIds: readonly string[]): Promise<Map<string, SourceAssetRow>> {
  const { rows } = await client.query<SourceAssetRow>(
    'SELECT external_id AS "externalId", asset_id AS "assetId", symbol, name, detail, last_seen AS "lastSeen" FROM source_asset WHERE source = $1 AND external_id = ANY($2::text[])',
    [source, externalIds],
  );
  return new Map(rows.map((row) => [row.externalId, row]));
}

/** Which of these ids another id of the source has, so that they are not free. */
export async function takenIds(client: Pick<PoolClient, 'query'>, source: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ externalId: string; assetId: string }>('SELECT asset_id AS "assetId", min(external_id) AS "externalId" FROM source_asset WHERE source = $1 AND asset_id = ANY($2::text[]) GROUP BY asset_id', [source, ids]);
  return new Map(rows.map((row) => [row.assetId, row.externalId]));
}

/** Writes a source's names; the caller holds the market lock and has already decided what stands. */
export async function saveSourceAssets(client: PoolClient, source: string, rows: readonly Omit<SourceAssetRow, 'lastSeen'>[], at: Date): Promise<void> {
  await client.query('INSERT INTO asset (id) SELECT DISTINCT unnest($1::text[]) AS id ORDER BY id ON CONFLICT DO NOTHING', [rows.map(({ assetId }) => assetId)]);
  await client.query(
    `INSERT INTO source_asset AS t (source, external_id, asset_id, symbol, name, detail, first_seen, last_seen)
     SELECT $1, "externalId", "assetId", symbol, name, detail, $3, $3
     FROM json_to_recordset($2::json) AS r("externalId" text, "assetId" text, symbol text, name text, detail jsonb) ORDER BY "externalId"
     ON CONFLICT (source, external_id) DO UPDATE SET symbol = excluded.symbol, name = excluded.name, detail = excluded.detail,
       first_seen = least(t.first_seen, excluded.first_seen), last_seen = greatest(t.last_seen, excluded.last_seen)`,
    [source, JSON.stringify(rows), at],
  );
}

/** A source's ids of our assets, one each (the first by spelling), for asking. */
export async function externalIdsOf(client: Pick<PoolClient, 'query'>, source: string, assetIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ assetId: string; externalId: string }>(
    'SELECT asset_id AS "assetId", min(external_id) AS "externalId" FROM source_asset WHERE source = $1 AND asset_id = ANY($2::text[]) GROUP BY asset_id',
    [source, assetIds],
  );
  return new Map(rows.map((row) => [row.assetId, row.externalId]));
}
