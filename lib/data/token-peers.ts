import 'server-only';
import { pool } from './pool';

/** Grades of one asset on a day, as stored: NaN in lists and null are n/a. */
export interface GradedRow {
  readonly id: string;
  readonly investorGrade: number | null;
  readonly traderGrade: number | null;
  /** In the order of the lenses. */
  readonly lensGrades: readonly number[];
  /** In the order of the stored feature set. */
  readonly featureGrades: readonly number[];
}

/** Everyone graded on a day whose features are of this set, by id, in one query. */
export async function readGradedRows(datasetId: number, day: string, featureSetId: number): Promise<GradedRow[]> {
  const { rows } = await pool.query<GradedRow>(
    `SELECT g.asset_id AS id, g.investor_grade AS "investorGrade", g.trader_grade AS "traderGrade", g.lens_grades AS "lensGrades", f.grades AS "featureGrades"
       FROM grade_row g JOIN feature_row f USING (dataset_id, asset_id, day)
      WHERE g.dataset_id = $1 AND g.day = $2 AND f.feature_set_id = $3
      ORDER BY g.asset_id COLLATE "C"`,
    [datasetId, day, featureSetId],
  );
  return rows;
}
