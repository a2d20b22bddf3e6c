import { dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { DEFAULT_LOCALE, formatNumber } from './number';

type Day = string;

function parts(day: Day, locale: string): { day: string; month: string; year: string } {
  const date = new Date(`${day}T00:00:00Z`);
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }).format(date);
  return { day: String(date.getUTCDate()), month, year: String(date.getUTCFullYear()) };
}

/** Example: `formatDay('2021-12-30')` is “30 Dec 2021”. */
export function formatDay(day: Day, locale: string = DEFAULT_LOCALE): string {
  const { day: date, month, year } = parts(day, locale);
  return `${date} ${month} ${year}`;
}

/** Within a year that the page has said already. Example: “30 Dec”. */
export function formatShortDay(day: Day, locale: string = DEFAULT_LOCALE): string {
  const { day: date, month } = parts(day, locale);
  return `${date} ${month}`;
}

/** Example: “Jan 2021”. */
export function formatMonth(day: Day, locale: string = DEFAULT_LOCALE): string {
  const { month, year } = parts(day, locale);
  return `${month} ${year}`;
}

/** Only what differs is said twice. Example: “24 to 30 Dec 2021”, “28 Nov to 4 Dec 2021”. */
export function formatDayRange(from: Day, to: Day, locale: string = DEFAULT_LOCALE): string {
  const first = parts(from, locale);
  if (from === to) return formatDay(to, locale);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${first.day} to ${formatDay(to, locale)}`;
  const year = from.slice(0, 4) === to.slice(0, 4) ? '' : ` ${first.year}`;
  return `${first.day} ${first.month}${year} to ${formatDay(to, locale)}`;
}

/** How old a day is on another: “the same day”, “1 day earlier”, “519 days earlier”. */
export function formatAge(day: IsoDay, on: IsoDay): string {
  const days = dayNumber(on) - dayNumber(day);
  if (days === 0) return 'the same day';
  return `${formatNumber(Math.abs(days))} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'earlier' : 'later'}`;
}

/** A span in the largest unit that reads well: “12 days”, “9 months”, “1 year”, “6.4 years”. */
export function formatSpan(days: number): string {
  if (days < 60) return `${formatNumber(days)} ${days === 1 ? 'day' : 'days'}`;
  if (days < 360) return `${formatNumber(Math.round(days / 30.44))} months`;
  if (Math.abs(days - 365.25) <= 5.25) return '1 year';
  return `${formatNumber(days / 365.25, { digits: 1 })} years`;
}

/** How long ago an instant was: “just now”, “6 h ago”, “3 days ago”. */
export function formatAgo(instant: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - instant.getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${formatNumber(Math.floor(minutes / 1440))} days ago`;
}

/** Seconds as people read them: “45 s”, “3 min”, “2 h 5 min”. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
