import { addDays, addMonths, type IsoDay } from '../foundation/iso-day';
import { ok } from '../foundation/result';
import { planTrades, type RebalanceResult } from './plan-trades';
import { CALENDARS } from './rules';
import type { Band, RebalanceRequest } from './types';
import { percent } from './words';

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

interface Answered {
  readonly request: RebalanceRequest;
  readonly result: RebalanceResult;
}

/** Every weight to its target, as the day asks for; what no calendar decides keeps its own reason. */
function onDueDay(request: RebalanceRequest): Answered {
  const due: RebalanceRequest = { ...request, band: { kind: 'none' }, destination: 'target', contributionsFirst: false };
  const result = planTrades(due);
  if (!result.ok) return { request: due, result };
  const targets = new Map(due.targets.map(({ asset, weight }) => [asset, weight]));
  const trades = result.value.trades.map((trade) =>
    trade.reason.rule === '6.1' ? { ...trade, reason: { rule: '6.3', detail: `The calendar is due: ${percent(trade.from)} goes to the target ${percent(targets.get(trade.asset) ?? 0)}.` } } : trade);
  return { request: due, result: ok({ ...result.value, trades }) };
}

/** Only money that comes in or goes out is traded: no weight can leave its band, and the portfolio has none. */
function onWaitingDay(request: RebalanceRequest): Answered {
  const still: RebalanceRequest = { ...request, band: WIDEST, bandMultiplier: 1, portfolioBand: undefined, contributionsFirst: false };
  return { request: still, result: planTrades(still) };
}

/**
 * The plan of a request, and the request that was answered. A calendar that is due sends every weight to its target, whatever the
 * bands say; while it waits no band acts (Rule 6.3). The rows of drift show the bands that were asked with all the same. Without a
 * calendar (null) the bands decide. Example: 60/40 with targets 50/50 and 5 points trades nothing while it waits, and both rows are outside.
 */
export function planOnCalendar(request: RebalanceRequest, calendar: Pick<CalendarState, 'due'> | null): Answered {
  const shown = planTrades(request);
  if (calendar === null || !shown.ok) return { request, result: shown };
  const answered = calendar.due ? onDueDay(request) : onWaitingDay(request);
  if (!answered.result.ok) return answered;
  return { ...answered, result: ok({ ...answered.result.value, drift: shown.value.drift }) };
}
