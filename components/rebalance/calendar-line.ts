import type { Calendar, CalendarState } from '@/lib/domain/rebalancing/calendar';
import { formatDay } from '@/lib/format/day';

const WORDS: Readonly<Record<Calendar, string>> = { weekly: 'weekly', monthly: 'monthly', quarterly: 'quarterly', halfYearly: 'half-yearly', yearly: 'yearly' };

/** What the calendar says today, in a sentence (Rule 6.3). */
export function calendarLine({ calendar, since, rebalanced, next, due }: CalendarState): string {
  const counted = since === null ? 'for the first time' : rebalanced ? `last on ${formatDay(since)}` : `counted from your first transaction on ${formatDay(since)}`;
  return due ? `The calendar fired: ${WORDS[calendar]}, ${counted}. Every token goes to its target, inside its band or not (Rule 6.3).` : `The calendar is ${WORDS[calendar]}, ${counted}: it is due next on ${formatDay(next)} (Rule 6.3). Change the band or where to go back to, and see what acting today would be.`;
}
