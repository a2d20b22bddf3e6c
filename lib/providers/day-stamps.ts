import 'server-only';
import { dayFromNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';

export const DAY_MS = 86_400_000;
/** Days since 1970 beyond which a stamp is no date that a calendar has (the year 9999). */
const LAST_DAY_NUMBER = 2_932_896;

/** The UTC day that a moment lies in. */
export const dayOf = (moment: Date): IsoDay => dayFromNumber(Math.floor(moment.getTime() / DAY_MS));

/** The day whose close a stamp of 00:00 names: the day before. Null for a stamp that no calendar has. Example: 00:00 of 2 May is the close of 1 May. */
export function dayClosedAt(midnightMs: number): IsoDay | null {
  const day = midnightMs / DAY_MS - 1;
  return Number.isInteger(day) && day >= 0 && day <= LAST_DAY_NUMBER ? dayFromNumber(day) : null;
}

/** A source's clock may go ahead of ours by as much. */
export const CLOCK_SKEW_MS = 10 * 60_000;
export const FROM_THE_FUTURE = 'future day: its clock is wrong, and nothing of the answer is taken';

/**
 * The first stamp that lies in the future, null where none does. A right answer holds no such day; one that does has all its days
 * shifted, also those that look right.
 */
export function futureStamp(stampsMs: Iterable<number>, now: Date): number | null {
  for (const stamp of stampsMs) if (stamp > now.getTime() + CLOCK_SKEW_MS) return stamp;
  return null;
}

/** A moment as text, also one that no calendar has. */
export const stampText = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms));
