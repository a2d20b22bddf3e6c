import { LENSES } from '../features/lens';
import type { LensWeights } from './lens-grade';
import { MIN_SHARED_PROFILE } from './peer-rules';

/** Another asset's profile: its grade of each feature, NaN where missing. */
export interface Profile {
  readonly id: string;
  readonly grades: ArrayLike<number>;
}

/** How far another asset's profile lies, in points of percentile, and over which share of the weight (0–1) that is known of both. */
export interface Nearness {
  readonly id: string;
  readonly distance: number;
  readonly shared: number;
}

/**
 * How unlike two assets are: √(Σ w × (a − b)² ÷ Σ w) over the features whose grades (0–100, NaN missing) both have, lenses weighing
 * equally and within them families and features as in Rule 3.2. NaN where less than half of the weight that `a` has is shared.
 * Example: two assets whose every grade is 10 points apart are 10 apart.
 */
export function profileDistance(weights: LensWeights, a: ArrayLike<number>, b: ArrayLike<number>): { readonly distance: number; readonly shared: number } {
  let [own, shared, total] = [0, 0, 0];
  for (const lens of LENSES) {
    for (const { feature, weight } of weights[lens]) {
      const [left, right] = [a[feature] ?? Number.NaN, b[feature] ?? Number.NaN];
      if (Number.isNaN(left)) continue;
      own += weight;
      if (Number.isNaN(right)) continue;
      shared += weight;
      total += weight * (left - right) ** 2;
    }
  }
  const part = own > 0 ? shared / own : 0;
  return { distance: part >= MIN_SHARED_PROFILE ? Math.sqrt(total / shared) : Number.NaN, shared: part };
}

/**
 * The `count` profiles nearest to `own`, nearest first, ties by id; those that share too little are left out.
 * Example: of profiles 5, 10 and 20 points away the two nearest are the first two.
 */
export function nearestProfiles(weights: LensWeights, own: Profile, others: readonly Profile[], count: number): Nearness[] {
  return others
    .filter(({ id }) => id !== own.id)
    .map(({ id, grades }): Nearness => ({ id, ...profileDistance(weights, own.grades, grades) }))
    .filter(({ distance }) => !Number.isNaN(distance))
    .sort((x, y) => x.distance - y.distance || (x.id < y.id ? -1 : 1))
    .slice(0, count);
}
