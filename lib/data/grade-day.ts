import 'server-only';
import type { GradeOfDay } from '@/lib/domain/scores/grade-of-day';
import { pool } from './pool';

const numbers = (values: readonly number[]): (number | null)[] => values.map((value) => (Number.isNaN(value) ? null : value));

type Stored = Omit<GradeOfDay, 'lensGrades' | 'lensCoverage'> & { readonly lensGrades: readonly number[]; readonly lensCoverage: readonly number[] };

/** Every graded asset of a day by id; empty where no grades of the day are stored. */
export async function readGradeDay(datasetId: number, day: string): Promise<GradeOfDay[]> {
  const { rows } = await pool.query<Stored>(
    `SELECT g.asset_id AS id, a.symbol, a.name, a.kind, g.lens_grades AS "lensGrades", g.lens_coverage AS "lensCoverage", g.investor_grade AS "investorGrade",
       g.investor_coverage AS "investorCoverage", g.trader_grade AS "traderGrade", g.trader_coverage AS "traderCoverage", g.rating, g.rating_since::text AS "ratingSince", g.input_hash AS "inputHash",
       f.percentile AS forecast, f.probability
     FROM grade_row AS g JOIN dataset_asset AS a USING (dataset_id, asset_id) LEFT JOIN forecast_row AS f USING (dataset_id, asset_id, day) WHERE g.dataset_id = $1 AND g.day = $2 ORDER BY g.asset_id COLLATE "C"`,
    [datasetId, day],
  );
  return rows.map((row) => ({ ...row, lensGrades: numbers(row.lensGrades), lensCoverage: numbers(row.lensCoverage) }));
}
