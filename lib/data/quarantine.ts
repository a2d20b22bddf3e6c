import 'server-only';
import { pool } from './pool';

export const QUARANTINE_SEVERITIES = ['reject', 'unordered', 'suspect'] as const;
export type QuarantineSeverity = (typeof QUARANTINE_SEVERITIES)[number];

export interface QuarantineEntry {
  readonly id: number;
  readonly file: string;
  /** Line in the unpacked file; the header is line 1. */
  readonly line: number;
  readonly assetId: string | null;
  readonly day: string | null;
  readonly severity: QuarantineSeverity;
  readonly reason: string;
  readonly raw: string;
}

/** One page of a dataset's quarantine, by file and line. */
export async function listQuarantine(datasetId: number, limit: number, offset: number): Promise<QuarantineEntry[]> {
  const { rows } = await pool.query<QuarantineEntry>(
    `SELECT id, file, line, asset_id AS "assetId", day::text, severity, reason, raw FROM quarantine_row
     WHERE dataset_id = $1 ORDER BY file COLLATE "C", line, severity LIMIT $2 OFFSET $3`,
    [datasetId, limit, offset],
  );
  return rows;
}

/** Number of quarantine rows by severity; a severity without rows is 0. */
export async function countQuarantine(datasetId: number): Promise<Record<QuarantineSeverity, number>> {
  const { rows } = await pool.query<{ severity: QuarantineSeverity; count: number }>(
    'SELECT severity, count(*)::integer AS count FROM quarantine_row WHERE dataset_id = $1 GROUP BY severity',
    [datasetId],
  );
  const counts = { reject: 0, unordered: 0, suspect: 0 };
  for (const row of rows) counts[row.severity] = row.count;
  return counts;
}
