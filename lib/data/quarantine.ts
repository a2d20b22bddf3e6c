import 'server-only';
import { pool } from './pool';

/** A row that was refused, moved or flagged, with where it stood. */
export interface QuarantinedRow {
  readonly id: number;
  readonly file: string;
  /** The header is line 1. */
  readonly line: number;
  readonly assetId: string | null;
  readonly day: string | null;
  readonly severity: string;
  readonly reason: string;
  readonly raw: string;
}

export interface QuarantineCount {
  readonly severity: string;
  readonly rows: number;
}

/** How many rows of a dataset were refused (reject), moved (unordered) and flagged (suspect). */
export async function countQuarantine(datasetId: number): Promise<QuarantineCount[]> {
  const { rows } = await pool.query<QuarantineCount>('SELECT severity, count(*)::integer AS rows FROM quarantine_row WHERE dataset_id = $1 GROUP BY severity ORDER BY severity', [datasetId]);
  return rows;
}

/** One page of them in the order of the files. */
export async function loadQuarantine(datasetId: number, severity: string, page: { readonly offset: number; readonly limit: number }): Promise<QuarantinedRow[]> {
  const { rows } = await pool.query<QuarantinedRow>(
    `SELECT id, file, line, asset_id AS "assetId", day::text AS day, severity, reason, raw FROM quarantine_row
     WHERE dataset_id = $1 AND severity = $2 ORDER BY file, line, id OFFSET $3 LIMIT $4`,
    [datasetId, severity, page.offset, page.limit],
  );
  return rows;
}

/** When the newest import of a dataset that succeeded was done, and what stopped the newest of all if it failed. */
export async function importHistory(datasetId: number): Promise<{ readonly lastSuccess: Date | null; readonly error: string | null }> {
  const { rows } = await pool.query<{ lastSuccess: Date | null; error: string | null }>(
    `SELECT max(finished_at) FILTER (WHERE state = 'done') AS "lastSuccess", (array_agg(error ORDER BY id DESC))[1] AS error FROM import_run WHERE dataset_id = $1`,
    [datasetId],
  );
  return rows[0] ?? { lastSuccess: null, error: null };
}
