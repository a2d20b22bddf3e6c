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
