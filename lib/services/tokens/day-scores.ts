import 'server-only';
import { LENSES } from '@/lib/domain/features/lens';
import { FEATURES } from '@/lib/domain/features/registry';
import { readFeatureCodes, readScoreState } from '@/lib/data/scores';
import { readStoredFeatures, readStoredGrades, type StoredFeatures, type StoredGrade } from '@/lib/data/token-grades';

/** Everything that was scored of one asset on one day, in the order of all declared features; NaN is n/a. */
export interface DayScores {
  readonly day: string;
  readonly values: readonly number[];
  readonly grades: readonly number[];
  /** Null where the asset was not graded that day. */
  readonly grade: StoredGrade | null;
  /** Known at once where the whole day was computed again. */
  readonly standing?: { readonly rank: number | null; readonly graded: number };
}

export interface StoredScores {
  /** Codes of the features that the dataset feeds. */
  readonly fed: ReadonlySet<string>;
  readonly inputHash: string | null;
  readonly byDay: ReadonlyMap<string, DayScores>;
}

/** Puts stored arrays into the order of the declared features. */
export function toDeclaredOrder(codes: readonly string[], stored: readonly number[]): number[] {
  const position = new Map(codes.map((code, i) => [code, i]));
  return FEATURES.map((feature) => stored[position.get(feature.code) ?? -1] ?? Number.NaN);
}

function dayScores(codes: readonly string[], features: StoredFeatures, grade: StoredGrade | undefined): DayScores {
  return { day: features.day, values: toDeclaredOrder(codes, features.values), grades: toDeclaredOrder(codes, features.grades), grade: grade ?? null };
}

/** What is stored of an asset on some days; days without anything are left out. */
export async function readStoredScores(datasetId: number, assetId: string, days: readonly string[]): Promise<StoredScores> {
  const state = await readScoreState(datasetId);
  if (state === null) return { fed: new Set(), inputHash: null, byDay: new Map() };
  const [codes, features, grades] = await Promise.all([readFeatureCodes(state.featureSetId), readStoredFeatures(datasetId, assetId, days), readStoredGrades(datasetId, assetId, days)]);
  const byDay = new Map(features.map((row) => [row.day, dayScores(codes, row, grades.find((grade) => grade.day === row.day))]));
  return { fed: new Set(codes), inputHash: state.inputHash, byDay };
}

/** Lens grades of a day that has none. */
export const NO_LENSES: readonly number[] = LENSES.map(() => Number.NaN);
