import type { FeatureUnit } from '@/lib/domain/features/feature';
import type { Lens } from '@/lib/domain/features/lens';
import type { MissingReason } from '@/lib/domain/features/missing-reason';

/** An investor or trader grade, 0 to 100; null is n/a. Coverage is a fraction of the weight, thin below the limit of Rule 3.3. */
export interface TokenGrade {
  readonly grade: number | null;
  readonly coverage: number;
  readonly thin: boolean;
}

/** One feature of a token as shown: a value, or why there is none. */
export interface TokenFeature {
  readonly code: string;
  readonly name: string;
  readonly family: string;
  readonly unit: FeatureUnit;
  readonly direction: 'higher' | 'lower';
  /** Whether it can be negative, so that a sign says something. */
  readonly signed: boolean;
  readonly formula: string;
  readonly reference: string;
  readonly value: number | null;
  readonly grade: number | null;
  readonly source: string;
  /** Day that its oldest input describes; null where there is none. */
  readonly day: string | null;
  readonly knownAt: string | null;
  readonly missing: MissingReason | null;
  /** Why it cannot apply, in words. */
  readonly notApplicable: string | null;
  /** Metrics of a dataset that would feed it. */
  readonly waitsFor: readonly string[];
}

/** A lens of a token as shown; weights and coverage are fractions. */
export interface TokenLens {
  readonly lens: Lens;
  readonly name: string;
  readonly grade: number | null;
  readonly coverage: number;
  readonly investorWeight: number;
  readonly traderWeight: number;
  readonly families: readonly { readonly family: string; readonly present: boolean }[];
  readonly features: readonly TokenFeature[];
}

/** What one feature adds to the investor grade, against 50. */
export interface TokenContribution {
  readonly code: string;
  readonly name: string;
  readonly grade: number;
  readonly weight: number;
  readonly points: number;
}

/** What one feature did to the investor grade since the earlier day. */
export interface TokenMove {
  readonly code: string;
  readonly name: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly points: number;
}

/** Why a grade is what it is, and what moved it. */
export interface TokenReasons {
  /** By size; they sum to the grade − 50. */
  readonly contributions: readonly TokenContribution[];
  /** Null where the grade is n/a on either day. The points sum to its change. */
  readonly moved: { readonly since: string; readonly from: number; readonly to: number; readonly ratingBefore: string | null; readonly moves: readonly TokenMove[] } | null;
}
