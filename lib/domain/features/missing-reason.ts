import type { Asset } from '../market/asset';
import { CARRY_FORWARD_DAYS } from '../market/rules';
import type { Feature, Input } from './feature';

/** Why a feature has no value: what Rule 1.5 asks to be shown beside the dash. */
export const MISSING_REASONS = ['no-data-source', 'warm-up', 'stale', 'not-applicable', 'unknown'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

/** When an input of one asset had values, in days or rows on which they were known; null where it never has any. */
export interface InputSpan {
  readonly first: number;
  /** Last one up to the asked day; below `first` while there is none yet. */
  readonly last: number;
}

/** The span of each input of one asset. Sectors have no days of their own. */
export type InputSpans = (input: Input) => InputSpan | null;

const DATED = (input: Input): boolean => input !== 'sector';

/**
 * Last day, up to the asked one, on which all inputs of the feature had a value; null where one has none. Example: closes to day
 * 9 and a metric known to day 7 give 7.
 */
export function lastInputDay(feature: Feature, spans: InputSpans): number | null {
  const found = feature.needs.filter(DATED).map(spans);
  return found.reduce<number | null>((oldest, span) => (oldest === null || span === null || span.last < span.first ? null : Math.min(oldest, span.last)), Infinity);
}

/**
 * Why the feature is NaN for the asset on a day, in this order: it cannot apply; nothing feeds it; its inputs have not begun or
 * have too little history; its last input is older than 3 days; else unknown (a figure that does not exist, such as a ratio to 0).
 * Example: momentum90d on the 60th day of an asset is 'warm-up'.
 */
export function missingReason(feature: Feature, asset: Asset, spans: InputSpans, day: number): MissingReason {
  if (feature.applies && !feature.applies.test(asset)) return 'not-applicable';
  const found = feature.needs.filter(DATED).map(spans);
  if (found.some((span) => span === null)) return 'no-data-source';
  const last = lastInputDay(feature, spans);
  if (last === null) return 'warm-up';
  if (day - last > CARRY_FORWARD_DAYS) return 'stale';
  const first = found.reduce((latest, span) => Math.max(latest, span?.first ?? 0), -Infinity);
  return day - first < feature.warmUpDays ? 'warm-up' : 'unknown';
}

/**
 * The day that the oldest of those inputs describes: a metric is known one day after its day (Rule 1.4). Null as above.
 * Example: closes to day 9 and a metric known to day 7 give 6.
 */
export function lastDescribedDay(feature: Feature, spans: InputSpans): number | null {
  const days = feature.needs.filter(DATED).map((need) => {
    const span = spans(need);
    return span === null || span.last < span.first ? null : span.last - (need.startsWith('metric:') ? 1 : 0);
  });
  return days.length === 0 || days.some((day) => day === null) ? null : Math.min(...days.filter((day) => day !== null));
}
