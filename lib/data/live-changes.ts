import 'server-only';
import type { PoolClient } from 'pg';
import { REFERENCE_DAYS } from '@/lib/domain/market/live-rules';
import { copyBinaryOn } from './copy-binary';
import { lastSaidAt } from './source-daily';

/** A day is judged by the days around it, so a change can alter judgements this far away … */
const REACH = REFERENCE_DAYS;
/** … and those need as much again to be judged by. */
const CONTEXT = 2 * REACH;

/**
 * Takes what changed since the last merge into `merge_range`, one row an asset: days that changed, and days whose judgement may have. An
 * asset with a redenomination is judged as a whole. Returns whether there is anything to merge.
 */
export async function takeChanges(client: PoolClient, datasetId: number): Promise<boolean> {
  const taken = await client.query(
    `WITH gone AS (DELETE FROM source_change WHERE dataset_id = $1 RETURNING asset_id, from_day, to_day, digest) INSERT INTO taken SELECT * FROM gone`,
    [datasetId],
  );
  await client.query(
    `INSERT INTO merge_range
     SELECT asset_id, min(from_day) AS lo, max(to_day) AS hi, min(from_day) - ${REACH} AS judged_from, max(to_day) + ${REACH} AS judged_to
     FROM taken WHERE asset_id IS NOT NULL GROUP BY asset_id`,
  );
  await widen(client, datasetId, [], `EXISTS (SELECT 1 FROM withheld_fact AS w WHERE w.dataset_id = $1 AND w.asset_id = r.asset_id AND w.fault IN ('redenomination', 'restated'))`);
  await client.query('ANALYZE merge_range');
  return (taken.rowCount ?? 0) > 0;
}

async function widen(client: PoolClient, datasetId: number, assetIds: readonly string[], where: string): Promise<void> {
  await client.query(
    `UPDATE merge_range AS r SET judged_from = s.first, judged_to = s.last
     FROM (SELECT r.asset_id, min(d.day) AS first, max(d.day) AS last FROM merge_range AS r JOIN source_daily AS d ON d.dataset_id = $1 AND d.asset_id = r.asset_id
           WHERE $2::text[] IS NOT NULL AND ${where} GROUP BY r.asset_id) AS s WHERE s.asset_id = r.asset_id`,
    [datasetId, assetIds],
  );
}

/** Has the named assets judged over all their days. */
export const judgeWhole = (client: PoolClient, datasetId: number, assetIds: readonly string[]): Promise<void> => widen(client, datasetId, assetIds, 'r.asset_id = ANY($2::text[])');

/** One stored row as the judge sees it. */
export interface JudgedRow {
  readonly source: string;
  readonly day: number;
  readonly close: number;
  readonly supply: number;
  readonly marketCap: number;
  /** What the source said first. */
  readonly first: { readonly close: number; readonly supply: number; readonly marketCap: number };
  /** Day number of the day on which it first stated a close. */
  readonly answeredOn: number;
  /** Day number of the day on which it last stated its close, supply or market cap. */
  readonly restatedOn: number;
}

export interface JudgedAsset {
  readonly assetId: string;
  /** Days to decide about; the rows reach farther. */
  readonly from: number;
  readonly to: number;
  /** By source, then day. */
  readonly rows: readonly JudgedRow[];
}

/** Hands each changed asset to `judge`, one after the other: a market is larger than memory should be. `only` limits it to some. */
export async function eachChangedAsset(client: PoolClient, datasetId: number, judge: (asset: JudgedAsset) => void, only: readonly string[] | null = null): Promise<void> {
  if (only !== null) await client.query('INSERT INTO merge_again SELECT unnest($1::text[])', [only]);
  let current: { assetId: string; from: number; to: number; rows: JudgedRow[] } | null = null;
  const day = (column: string): string => `${column} - date '1970-01-01'`;
  const dayOf = (moment: string): string => day(`(${moment} AT TIME ZONE 'UTC')::date`);
  await copyBinaryOn(
    client,
    `SELECT r.asset_id, ${day('r.judged_from')}, ${day('r.judged_to')}, s.source, ${day('s.day')}, s.close::float8, s.circulating_supply::float8, s.market_cap::float8,
       s.close_first::float8, s.circulating_supply_first::float8, s.market_cap_first::float8, ${dayOf('s.close_first_at')}, ${dayOf(lastSaidAt('s'))}
     FROM merge_range AS r JOIN source_daily AS s ON s.dataset_id = ${Math.trunc(datasetId)} AND s.asset_id = r.asset_id
       AND s.day BETWEEN r.judged_from - ${CONTEXT - REACH} AND r.judged_to + ${CONTEXT - REACH}
     ${only === null ? '' : 'WHERE r.asset_id IN (SELECT asset_id FROM merge_again)'} ORDER BY r.asset_id COLLATE "C", s.source COLLATE "C", s.day`,
    (row) => {
      const assetId = row.text(0);
      if (current?.assetId !== assetId) {
        if (current) judge(current);
        current = { assetId, from: row.integer(1), to: row.integer(2), rows: [] };
      }
      current.rows.push({ source: row.text(3), day: row.integer(4), close: row.float(5), supply: row.float(6), marketCap: row.float(7), first: { close: row.float(8), supply: row.float(9), marketCap: row.float(10) }, answeredOn: row.integer(11), restatedOn: row.integer(12) });
    },
  );
  if (current) judge(current);
}

export interface WithheldRow {
  readonly assetId: string;
  /** Day number. */
  readonly day: number;
  readonly source: string;
  readonly fault: string;
  readonly reason: string;
}

/**
 * Replaces what is withheld among the judged days, and lists in `merge_pair` every asset and day to merge: those that changed and those
 * that are withheld no longer, or newly.
 */
export async function saveWithheld(client: PoolClient, datasetId: number, rows: readonly WithheldRow[]): Promise<void> {
  await client.query(
    `INSERT INTO decided SELECT "assetId", date '1970-01-01' + day, source, fault, reason
     FROM json_to_recordset($1::json) AS r("assetId" text, day integer, source text, fault text, reason text)`,
    [JSON.stringify(rows)],
  );
  await client.query(
    `WITH gone AS (
       DELETE FROM withheld_fact AS w USING merge_range AS r WHERE w.dataset_id = $1 AND w.asset_id = r.asset_id AND w.day BETWEEN r.judged_from AND r.judged_to
       AND NOT EXISTS (SELECT 1 FROM decided AS d WHERE d.asset_id = w.asset_id AND d.day = w.day AND d.source = w.source) RETURNING w.asset_id, w.day),
     kept AS (
       INSERT INTO withheld_fact AS w (dataset_id, asset_id, day, source, fault, reason) SELECT $1, asset_id, day, source, fault, reason FROM decided
       ON CONFLICT (dataset_id, asset_id, day, source) DO UPDATE SET fault = excluded.fault, reason = excluded.reason
       WHERE (w.fault, w.reason) IS DISTINCT FROM (excluded.fault, excluded.reason) RETURNING w.asset_id, w.day)
     INSERT INTO merge_pair
       SELECT s.asset_id, s.day FROM merge_range AS r JOIN source_daily AS s ON s.dataset_id = $1 AND s.asset_id = r.asset_id AND s.day BETWEEN r.lo AND r.hi
       UNION SELECT asset_id, day FROM gone UNION SELECT asset_id, day FROM kept`,
    [datasetId],
  );
  await client.query('ANALYZE merge_pair');
}
