import 'server-only';
import type { PoolClient } from 'pg';
import { UNCONFIRMED_JUMP } from '@/lib/domain/market/live-rules';

/** A price within a day under our id; plain decimal text. */
export interface QuoteText {
  readonly assetId: string;
  readonly price: string;
  readonly marketCap: string | null;
  readonly tradedValue24h: string | null;
  readonly change24h: number | null;
  readonly quotedAt: Date;
}

/** What a quote is held against: the last accepted close, else a quote seen since `since`. Assets without either are absent. */
export async function lastPrices(client: PoolClient, datasetId: number, assetIds: readonly string[], since: Date): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; price: number }>(
    `SELECT a.asset_id AS id, coalesce(f.close, q.price)::float8 AS price FROM dataset_asset AS a
     LEFT JOIN daily_fact AS f ON f.dataset_id = $1 AND f.asset_id = a.asset_id AND f.day = a.last_day
     LEFT JOIN quote AS q ON q.dataset_id = $1 AND q.asset_id = a.asset_id AND q.quoted_at >= $3
     WHERE a.dataset_id = $1 AND a.asset_id = ANY($2::text[]) AND coalesce(f.close, q.price) IS NOT NULL`,
    [datasetId, assetIds, since],
  );
  return new Map(rows.map(({ id, price }) => [id, price]));
}

/** Keeps the newest quote of each asset; of one moment the source that comes first by name, then the larger price. */
export async function saveQuotes(client: PoolClient, datasetId: number, source: string, rows: readonly QuoteText[]): Promise<void> {
  await client.query(
    `INSERT INTO quote AS t (dataset_id, asset_id, source, price, market_cap, traded_value_24h, change_24h, quoted_at)
     SELECT $1, "assetId", $2, trim_scale(price), trim_scale("marketCap"), trim_scale("tradedValue24h"), "change24h", "quotedAt"
     FROM json_to_recordset($3::json) AS r("assetId" text, price numeric, "marketCap" numeric, "tradedValue24h" numeric, "change24h" float8, "quotedAt" timestamptz) ORDER BY "assetId" COLLATE "C"
     ON CONFLICT (dataset_id, asset_id) DO UPDATE SET source = excluded.source, price = excluded.price, market_cap = excluded.market_cap,
       traded_value_24h = excluded.traded_value_24h, change_24h = excluded.change_24h, quoted_at = excluded.quoted_at
     WHERE (excluded.quoted_at, t.source, excluded.price) > (t.quoted_at, excluded.source, t.price)`,
    [datasetId, source, JSON.stringify(rows.map((row) => ({ ...row, quotedAt: row.quotedAt.toISOString() })))],
  );
}

/** Drops quotes that the closes have shown to be beyond 50 times off. */
export async function dropOffQuotes(client: PoolClient, datasetId: number): Promise<void> {
  await client.query(
    `DELETE FROM quote WHERE dataset_id = $1 AND asset_id IN (
       SELECT q.asset_id FROM quote AS q JOIN dataset_asset AS a ON a.dataset_id = $1 AND a.asset_id = q.asset_id
       JOIN daily_fact AS f ON f.dataset_id = $1 AND f.asset_id = q.asset_id AND f.day = a.last_day
       WHERE q.dataset_id = $1 AND (q.price > f.close * ${UNCONFIRMED_JUMP} OR f.close > q.price * ${UNCONFIRMED_JUMP}) ORDER BY q.asset_id COLLATE "C" FOR UPDATE OF q)`,
    [datasetId],
  );
}
