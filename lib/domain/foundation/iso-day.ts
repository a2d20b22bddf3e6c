import { invariant } from './invariant';

/**
 * A UTC calendar day as `YYYY-MM-DD`. Lexical order is time order. A daily close is the price at the end of that day (Rule 1.3).
 * Inside panels a day is its number of days since 1970-01-01, which makes arithmetic exact and cheap.
 */
export type IsoDay = string & { readonly __brand: 'IsoDay' };

const MS_PER_DAY = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads a day; `null` where it is not one (bad shape, 2021-02-30, the year 0, which no calendar has). Example: `parseIsoDay('2021-13-45')` is `null`. */
export function parseIsoDay(text: string): IsoDay | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  const same = year > 0 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? (text as IsoDay) : null;
}

/** Reads a day that must be one. Throws an invariant otherwise. Example: `isoDay('2021-12-30')`. */
export function isoDay(text: string): IsoDay {
  const day = parseIsoDay(text);
  invariant(day !== null, `not a day: ${text}`);
  return day;
}

/** Days since 1970-01-01, an integer. Example: `dayNumber(isoDay('1970-01-02'))` is 1. */
export function dayNumber(day: IsoDay): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

/** The inverse of `dayNumber`. Example: `dayFromNumber(1)` is `'1970-01-02'`. */
export function dayFromNumber(days: number): IsoDay {
  invariant(Number.isInteger(days), `day number must be whole: ${days}`);
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10) as IsoDay;
}

/** Moves by whole days. Example: `addDays(isoDay('2021-12-31'), 1)` is `'2022-01-01'`. */
export function addDays(day: IsoDay, days: number): IsoDay {
  return dayFromNumber(dayNumber(day) + days);
}

/** Whole days from `from` to `to`, negative when reversed. Example: `daysBetween('2021-01-01','2021-01-31')` is 30. */
export function daysBetween(from: IsoDay, to: IsoDay): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same calendar day `years` later; 29 February becomes 28 February where there is none. Example: 2020-02-29 + 1 is 2021-02-28. */
export function addYears(day: IsoDay, years: number): IsoDay {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  return parseIsoDay(`${year}${day.slice(4)}`) ?? isoDay(`${year}-02-28`);
}

/** The same day `months` later, or the last day of that month. Example: 2024-08-31 plus 6 is 2025-02-28. */
export function addMonths(day: IsoDay, months: number): IsoDay {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const first = isoDay(`${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`);
  return parseIsoDay(`${first.slice(0, 8)}${day.slice(8)}`) ?? lastOfMonth(first);
}

function lastOfMonth(first: IsoDay): IsoDay {
  const inNext = addDays(first, 31);
  return addDays(inNext, -Number(inNext.slice(8)));
}

/** Day of the week, 0 Sunday to 6 Saturday, from a day number. Example: `weekday(0)` is 4 (1970-01-01 was a Thursday). */
export function weekday(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

/** Whether a day is the last of its month. Example: 2021-02-28 is, 2020-02-28 is not. */
export function isMonthEnd(day: IsoDay): boolean {
  return addDays(day, 1).slice(8) === '01';
}

/** Whether a day is the last of March, June, September or December. */
export function isQuarterEnd(day: IsoDay): boolean {
  return isMonthEnd(day) && Number(day.slice(5, 7)) % 3 === 0;
}
