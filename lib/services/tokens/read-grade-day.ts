import 'server-only';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { readGradeDay } from '@/lib/data/grade-day';
import { readScoreState } from '@/lib/data/scores';
import type { GradeOfDay } from '@/lib/domain/scores/grade-of-day';

export interface GradesOfDay {
  readonly dataset: DatasetSummary;
  readonly day: string;
  readonly grades: readonly GradeOfDay[];
}

/** All stored grades of the active market on a day, or on the last one that was scored; null where none are stored. */
export async function readGradesOfDay(day?: string): Promise<GradesOfDay | null> {
  const dataset = await activeDataset();
  const asked = day ?? (dataset && (await readScoreState(dataset.id))?.lastDay);
  if (!dataset || !asked) return null;
  const grades = await readGradeDay(dataset.id, asked);
  return grades.length === 0 ? null : { dataset, day: asked, grades };
}
