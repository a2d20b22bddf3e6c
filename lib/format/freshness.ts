import { formatNumber } from './number';

/** How old a close is and why, in plain values. */
export interface FreshnessText {
  readonly state: 'fresh' | 'aging' | 'stale' | 'dead';
  readonly reason: 'never-seen' | 'rate-limited' | 'refused' | 'conflicting' | 'stale' | 'dead' | null;
  /** Null where there never was a close. */
  readonly ageHours: number | null;
}

const HOURS_AS_DAYS = 72;

/** Hours in the unit that reads well. Examples: “under an hour”, “6 h”, “53 h”, “4 days”. */
export function formatHours(hours: number): string {
  if (hours < 1) return 'under an hour';
  return hours < HOURS_AS_DAYS ? `${formatNumber(Math.floor(hours))} h` : `${formatNumber(Math.floor(hours / 24))} days`;
}

const CAUSES = {
  'never-seen': 'no source has stated one yet',
  'rate-limited': 'its source limits how often it may be asked',
  refused: 'newer ones were refused, by us or by their source',
  conflicting: 'its sources differ about it',
  stale: 'no newer one came',
  dead: 'the token is dead by its prices (Rule 2.1)',
} as const;

/** Age and cause of a last close in one clause. Example: “its last close is 53 h old: no newer one came”. */
export function freshnessClause({ reason, ageHours }: FreshnessText): string {
  const age = ageHours === null ? 'it has no close' : `its last close is ${formatHours(ageHours)} old`;
  return reason === null ? age : `${age}: ${CAUSES[reason]}`;
}

/** The age of a close that is older than it should be; null while it is not, or where there never was one. Example: “53 h”. */
export function closeAge({ state, ageHours }: FreshnessText): string | null {
  return state === 'fresh' || ageHours === null ? null : formatHours(ageHours);
}

/** The word that stands in place of a rating; null where the rating stands. */
export function adviceWord({ state }: FreshnessText): 'stale' | 'dead' | null {
  return state === 'stale' || state === 'dead' ? state : null;
}
