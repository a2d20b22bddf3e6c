import 'server-only';
import { pool } from './pool';

/** Two sources that differ by more than 2 % about one fact: the chosen one stands. */
export interface ConflictRecord {
  readonly assetId: string;
  readonly name: string;
  readonly day: string;
  readonly fact: string;
  readonly chosenSource: string;
  readonly otherSource: string;
  /** Exact text. */
  readonly chosenValue: string;
  readonly otherValue: string;
  /** Other ÷ chosen − 1, a fraction with its sign. */
  readonly difference: number;
}

/** What a source said and we did not take. */
export interface RefusedRecord {
  readonly id: number;
  readonly source: string;
  readonly endpoint: string;
  readonly subject: string;
  readonly about: string;
  readonly reason: string;
  readonly raw: string;
  readonly count: number;
  readonly lastAt: Date;
}

export interface Listed<Row> {
  readonly rows: readonly Row[];
  /** Counted up to `COUNTED`. */
  readonly total: number;
}

/** More are not counted: nobody pages that far, and the count would cost. */
export const COUNTED = 10_000;

interface Part {
  /** Only of this source; null for all. */
  readonly source: string | null;
  readonly limit: number;
  readonly offset: number;
}

async function counted(from: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await pool.query<{ total: number }>(`SELECT count(*)::integer AS total FROM (SELECT 1 FROM ${from} LIMIT ${COUNTED}) AS few`, [...values]);
  return rows[0]?.total ?? 0;
}

const CONFLICTS = 'fact_conflict c WHERE c.dataset_id = $1 AND ($2::text IS NULL OR $2 IN (c.chosen_source, c.other_source))';
const REFUSED = 'refused_answer r WHERE ($1::text IS NULL OR r.source = $1)';

/** Conflicts of a dataset, the newest day first. */
export async function listConflicts(datasetId: number, { source, limit, offset }: Part): Promise<Listed<ConflictRecord>> {
  const [total, found] = await Promise.all([
    counted(CONFLICTS, [datasetId, source]),
    pool.query<ConflictRecord>(
      `SELECT p.*, coalesce(a.name, p."assetId") AS name FROM (
         SELECT c.asset_id AS "assetId", c.day::text, c.fact, c.chosen_source AS "chosenSource", c.other_source AS "otherSource", c.chosen_value::text AS "chosenValue", c.other_value::text AS "otherValue",
           CASE WHEN c.chosen_value = 0 THEN c.difference ELSE (c.other_value / c.chosen_value - 1)::float8 END AS difference
         FROM ${CONFLICTS} ORDER BY c.day DESC, c.difference DESC, c.asset_id, c.fact, c.other_source LIMIT $3 OFFSET $4) AS p
       LEFT JOIN dataset_asset a ON a.dataset_id = $1 AND a.asset_id = p."assetId"
       ORDER BY p.day DESC, abs(p.difference) DESC, p."assetId", p.fact, p."otherSource"`,
      [datasetId, source, limit, offset],
    ),
  ]);
  return { rows: found.rows, total };
}

/** Refused answers, the latest first. */
export async function listRefused({ source, limit, offset }: Part): Promise<Listed<RefusedRecord>> {
  const [total, found] = await Promise.all([
    counted(REFUSED, [source]),
    pool.query<RefusedRecord>(
      `SELECT r.id, r.source, r.endpoint, r.subject, r.about, r.reason, r.raw, r.count, r.last_at AS "lastAt" FROM ${REFUSED} ORDER BY r.last_at DESC, r.id DESC LIMIT $2 OFFSET $3`,
      [source, limit, offset],
    ),
  ]);
  return { rows: found.rows, total };
}

/** How many conflicts a dataset has and how many answers were refused, each counted up to `COUNTED`. */
export async function countSourceRecords(datasetId: number | null): Promise<{ readonly conflicts: number; readonly refused: number }> {
  const [conflicts, refused] = await Promise.all([datasetId === null ? 0 : counted(CONFLICTS, [datasetId, null]), counted(REFUSED, [null])]);
  return { conflicts, refused };
}
