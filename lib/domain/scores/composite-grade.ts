import { LENSES, type Lens } from '../features/lens';
import { MIN_GRADE_COVERAGE, MIN_GRADE_LENSES, THIN_COVERAGE } from './rules';

const EPSILON = 1e-9;

export interface CompositeGrade {
  /** 0–100; NaN is n/a. */
  readonly grade: number;
  /** Share of the weight whose lens has a grade, 0–1. */
  readonly coverage: number;
}

/**
 * Investor or trader grade from lens grades in the order of `LENSES` (Rule 3.3). Weights of n/a lenses are redistributed in
 * proportion; under 30 % of the weight, or with a single lens, it is n/a. Example: fundamental 60 and technical 80 alone give
 * an investor grade of (0.3 × 60 + 0.1 × 80) ÷ 0.4 = 65 at 40 %.
 */
export function gradeComposite(lensGrades: ArrayLike<number>, weights: Readonly<Record<Lens, number>>): CompositeGrade {
  let total = 0;
  let coverage = 0;
  let lenses = 0;
  LENSES.forEach((lens, i) => {
    const grade = lensGrades[i] as number;
    if (Number.isNaN(grade) || weights[lens] === 0) return;
    total += weights[lens] * grade;
    coverage += weights[lens];
    lenses += 1;
  });
  const enough = lenses >= MIN_GRADE_LENSES && coverage >= MIN_GRADE_COVERAGE - EPSILON;
  return { grade: enough ? total / coverage : Number.NaN, coverage: Math.min(1, coverage) };
}

/** Whether a grade stands on under 60 % of its weight (Rule 3.3). Example: 0.5 is thin, 0.6 is not. */
export function isThin(coverage: number): boolean {
  return coverage < THIN_COVERAGE - EPSILON;
}
