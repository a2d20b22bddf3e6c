import { LENSES } from '@/lib/domain/features/lens';
import { signalOf } from '@/lib/domain/scores/forecast/live';
import type { GradeOfDay } from '@/lib/domain/scores/grade-of-day';
import { csvField } from './screener-csv';

const FIELDS = ['id', 'symbol', 'name', 'kind', 'investorGrade', 'investorCoverage', 'traderGrade', 'traderCoverage', 'rating', 'ratingSince'] as const;
const LINES_AT_ONCE = 500;

function line(grade: GradeOfDay, from: { readonly day: string; readonly dataset: string }): string {
  const lenses = LENSES.flatMap((_, i) => [grade.lensGrades[i] ?? null, grade.lensCoverage[i] ?? null]);
  const forecast = [grade.forecast, grade.probability, signalOf(grade.probability)];
  return [...FIELDS.map((field) => grade[field]), ...lenses, ...forecast, grade.inputHash, from.day, from.dataset].map(csvField).join(',');
}

/** The grades of a day as CSV, some hundred lines at a time: grades and the place of the forecast 0 to 100, coverages and probabilities as fractions, the day and dataset on each row. Empty is n/a. */
export function* gradesCsv(grades: readonly GradeOfDay[], from: { readonly day: string; readonly dataset: string }): Generator<string> {
  yield `${[...FIELDS, ...LENSES.flatMap((lens) => [`${lens}Grade`, `${lens}Coverage`]), 'forecast', 'probability', 'signal', 'inputHash', 'day', 'dataset'].join(',')}\r\n`;
  for (let start = 0; start < grades.length; start += LINES_AT_ONCE) yield `${grades.slice(start, start + LINES_AT_ONCE).map((grade) => line(grade, from)).join('\r\n')}\r\n`;
}
