import 'server-only';
import { pool } from './pool';

/** Stored grades of one asset and day; null is n/a. */
export interface StoredGrade {
  readonly day: string;
  /** NaN is n/a; in the order of the lenses. */
  readonly lensGrades: readonly number[];
  readonly lensCoverage: readonly number[];
  readonly investorGrade: number | null;
  readonly investorCoverage: number;
  readonly traderGrade: number | null;
  readonly traderCoverage: number;
  readonly rating: string | null;
  readonly ratingSince: string | null;
  readonly inputHash: string;
}

const GRADE = `day::text, lens_grades AS "lensGrades", lens_coverage AS "lensCoverage", investor_grade AS "investorGrade", investor_coverage AS "investorCoverage",
  trader_grade AS "traderGrade", trader_coverage AS "traderCoverage", rating, rating_since::text AS "ratingSince", input_hash AS "inputHash"`;

/** Grades of an asset on some days, oldest first; days without a row are left out. */
export async function readStoredGrades(datasetId: number, assetId: string, days: readonly string[]): Promise<StoredGrade[]> {
  const { rows } = await pool.query<StoredGrade>(`SELECT ${GRADE} FROM grade_row WHERE dataset_id = $1 AND asset_id = $2 AND day = ANY($3::date[]) ORDER BY grade_row.day`, [datasetId, assetId, days]);
  return rows;
}

/** Feature values and grades of one asset and day, in the order of the stored feature set. */
export interface StoredFeatures {
  readonly day: string;
  readonly values: readonly number[];
  readonly grades: readonly number[];
}

export async function readStoredFeatures(datasetId: number, assetId: string, days: readonly string[]): Promise<StoredFeatures[]> {
  const { rows } = await pool.query<StoredFeatures>(
    'SELECT day::text, values, grades FROM feature_row WHERE dataset_id = $1 AND asset_id = $2 AND day = ANY($3::date[]) ORDER BY feature_row.day',
    [datasetId, assetId, days],
  );
  return rows;
}

export interface GradePoint {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly investor: number | null;
  readonly trader: number | null;
}

/** Stored grades of an asset from `from` to `to`, oldest first. */
export async function readGradePoints(datasetId: number, assetId: string, from: string, to: string): Promise<GradePoint[]> {
  const { rows } = await pool.query<GradePoint>(
    `SELECT day - date '1970-01-01' AS day, investor_grade AS investor, trader_grade AS trader FROM grade_row
     WHERE dataset_id = $1 AND asset_id = $2 AND day BETWEEN $3 AND $4 ORDER BY grade_row.day`,
    [datasetId, assetId, from, to],
  );
  return rows;
}

/** How many were graded on a day, and whether grades of that day are stored at all. */
export async function countGraded(datasetId: number, day: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM grade_row WHERE dataset_id = $1 AND day = $2', [datasetId, day]);
  return rows[0]?.count ?? 0;
}

export interface StoredAnomaly {
  readonly day: string;
  readonly kind: string;
  readonly severity: 'flag' | 'watch';
  readonly detail: Readonly<Record<string, number>>;
  readonly until: string | null;
}

/** Anomalies of an asset from `from` to `to`, newest first. */
export async function readAnomalies(datasetId: number, assetId: string, from: string, to: string): Promise<StoredAnomaly[]> {
  const { rows } = await pool.query<StoredAnomaly>(
    `SELECT day::text, kind, severity, detail, until::text FROM anomaly_row WHERE dataset_id = $1 AND asset_id = $2 AND day BETWEEN $3 AND $4 ORDER BY anomaly_row.day DESC, kind`,
    [datasetId, assetId, from, to],
  );
  return rows;
}

/** Rank by market cap among the graded of a day that no flag keeps out (Rule 2.4); null where the asset is not one of them. */
export async function readRank(datasetId: number, assetId: string, day: string): Promise<number | null> {
  const { rows } = await pool.query<{ rank: number }>(
    `SELECT rank FROM (
       SELECT g.asset_id, (row_number() OVER (ORDER BY f.market_cap DESC, g.asset_id COLLATE "C"))::int AS rank
       FROM grade_row g JOIN daily_fact f USING (dataset_id, asset_id, day)
       WHERE g.dataset_id = $1 AND g.day = $3 AND f.market_cap > 0 AND NOT EXISTS (
         SELECT FROM anomaly_row a WHERE a.dataset_id = g.dataset_id AND a.asset_id = g.asset_id AND a.severity = 'flag' AND a.day <= g.day AND a.until >= g.day)) AS ranked
     WHERE asset_id = $2`,
    [datasetId, assetId, day],
  );
  return rows[0]?.rank ?? null;
}
