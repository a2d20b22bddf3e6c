import 'server-only';
import type { PoolClient } from 'pg';

export interface NameableRow {
  readonly id: string;
  readonly symbol: string;
  readonly name: string;
  /** Place by market cap on the day, from 1; then by traded value, those without either last. */
  readonly rank: number;
}

/** A market cap older than so many days says nothing of today's size. */
const CAP_DAYS = 30;

/** Every asset of a dataset with its place by size as it was known on the morning of a day. */
export async function nameableAssets(client: PoolClient, datasetId: number, day: string): Promise<NameableRow[]> {
  const { rows } = await client.query<NameableRow>(
    `SELECT a.asset_id AS id, a.symbol, a.name, row_number() OVER (ORDER BY f.cap DESC NULLS LAST, f.traded DESC NULLS LAST, a.asset_id COLLATE "C")::integer AS rank
     FROM dataset_asset AS a LEFT JOIN LATERAL (
       SELECT coalesce(market_cap, close * circulating_supply)::float8 AS cap, traded_value AS traded FROM daily_fact
       WHERE dataset_id = $1 AND asset_id = a.asset_id AND day < $2::date AND day >= $2::date - ${CAP_DAYS} ORDER BY day DESC LIMIT 1) AS f ON true
     WHERE a.dataset_id = $1`,
    [datasetId, day],
  );
  return rows;
}
