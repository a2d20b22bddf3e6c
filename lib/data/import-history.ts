import 'server-only';
import { pool } from './pool';

export interface ImportHistory {
  /** When the newest import that succeeded was done. */
  readonly lastSuccess: Date | null;
  /** What stopped the newest import of all, where it failed. */
  readonly error: string | null;
}

/** How the imports of a dataset went. */
export async function importHistory(datasetId: number): Promise<ImportHistory> {
  const { rows } = await pool.query<ImportHistory>(
    `SELECT max(finished_at) FILTER (WHERE state = 'done') AS "lastSuccess", (array_agg(error ORDER BY id DESC))[1] AS error FROM import_run WHERE dataset_id = $1`,
    [datasetId],
  );
  return rows[0] ?? { lastSuccess: null, error: null };
}
