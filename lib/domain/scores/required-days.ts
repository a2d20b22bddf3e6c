import { dayFromNumber, isMonthEnd, weekday } from '../foundation/iso-day';
import type { MarketPanel } from '../market/panel';

/** Days before the last one of which every day's grades are kept. */
export const DAILY_GRADE_DAYS = 400;

/** Whether an index may be determined on a row (Rule 4): Sundays, and month ends, quarter ends among them. Example: 2021-10-31 is both. */
export function isDeterminationRow(panel: Pick<MarketPanel, 'start'>, row: number): boolean {
  return weekday(panel.start + row) === 0 || isMonthEnd(dayFromNumber(panel.start + row));
}

/** First row from which on every day's grades are kept, in a market of so many days. Example: of 500 days it is row 100. */
export function firstDailyRow(days: number): number {
  return Math.max(0, days - DAILY_GRADE_DAYS);
}

/** Rows whose grades are stored: the last 400 days and every determination day before them. Ascending. */
export function storedRows(panel: Pick<MarketPanel, 'start' | 'days'>): number[] {
  const daily = firstDailyRow(panel.days);
  return Array.from({ length: panel.days }, (_, row) => row).filter((row) => row >= daily || isDeterminationRow(panel, row));
}
