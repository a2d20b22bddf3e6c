import 'server-only';
import { invariant } from '@/lib/domain/foundation/invariant';
import { copyBinary } from './copy-binary';
import { pool } from './pool';

/** Streams the stored grades of a dataset on some days (as days since 1970-01-01): asset id, day as days since 1970-01-01, investor and trader grade (NaN is n/a). */
export async function loadGradePoints(datasetId: number, days: readonly number[], each: (assetId: string, day: number, investor: number, trader: number) => void): Promise<void> {
  invariant([datasetId, ...days].every(Number.isInteger), 'ids and days are whole numbers');
  const wanted = `unnest(ARRAY[${days.join(',')}]::integer[]) AS d(day) JOIN grade_row AS g ON g.day = date '1970-01-01' + d.day`;
  await copyBinary(`SELECT g.asset_id, d.day, g.investor_grade, g.trader_grade FROM ${wanted} WHERE g.dataset_id = ${datasetId}`, (row) =>
    each(row.text(0), row.integer(1), row.float(2), row.float(3)),
  );
}

export interface FlagSpan {
  readonly assetId: string;
  /** Days since 1970-01-01, both included. */
  readonly day: number;
  readonly until: number;
}

/** Spans of days on which a flag keeps an asset out of rebalances. */
export async function loadFlagSpans(datasetId: number): Promise<FlagSpan[]> {
  const { rows } = await pool.query<FlagSpan>(
    `SELECT asset_id AS "assetId", day - date '1970-01-01' AS day, until - date '1970-01-01' AS until FROM anomaly_row
     WHERE dataset_id = $1 AND severity = 'flag' AND until IS NOT NULL ORDER BY asset_id, day, kind`,
    [datasetId],
  );
  return rows;
}
