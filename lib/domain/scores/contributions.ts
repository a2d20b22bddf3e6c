import { LENSES, type Lens } from '../features/lens';
import { gradeComposite } from './composite-grade';
import { gradeLens, type LensWeights } from './lens-grade';

/** What stands in the middle of every cross-section. */
export const NEUTRAL_GRADE = 50;

/** One feature's part in a grade. */
export interface Contribution {
  /** Position in the feature list. */
  readonly feature: number;
  readonly grade: number;
  /** Effective weight in the composite, after redistribution; they sum to 1. */
  readonly weight: number;
  /** Points above or below 50 that it adds: weight × (grade − 50). */
  readonly points: number;
}

/**
 * Splits a composite grade into its features: the points sum to grade − 50. Empty where the grade is n/a. `grades` is one per
 * feature, NaN where missing. Example: one lens at 80 with all the weight speaks for the asset by 30 points.
 */
export function contributions(weights: LensWeights, grades: ArrayLike<number>, lensShares: Readonly<Record<Lens, number>>): Contribution[] {
  const gradeOf = (feature: number) => grades[feature] as number;
  const lenses = LENSES.map((lens) => gradeLens(weights[lens], gradeOf));
  const composite = gradeComposite(lenses.map((lens) => lens.grade), lensShares);
  if (Number.isNaN(composite.grade)) return [];
  return LENSES.flatMap((lens, i) => {
    const { grade, coverage } = lenses[i] as { grade: number; coverage: number };
    if (Number.isNaN(grade) || lensShares[lens] === 0) return [];
    const share = lensShares[lens] / composite.coverage / coverage;
    return weights[lens].filter(({ feature }) => !Number.isNaN(gradeOf(feature))).map(({ feature, weight }) => ({
      feature,
      grade: gradeOf(feature),
      weight: weight * share,
      points: weight * share * (gradeOf(feature) - NEUTRAL_GRADE),
    }));
  });
}

/** What one feature did to a grade between two days. */
export interface Move {
  readonly feature: number;
  /** Its grade before and after; NaN where it was or is missing. */
  readonly from: number;
  readonly to: number;
  /** Points by which the grade moved because of it, its weight's change included. */
  readonly points: number;
}

/**
 * What moved a grade: each feature's contribution now minus before; the points sum to the change of the grade. Empty where the
 * grade is n/a on either day. Example: a feature of weight 0.1 that went from 50 to 70 moved the grade by 2 points.
 */
export function gradeMoves(before: readonly Contribution[], after: readonly Contribution[]): Move[] {
  if (before.length === 0 || after.length === 0) return [];
  const earlier = new Map(before.map((part) => [part.feature, part]));
  const moves = after.map((part): Move => {
    const was = earlier.get(part.feature);
    earlier.delete(part.feature);
    return { feature: part.feature, from: was?.grade ?? Number.NaN, to: part.grade, points: part.points - (was?.points ?? 0) };
  });
  for (const was of earlier.values()) moves.push({ feature: was.feature, from: was.grade, to: Number.NaN, points: -was.points });
  return moves.sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || a.feature - b.feature);
}
