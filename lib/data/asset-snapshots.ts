import 'server-only';
import type { PoolClient } from 'pg';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { BinaryRows, copyRows } from './binary-copy-writer';
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

const COLUMNS = `dataset_id, asset_id, day, rank, price, market_cap, traded_value_30d, change_1d, change_7d, change_30d, change_365d,
  volatility_90d, drawdown, investor_grade, trader_grade, coverage, rating, eligible, ineligible_reason, flags`;

/** Absent is NULL; a zero has no sign. */
const number = (value: number | null): number => (value === null ? Number.NaN : value + 0);

export async function saveSnapshots(client: PoolClient, datasetId: number, records: readonly SnapshotRecord[]): Promise<void> {
  const rows = new BinaryRows();
  for (const record of records) {
    rows.row(20).integer(datasetId).text(record.assetId).day(dayNumber(isoDay(record.day))).whole(record.rank).decimal(number(record.price)).decimal(number(record.marketCap));
    for (const value of [record.tradedValue30d, record.change1d, record.change7d, record.change30d, record.change365d, record.volatility90d, record.drawdown, record.investorGrade, record.traderGrade, record.coverage]) {
      rows.float(number(value));
    }
    rows.text(record.rating).boolean(record.eligible).text(record.ineligibleReason).texts(record.flags);
  }
  await copyRows(client, `asset_snapshot (${COLUMNS})`, rows);
}

/** Why no index may hold an asset on the last day; null where one may, or where nothing is stored. */
export async function readIneligibleReason(datasetId: number, assetId: string): Promise<string | null> {
  const { rows } = await pool.query<{ reason: string | null }>('SELECT ineligible_reason AS reason FROM asset_snapshot WHERE dataset_id = $1 AND asset_id = $2', [datasetId, assetId]);
  return rows[0]?.reason ?? null;
}
