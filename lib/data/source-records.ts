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

/** A day of a source that is stored and stays out of the market until something confirms it. */
export interface WithheldRecord {
  readonly assetId: string;
  readonly name: string;
  readonly day: string;
  readonly source: string;
  /** jump, supply, redenomination, cap, or restated. */
  readonly fault: string;
  readonly reason: string;
  /** USD, exact text; null where it states none. */
  readonly close: string | null;
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
const WITHHELD = 'withheld_fact w WHERE w.dataset_id = $1 AND ($2::text IS NULL OR w.source = $2)';
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

/** What is withheld of a dataset, the newest day first. */
export async function listWithheld(datasetId: number, { source, limit, offset }: Part): Promise<Listed<WithheldRecord>> {
  const [total, found] = await Promise.all([
    counted(WITHHELD, [datasetId, source]),
    pool.query<WithheldRecord>(
      `SELECT p.asset_id AS "assetId", coalesce(a.name, p.asset_id) AS name, p.day::text, p.source, p.fault, p.reason, s.close::text
       FROM (SELECT w.asset_id, w.day, w.source, w.fault, w.reason FROM ${WITHHELD} ORDER BY w.day DESC, w.asset_id, w.source LIMIT $3 OFFSET $4) AS p
       LEFT JOIN dataset_asset a ON a.dataset_id = $1 AND a.asset_id = p.asset_id
       LEFT JOIN source_daily s ON (s.dataset_id, s.asset_id, s.day, s.source) = ($1, p.asset_id, p.day, p.source)
       ORDER BY p.day DESC, p.asset_id, p.source`,
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

/** How many conflicts and withheld days a dataset has and how many answers were refused, each counted up to `COUNTED`. */
export async function countSourceRecords(datasetId: number | null): Promise<{ readonly conflicts: number; readonly withheld: number; readonly refused: number }> {
  const ofDataset = (from: string) => (datasetId === null ? 0 : counted(from, [datasetId, null]));
  const [conflicts, withheld, refused] = await Promise.all([ofDataset(CONFLICTS), ofDataset(WITHHELD), counted(REFUSED, [null])]);
  return { conflicts, withheld, refused };
}
