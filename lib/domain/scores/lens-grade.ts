import type { Feature } from '../features/feature';
import { LENSES, type Lens } from '../features/lens';
import type { Asset } from '../market/asset';
import { MIN_LENS_COVERAGE, MIN_LENS_FEATURES } from './rules';

/** Guards a comparison of sums of fractions: 1/3 + 1/3 + 1/3 is the whole. */
const EPSILON = 1e-9;

/** Weight of each applicable feature within its lens, by position in the feature list; they sum to 1 per lens. */
export type LensWeights = Readonly<Record<Lens, readonly { readonly feature: number; readonly weight: number }[]>>;

/**
 * Families weigh equally within a lens, features equally within their family; what cannot apply to the asset is outside the
 * weight (Rule 3.2). Example: a lens with families of 1 and 2 features weighs them 1/2, 1/4, 1/4.
 */
export function lensWeights(features: readonly Feature[], asset: Asset): LensWeights {
  const weigh = (lens: Lens) => {
    const families = new Map<string, number[]>();
    features.forEach((feature, index) => {
      if (feature.lens !== lens || feature.applies?.test(asset) === false) return;
      families.set(feature.family, [...(families.get(feature.family) ?? []), index]);
    });
    return [...families.values()].flatMap((members) => members.map((feature) => ({ feature, weight: 1 / families.size / members.length })));
  };
  return Object.fromEntries(LENSES.map((lens) => [lens, weigh(lens)])) as unknown as LensWeights;
}

export interface LensGrade {
  /** 0–100; NaN is n/a. */
  readonly grade: number;
  /** Share of the lens's weight present, 0–1. */
  readonly coverage: number;
  /** Features present. */
  readonly count: number;
}

/**
 * Grade of one lens: the mean of the feature grades present, by weight; n/a under 2 features or 25 % of the weight (Rule 3.2).
 * `gradeOf` gives a feature's grade, NaN where missing. Example: weights 1/2, 1/4, 1/4 with grades 80, 40, n/a give 66.67 at 75 %.
 */
export function gradeLens(weights: readonly { readonly feature: number; readonly weight: number }[], gradeOf: (feature: number) => number): LensGrade {
  let total = 0;
  let coverage = 0;
  let count = 0;
  for (const { feature, weight } of weights) {
    const grade = gradeOf(feature);
    if (Number.isNaN(grade)) continue;
    total += weight * grade;
    coverage += weight;
    count += 1;
  }
  const enough = count >= MIN_LENS_FEATURES && coverage >= MIN_LENS_COVERAGE - EPSILON;
  return { grade: enough ? total / coverage : Number.NaN, coverage: Math.min(1, coverage), count };
}

/** What a lens adds up for each asset; grown, never given back. */
let totals = new Float64Array(0);
let shares = new Float64Array(0);
let counts = new Int32Array(0);

/**
 * The same for many assets of the same weights at once, feature by feature: writes the lens's grade and coverage of each member. `features[f][asset]`
 * are the feature grades, NaN where missing. Example: for one member it is `gradeLens`, to the bit.
 */
export function gradeLensOfAll(weights: LensWeights[Lens], features: readonly Float64Array[], members: readonly number[], grades: Float64Array, coverages: Float64Array): void {
  if (totals.length < grades.length) [totals, shares, counts] = [new Float64Array(grades.length), new Float64Array(grades.length), new Int32Array(grades.length)];
  for (const asset of members) totals[asset] = shares[asset] = counts[asset] = 0;
  for (const { feature, weight } of weights) {
    const column = features[feature] as Float64Array;
    for (const asset of members) {
      const grade = column[asset] as number;
      if (grade !== grade) continue;
      totals[asset] = (totals[asset] as number) + weight * grade;
      shares[asset] = (shares[asset] as number) + weight;
      counts[asset] = (counts[asset] as number) + 1;
    }
  }
  for (const asset of members) {
    const coverage = shares[asset] as number;
    const enough = (counts[asset] as number) >= MIN_LENS_FEATURES && coverage >= MIN_LENS_COVERAGE - EPSILON;
    grades[asset] = enough ? (totals[asset] as number) / coverage : Number.NaN;
    coverages[asset] = Math.min(1, coverage);
  }
}
