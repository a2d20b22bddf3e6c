import { daysBetween, type IsoDay } from '../foundation/iso-day';

/** Money moved on a day, just before that day's value is taken: > 0 is put in, < 0 taken out. USD. */
export interface CashFlow {
  readonly day: IsoDay;
  readonly amount: number;
}

/** What everything was worth on a day, flows of that day included. USD, ≥ 0. */
export interface Valuation {
  readonly day: IsoDay;
  readonly value: number;
}

/** Values by ascending day with the summed flow of each; the first value is the capital at the start. */
export interface FlowHistory {
  /** Days since the first value. */
  readonly days: readonly number[];
  readonly values: readonly number[];
  /** Flow of each valued day; that of the first day is part of its value. */
  readonly flows: readonly number[];
}

/** Why flows and values do not make a history. */
export type FlowFailure = { readonly ok: false; readonly reason: 'no-values' | 'flow-without-value' | 'day-twice'; readonly day: IsoDay | null };

/**
 * Lines flows up with values, whatever their order. Several flows of a day add up; a flow on a day without a value or two values of a day
 * is a failure that names the day. Example: a flow of 50 on the second of two valued days gives flows [0, 50].
 */
export function alignFlows(flows: readonly CashFlow[], values: readonly Valuation[]): { ok: true; value: FlowHistory } | FlowFailure {
  const ordered = [...values].sort((a, b) => (a.day < b.day ? -1 : 1));
  const first = ordered[0];
  if (!first) return { ok: false, reason: 'no-values', day: null };
  const position = new Map(ordered.map(({ day }, i) => [day, i]));
  if (position.size < ordered.length) {
    const twice = ordered.find(({ day }, i) => position.get(day) !== i);
    return { ok: false, reason: 'day-twice', day: twice?.day ?? null };
  }
  const summed = ordered.map(() => 0);
  for (const { day, amount } of flows) {
    const at = position.get(day);
    if (at === undefined) return { ok: false, reason: 'flow-without-value', day };
    summed[at] = (summed[at] as number) + amount;
  }
  return { ok: true, value: { days: ordered.map(({ day }) => daysBetween(first.day, day)), values: ordered.map(({ value }) => value), flows: summed } };
}
