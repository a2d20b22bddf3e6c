import { dayNumber, type IsoDay } from '../foundation/iso-day';
import type { Ending } from './asset';
import { FRESH_HOURS, QUOTE_SHOWN_HOURS, STALE_HOURS } from './live-rules';

/** How much a last close is worth today: `aging` shows its age, `stale` and `dead` advise nothing. */
export const FRESHNESS_STATES = ['fresh', 'aging', 'stale', 'dead'] as const;
export type FreshnessState = (typeof FRESHNESS_STATES)[number];

/** Why a number is old, doubted or missing. */
export const FRESHNESS_REASONS = ['never-seen', 'rate-limited', 'refused', 'conflicting', 'stale', 'dead'] as const;
export type FreshnessReason = (typeof FRESHNESS_REASONS)[number];

/** What decides how fresh one asset is. Hours are counted at the moment that the caller looks from (`momentOf`). */
export interface FreshnessInput {
  /** Hours since the day of the last close ended; null where there never was a close. Negative counts as 0. */
  readonly closeAgeHours: number | null;
  readonly ending: Ending;
  /** `refused` where newer closes came and were not taken, else what went wrong when its source was last asked (a kind of source error); null where nothing did. */
  readonly lastError: string | null;
  /** Whether two sources differ about the last close. */
  readonly conflict: boolean;
}

export interface Freshness {
  readonly state: FreshnessState;
  /** Null while nothing is wrong. */
  readonly reason: FreshnessReason | null;
  /** Hours, never negative; null where there never was a close. */
  readonly ageHours: number | null;
}

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

/**
 * The moment from which ages are counted, in milliseconds: now for a market that is fed day by day, the end of its last day for one that
 * stands still (a folder, the sample), since every page of such a market speaks of that day.
 * Example: `momentOf({live: false, lastDay: '2021-12-30'}, now)` is the start of 2021-12-31, whatever `now` is.
 */
export function momentOf(market: { readonly live: boolean; readonly lastDay: IsoDay }, now: number): number {
  return market.live ? now : (dayNumber(market.lastDay) + 1) * MS_PER_DAY;
}

/**
 * Hours between the end of a close's day and a moment, never negative.
 * Example: the close of 2026-11-20 is 6 hours old at 06:00 on 2026-11-21.
 */
export function closeAgeHours(day: IsoDay, moment: number): number {
  return Math.max(0, (moment - (dayNumber(day) + 1) * MS_PER_DAY) / MS_PER_HOUR);
}

/** An error that explains by itself why nothing came; every other kind only says that nothing came. */
function causeOf(lastError: string | null): FreshnessReason | null {
  return lastError === 'rate-limited' || lastError === 'refused' ? lastError : null;
}

/**
 * How fresh an asset is and why not: dead by Rule 2.1, else by the age of its last close — fresh up to 26 hours, aging up to 48, stale
 * beyond (both limits belong to the better side). A close never seen is stale. The reason is the source's own trouble where it had one
 * (rate-limited, refused), or that what it said was not taken (refused), else `stale`; sources in conflict are said while the close still counts.
 * Example: 50 hours old, last answer 429: `{state: 'stale', reason: 'rate-limited', ageHours: 50}`.
 */
export function judgeFreshness({ closeAgeHours: age, ending, lastError, conflict }: FreshnessInput): Freshness {
  const ageHours = age === null ? null : Math.max(0, age);
  if (ending === 'dead') return { state: 'dead', reason: 'dead', ageHours };
  if (ageHours === null) return { state: 'stale', reason: causeOf(lastError) ?? 'never-seen', ageHours };
  if (ageHours > STALE_HOURS) return { state: 'stale', reason: causeOf(lastError) ?? 'stale', ageHours };
  const doubt = conflict ? 'conflicting' : null;
  return ageHours > FRESH_HOURS ? { state: 'aging', reason: causeOf(lastError) ?? doubt, ageHours } : { state: 'fresh', reason: doubt, ageHours };
}

/**
 * How fresh the last close up to a past day was when that day ended (null: there was none yet): by its age alone, for what went wrong
 * since, or that the series would end, nobody knew. Example: the close of 2021-11-07 is stale on 2021-11-10, that of 2021-11-10 fresh.
 */
export function freshnessOn(day: IsoDay, close: IsoDay | null): Freshness {
  const age = close === null ? null : closeAgeHours(close, momentOf({ live: false, lastDay: day }, 0));
  return judgeFreshness({ closeAgeHours: age, ending: 'alive', lastError: null, conflict: false });
}

/**
 * Whether grades, indices and suggestions may still say what to do about an asset. Example: `{state: 'aging'}` may, `{state: 'stale'}` not.
 */
export function mayAdvise({ state }: Pick<Freshness, 'state'>): boolean {
  return state === 'fresh' || state === 'aging';
}

/**
 * Whether a price of within the day may be shown as "now": at most 24 hours old and newer than the end of the last close's day. Both in
 * milliseconds. Example: a quote of 09:00 at 09:04 is shown; one of the day that has closed since is not.
 */
export function showsQuote(quotedAt: number, lastDay: IsoDay, now: number): boolean {
  return now - quotedAt <= QUOTE_SHOWN_HOURS * MS_PER_HOUR && quotedAt >= (dayNumber(lastDay) + 1) * MS_PER_DAY;
}
