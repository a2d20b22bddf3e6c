import 'server-only';
import type { PoolClient } from 'pg';
import { pool } from './pool';

/** The latest day of one asset as the screener shows it; null is n/a. */
export interface SnapshotRecord {
  readonly assetId: string;
  readonly day: string;
  readonly rank: number | null;
  readonly price: number | null;
  readonly marketCap: number | null;
  readonly tradedValue30d: number | null;
  readonly change1d: number | null;
  readonly change7d: number | null;
  readonly change30d: number | null;
  readonly change365d: number | null;
  readonly volatility90d: number | null;
  readonly drawdown: number | null;
  readonly investorGrade: number | null;
  readonly traderGrade: number | null;
  readonly coverage: number | null;
  readonly rating: string | null;
  readonly eligible: boolean;
  readonly ineligibleReason: string | null;
  readonly flags: readonly string[];
}

export async function saveSnapshots(client: PoolClient, datasetId: number, records: readonly SnapshotRecord[]): Promise<void> {
  await client.query(
    `INSERT INTO asset_snapshot (dataset_id, asset_id, day, rank, price, market_cap, traded_value_30d, change_1d, change_7d, change_30d, change_365d,
       volatility_90d, drawdown, investor_grade, trader_grade, coverage, rating, eligible, ineligible_reason, flags)
     SELECT $1, s.* FROM jsonb_to_recordset($2::jsonb) AS s("assetId" text, day date, rank integer, price numeric, "marketCap" numeric, "tradedValue30d" float8,
       "change1d" float8, "change7d" float8, "change30d" float8, "change365d" float8, "volatility90d" float8, drawdown float8, "investorGrade" float8,
       "traderGrade" float8, coverage float8, rating text, eligible boolean, "ineligibleReason" text, flags text[])`,
    [datasetId, JSON.stringify(records)],
  );
}

/** Why no index may hold an asset on the last day; null where one may, or where nothing is stored. */
export async function readIneligibleReason(datasetId: number, assetId: string): Promise<string | null> {
  const { rows } = await pool.query<{ reason: string | null }>('SELECT ineligible_reason AS reason FROM asset_snapshot WHERE dataset_id = $1 AND asset_id = $2', [datasetId, assetId]);
  return rows[0]?.reason ?? null;
}
