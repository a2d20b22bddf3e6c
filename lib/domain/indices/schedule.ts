import { dayFromNumber, isMonthEnd, isQuarterEnd, weekday, type IsoDay } from '../foundation/iso-day';
import type { Cadence } from './methodology';

/** Whether targets are determined at the close of a day (Rule 4): Sunday, the month's last, the quarter's last. Example: 2021-12-31 is a quarterly one. */
export function isDeterminationDay(cadence: Cadence, day: number): boolean {
  if (cadence === 'weekly') return weekday(day) === 0;
  const iso = dayFromNumber(day);
  return cadence === 'monthly' ? isMonthEnd(iso) : isQuarterEnd(iso);
}

/** The first determination day after a day (as day numbers). Example: monthly after 2021-12-30 is 2021-12-31. */
export function nextDetermination(cadence: Cadence, after: number): IsoDay {
  let day = after + 1;
  while (!isDeterminationDay(cadence, day)) day += 1;
  return dayFromNumber(day);
}
