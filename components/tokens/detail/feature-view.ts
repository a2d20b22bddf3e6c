import type { FeatureUnit } from '@/lib/domain/features/feature';
import type { MissingReason } from '@/lib/domain/features/missing-reason';

/** A feature as the page shows it. */
export interface FeatureView {
  readonly code: string;
  readonly name: string;
  readonly family: string;
  readonly unit: FeatureUnit;
  readonly direction: 'higher' | 'lower';
  readonly signed: boolean;
  readonly formula: string;
  readonly reference: string;
  readonly value: number | null;
  readonly grade: number | null;
  readonly source: string;
  readonly day: string | null;
  readonly missing: MissingReason | null;
  readonly notApplicable: string | null;
  readonly waitsFor: readonly string[];
}

/** A lens as the page shows it; weights are fractions. */
export interface LensView {
  readonly lens: string;
  readonly name: string;
  readonly grade: number | null;
  readonly coverage: number;
  readonly investorWeight: number;
  readonly traderWeight: number;
  readonly families: readonly { readonly family: string; readonly present: boolean }[];
  readonly features: readonly FeatureView[];
}

/** Lenses with a grade stand before those without, each in their own order. */
export function gradedFirst<T extends Pick<LensView, 'grade'>>(lenses: readonly T[]): T[] {
  return [...lenses.filter((lens) => lens.grade !== null), ...lenses.filter((lens) => lens.grade === null)];
}
