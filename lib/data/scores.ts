import 'server-only';
import type { PoolClient } from 'pg';
import { BinaryRows, copyRows } from './binary-copy-writer';
import { pool } from './pool';

/** What made the stored scores of a dataset. */
export interface ScoreState {
  readonly featureSetId: number;
  readonly inputHash: string;
  readonly lastDay: string;
  readonly graded: number;
}

/** The state of a dataset's scores; null while none are stored. */
export async function readScoreState(datasetId: number): Promise<ScoreState | null> {
  const { rows } = await pool.query<ScoreState>(
    'SELECT feature_set_id AS "featureSetId", input_hash AS "inputHash", last_day::text AS "lastDay", graded FROM score_state WHERE dataset_id = $1',
    [datasetId],
  );
  return rows[0] ?? null;
}

/** Codes of a feature set in stored order; empty where there is no such set. */
export async function readFeatureCodes(featureSetId: number): Promise<string[]> {
  const { rows } = await pool.query<{ codes: string[] }>('SELECT codes FROM feature_set WHERE id = $1', [featureSetId]);
  return rows[0]?.codes ?? [];
}

/** Finds or makes the feature set of a hash. */
export async function ensureFeatureSet(client: PoolClient, hash: string, codes: readonly string[]): Promise<number> {
  await client.query('INSERT INTO feature_set (hash, codes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING', [hash, codes]);
  const { rows } = await client.query<{ id: number }>('SELECT id FROM feature_set WHERE hash = $1', [hash]);
  return rows[0]?.id ?? 0;
}

export interface FeatureRowRecord {
  readonly assetId: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly values: (index: number) => number;
  readonly grades: (index: number) => number;
}

export async function saveFeatureRows(client: PoolClient, datasetId: number, featureSetId: number, count: number, records: Iterable<FeatureRowRecord>): Promise<void> {
  const rows = new BinaryRows();
  for (const { assetId, day, values, grades } of records) rows.row(6).integer(datasetId).text(assetId).day(day).integer(featureSetId).floats(count, values).floats(count, grades);
  await copyRows(client, 'feature_row (dataset_id, asset_id, day, feature_set_id, values, grades)', rows);
}

export interface GradeRowRecord {
  readonly assetId: string;
  readonly day: number;
  readonly lensGrades: readonly number[];
  readonly lensCoverage: readonly number[];
  readonly investor: number;
  readonly investorCoverage: number;
  readonly trader: number;
  readonly traderCoverage: number;
  readonly rating: string | null;
  readonly ratingSince: number | null;
  /** Hash of what the row was made from. */
  readonly inputHash: string;
}

export async function saveGradeRows(client: PoolClient, datasetId: number, records: Iterable<GradeRowRecord>): Promise<void> {
  const rows = new BinaryRows();
  for (const grade of records) {
    rows.row(12).integer(datasetId).text(grade.assetId).day(grade.day);
    rows.floats(grade.lensGrades.length, (i) => grade.lensGrades[i] as number).floats(grade.lensCoverage.length, (i) => grade.lensCoverage[i] as number);
    rows.float(grade.investor).float(grade.investorCoverage).float(grade.trader).float(grade.traderCoverage);
    rows.text(grade.rating).day(grade.ratingSince).text(grade.inputHash);
  }
  const columns = 'dataset_id, asset_id, day, lens_grades, lens_coverage, investor_grade, investor_coverage, trader_grade, trader_coverage, rating, rating_since, input_hash';
  await copyRows(client, `grade_row (${columns})`, rows);
}

export interface AnomalyRecord {
  readonly assetId: string;
  readonly day: string;
  readonly kind: string;
  readonly severity: string;
  readonly detail: Readonly<Record<string, number>>;
  readonly until: string | null;
}

export type FoundAnomaly = Pick<AnomalyRecord, 'assetId' | 'day' | 'kind' | 'severity'>;

/** The stored anomalies of the days from `from` to before `to`, by asset. */
export async function readAnomalyKinds(db: Pick<PoolClient, 'query'>, datasetId: number, from: string, to: string): Promise<Map<string, FoundAnomaly[]>> {
  const { rows } = await db.query<FoundAnomaly>('SELECT asset_id AS "assetId", day::text, kind, severity FROM anomaly_row WHERE dataset_id = $1 AND day >= $2 AND day < $3', [datasetId, from, to]);
  const found = new Map<string, FoundAnomaly[]>();
  for (const row of rows) found.set(row.assetId, [...(found.get(row.assetId) ?? []), row]);
  return found;
}

const ANOMALY_BATCH = 20_000;

export async function saveAnomalies(client: PoolClient, datasetId: number, records: readonly AnomalyRecord[]): Promise<void> {
  for (let from = 0; from < records.length; from += ANOMALY_BATCH) {
    await client.query(
      `INSERT INTO anomaly_row (dataset_id, asset_id, day, kind, severity, detail, until)
       SELECT $1, * FROM jsonb_to_recordset($2::jsonb) AS a("assetId" text, day date, kind text, severity text, detail jsonb, until date)`,
      [datasetId, JSON.stringify(records.slice(from, from + ANOMALY_BATCH))],
    );
  }
}

export async function saveScoreState(client: PoolClient, datasetId: number, state: ScoreState): Promise<void> {
  await client.query('INSERT INTO score_state (dataset_id, feature_set_id, input_hash, last_day, graded) VALUES ($1, $2, $3, $4, $5)', [
    datasetId, state.featureSetId, state.inputHash, state.lastDay, state.graded,
  ]);
}
