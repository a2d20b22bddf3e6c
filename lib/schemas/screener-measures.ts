import type { FeatureUnit } from '@/lib/domain/features/feature';
import type { Lens } from '@/lib/domain/features/lens';

/** Numbers of a token that stand in the screener's row themselves. */
export const FIGURES = ['rank', 'price', 'marketCap', 'tradedValue30d', 'change1d', 'change7d', 'change30d', 'change365d', 'volatility90d', 'drawdown', 'investorGrade', 'traderGrade', 'coverage', 'lenses'] as const;
export type Figure = (typeof FIGURES)[number];

/** A feature's value, or its percentile among the graded, by the feature's code. */
export type FeatureMeasure = `feature:${string}` | `percentile:${string}`;
/** Any number that tokens can be found, sorted and shown by. */
export type Measure = Figure | FeatureMeasure;

const FEATURE_MEASURE = /^(?:feature|percentile):([A-Za-z][A-Za-z0-9]{0,59})$/;
export const FEATURE_CODE = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
const CONDITION = /^([A-Za-z][A-Za-z0-9:]{0,79})(>=|<=)(-?\d{1,20}(?:\.\d{1,20})?(?:e-?\d{1,3})?)$/;

/** As many conditions, and as many features, as one question may have. */
export const MOST_CONDITIONS = 12;
export const MOST_FEATURES = 24;

/** One number a token must have: at least, or at most. A token without it does not pass. */
export interface Condition {
  readonly measure: Measure;
  readonly compare: '>=' | '<=';
  readonly than: number;
}

export interface FeatureNumbers {
  readonly value: number | null;
  readonly grade: number | null;
}

/** A row that can be measured: its figures, and the features that were asked for. */
export type Measurable = { readonly [F in Figure]: number | string | null } & { readonly features?: Readonly<Record<string, FeatureNumbers>> | undefined };

export function isFeatureMeasure(text: string): text is FeatureMeasure {
  return FEATURE_MEASURE.test(text);
}

export function isMeasure(text: string): text is Measure {
  return isFeatureMeasure(text) || FIGURES.some((figure) => figure === text);
}

/** The code of the feature that a measure is of; null for a figure. Example: of `percentile:mvrv` it is `mvrv`. */
export function featureCodeOf(measure: string): string | null {
  return FEATURE_MEASURE.exec(measure)?.[1] ?? null;
}

/** Reads “feature:momentum30d>=0.1”; null where it says nothing that can be measured. */
export function parseCondition(text: string): Condition | null {
  const [, measure = '', compare, number] = CONDITION.exec(text) ?? [];
  const than = Number(number);
  if (!isMeasure(measure) || (compare !== '>=' && compare !== '<=') || !Number.isFinite(than)) return null;
  return { measure, compare, than };
}

/** The text that reads back as the condition. */
export function conditionText({ measure, compare, than }: Condition): string {
  return `${measure}${compare}${String(than).replace('e+', 'e')}`;
}

/** What a row has of a measure; null where it is missing, or was not asked for. */
export function measured(row: Measurable, measure: Measure): number | null {
  const code = featureCodeOf(measure);
  if (code !== null) return row.features?.[code]?.[measure.startsWith('percentile:') ? 'grade' : 'value'] ?? null;
  const value = row[measure as Figure];
  return value === null ? null : Number(value);
}

export function passes(row: Measurable, conditions: readonly Condition[]): boolean {
  return conditions.every(({ measure, compare, than }) => {
    const value = measured(row, measure);
    return value !== null && (compare === '>=' ? value >= than : value <= than);
  });
}

/** The codes of all features among some measures, each once. */
export function featureCodes(measures: readonly string[]): string[] {
  return [...new Set(measures.map(featureCodeOf).filter((code) => code !== null))];
}

/** A feature that the market feeds, to choose as a column, to sort and to filter by. */
export interface ScreenerFeature {
  readonly code: string;
  readonly name: string;
  readonly lens: Lens;
  readonly unit: FeatureUnit;
  readonly signed: boolean;
}
