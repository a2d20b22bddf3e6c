import { addDays, addMonths, type IsoDay } from '../foundation/iso-day';
import { ok } from '../foundation/result';
import { planTrades, type RebalanceResult } from './plan-trades';
import { CALENDARS } from './rules';
import type { Band, RebalanceRequest } from './types';

export type Calendar = keyof typeof CALENDARS;

/** A calendar on a day. `since` is what its period is counted from; null where nothing was ever booked. */
export interface CalendarState {
  readonly calendar: Calendar;
  readonly since: IsoDay | null;
  /** Whether `since` is a rebalancing, and not the first transaction. */
  readonly rebalanced: boolean;
  /** The first day on which it is due. */
  readonly next: IsoDay;
  readonly due: boolean;
}

/**
 * Whether a calendar is due on `day` (Rule 6.3): when its full period has passed since the last accepted rebalancing, or since the
 * first transaction where there is none; on that day, not before. Months are the calendar's, cut to the end of a shorter month.
 * With nothing booked it is due at once. Example: monthly, last on 2021-01-31: due from 2021-02-28.
 */
export function calendarDue({ calendar, lastRebalanced, firstTransaction, day }: Readonly<{ calendar: Calendar; lastRebalanced: IsoDay | null; firstTransaction: IsoDay | null; day: IsoDay }>): CalendarState {
  const since = lastRebalanced ?? firstTransaction;
  const rebalanced = lastRebalanced !== null;
  if (since === null) return { calendar, since, rebalanced, next: day, due: true };
  const period = CALENDARS[calendar];
  const next = 'days' in period ? addDays(since, period.days) : addMonths(since, period.months);
  return { calendar, since, rebalanced, next, due: next <= day };
}

/** The band that no weight leaves. */
const WIDEST: Band = { kind: 'absolute', points: 1 };

/**
 * The plan of a request, and the request that was answered. While its calendar `waits` no band acts, not even the portfolio's own:
 * only money that comes in or goes out is traded (Rule 8.1), and the rows of drift still show the bands that were asked with.
 * Example: 60/40 with targets 50/50 and 5 points trades nothing while it waits, and both rows are outside.
 */
export function planOnCalendar(request: RebalanceRequest, waits: boolean): { readonly request: RebalanceRequest; readonly result: RebalanceResult } {
  const shown = planTrades(request);
  if (!waits) return { request, result: shown };
  const still: RebalanceRequest = { ...request, band: WIDEST, bandMultiplier: 1, portfolioBand: undefined, contributionsFirst: false };
  const result = planTrades(still);
  return { request: still, result: result.ok && shown.ok ? ok({ ...result.value, drift: shown.value.drift }) : result };
}
