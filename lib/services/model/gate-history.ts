import 'server-only';
import { addMonths, isoDay } from '@/lib/domain/foundation/iso-day';
import { gateNow } from '@/lib/domain/scores/forecast/gate';
import type { GateHistory } from '@/lib/schemas/api/model';

const NOT_TRAINED = 'No model was trained for this month. Indices use the rule-based grade.';

const monthOf = (day: string): string => day.slice(0, 7);

/** What was in force before: the history as it was told last, and the month of the first training. */
export interface ToldGates {
  readonly history: GateHistory;
  readonly since: string;
}

/**
 * The gate's history of a live market after another training. What was in force stays as it was told, whatever would be judged of it today; months for which
 * nothing was trained stay closed; months before the first training are what the method would have said. Months as `YYYY-MM`.
 */
export function mergeGates(history: GateHistory, told: ToldGates | null, trainedFor: string): GateHistory {
  const last = told?.history.at(-1)?.month;
  if (!told || last === undefined) return history;
  const before = new Map(told.history.map((month) => [month.month, month]));
  return history.map((month): GateHistory[number] => {
    if (month.month < told.since) return month;
    const stands = before.get(month.month);
    if (stands) return stands;
    return month.month < trainedFor ? { ...month, open: false, reason: NOT_TRAINED } : month;
  });
}

/**
 * The gate as it is in force on the market's last day: the newest month's, closed in a month that no training has judged yet.
 */
export function gateOn(history: GateHistory, lastDay: string): { readonly open: boolean; readonly since: string | null; readonly reason: string } {
  const judged = history.at(-1)?.month;
  const told = gateNow(history);
  if (judged === undefined || judged >= monthOf(lastDay)) return told;
  const since = told.open ? addMonths(isoDay(`${judged}-01`), 1) : told.since;
  return { open: false, since, reason: `The model of ${monthOf(lastDay)} has not been trained yet; the last one is of ${judged}. Indices use the rule-based grade.` };
}
