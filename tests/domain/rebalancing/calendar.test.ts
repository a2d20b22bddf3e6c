import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayFromNumber, dayNumber, isoDay } from '../../../lib/domain/foundation/iso-day';
import { calendarDue, planOnCalendar, type Calendar } from '../../../lib/domain/rebalancing/calendar';
import { CALENDARS } from '../../../lib/domain/rebalancing/rules';
import { ask, expectBooksBalance, plan, requests, sides } from './support';

const at = (calendar: Calendar, last: string, day: string) => calendarDue({ calendar, lastRebalanced: isoDay(last), firstTransaction: isoDay('2000-01-01'), day: isoDay(day) });

describe('calendarDue (Rule 6.3)', () => {
  it.each<[Calendar, string, string]>([
    ['weekly', '2021-12-27', '2022-01-03'],
    ['monthly', '2021-01-31', '2021-02-28'],
    ['monthly', '2024-01-31', '2024-02-29'],
    ['monthly', '2021-12-15', '2022-01-15'],
    ['quarterly', '2021-11-30', '2022-02-28'],
    ['halfYearly', '2021-08-31', '2022-02-28'],
    ['yearly', '2024-02-29', '2025-02-28'],
    ['yearly', '2021-12-30', '2022-12-30'],
  ])('%s, last on %s: due from %s, not the day before', (calendar, last, next) => {
    expect(at(calendar, last, next)).toEqual({ calendar, since: last, rebalanced: true, next, due: true });
    expect(at(calendar, last, addDays(isoDay(next), -1))).toMatchObject({ next, due: false });
  });

  it('counts from the first transaction where nothing was rebalanced, and is due at once where nothing was booked', () => {
    const day = isoDay('2021-12-30');
    expect(calendarDue({ calendar: 'monthly', lastRebalanced: null, firstTransaction: isoDay('2021-12-01'), day })).toEqual({ calendar: 'monthly', since: '2021-12-01', rebalanced: false, next: '2022-01-01', due: false });
    expect(calendarDue({ calendar: 'monthly', lastRebalanced: null, firstTransaction: null, day })).toEqual({ calendar: 'monthly', since: null, rebalanced: false, next: day, due: true });
  });

  it('is due from one day on and ever after, within a period of the calendar (1,000 cases)', () => {
    const longest: Readonly<Record<Calendar, number>> = { weekly: 7, monthly: 31, quarterly: 92, halfYearly: 184, yearly: 366 };
    const shortest: Readonly<Record<Calendar, number>> = { weekly: 7, monthly: 28, quarterly: 89, halfYearly: 181, yearly: 365 };
    const days = fc.integer({ min: dayNumber(isoDay('2009-01-01')), max: dayNumber(isoDay('2040-12-31')) }).map(dayFromNumber);
    fc.assert(fc.property(fc.constantFrom(...(Object.keys(CALENDARS) as Calendar[])), days, fc.nat(800), (calendar, last, later) => {
      const state = at(calendar, last, addDays(last, later));
      const length = dayNumber(state.next) - dayNumber(last);
      expect(length).toBeLessThanOrEqual(longest[calendar]);
      expect(length).toBeGreaterThanOrEqual(shortest[calendar]);
      expect(state.due).toBe(later >= length);
      if (calendar !== 'weekly') expect(Number(state.next.slice(8))).toBeLessThanOrEqual(Number(last.slice(8)));
    }), { numRuns: 1000, seed: 63 });
  });

  it('moves by months as its docstring says', () => {
    expect(addMonths(isoDay('2024-08-31'), 6)).toBe('2025-02-28');
  });
});

describe('planOnCalendar', () => {
  const drifted = ask([['A', '60', '100', 0.5], ['B', '40', '100', 0.5]], { portfolioBand: 0.07, contributionsFirst: true });

  function waiting(rest: Partial<typeof drifted> = {}) {
    const { request, result } = planOnCalendar({ ...drifted, ...rest }, { due: false });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    return { request, plan: result.value };
  }

  it('lets no band act while it waits, and still shows the bands', () => {
    expect(sides(plan(drifted))).not.toEqual([]);
    expect(waiting().plan).toMatchObject({ nothingToDo: true, notTraded: [], drift: [{ asset: 'A', lower: 0.45, upper: 0.55, breached: true }, { asset: 'B', breached: true }] });
    expect(waiting({ band: { kind: 'none' } }).plan.nothingToDo).toBe(true);
  });

  it('invests what comes in and sells for what goes out (Rule 8.1)', () => {
    expect(sides(waiting({ contribution: '1000' }).plan)).toEqual(['buy B 1000.00']);
    const out = waiting({ contribution: '-1000' }).plan;
    expect(sides(out)).toEqual(['sell A 1000.00']);
    expect(out.trades[0]?.reason.detail).not.toContain('band');
  });

  it('sells no more than what goes out, also where that lifts a weight above the whole', () => {
    const rows = ask([['A', '1000', '1', 0.9], ['B', '45', '1', 0.05]], { contribution: '-100' });
    for (const destination of ['edge', 'halfway', 'target'] as const) {
      const { result } = planOnCalendar({ ...rows, destination }, { due: false });
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      expect(sides(result.value)).toEqual(['sell A 100.00']);
      expect(result.value.trades[0]?.reason).toMatchObject({ rule: '8.1', detail: expect.stringContaining('Money is taken out ($100.00)') });
      expect(result.value.cashAfter).toBe('0');
    }
  });

  it('answers the request that it gives back, and the one it was given when it does not wait', () => {
    const { request, plan: shown } = waiting({ contribution: '1000' });
    expect(plan(request)).toEqual({ ...shown, drift: plan(request).drift });
    expect(planOnCalendar(drifted, null)).toEqual({ request: drifted, result: { ok: true, value: plan(drifted) } });
  });

  it('sends every weight to its target on the day it is due, says so, and judges by the bands that were asked with', () => {
    const near = ask([['A', '52', '100', 0.5], ['B', '48', '100', 0.5]], { destination: 'edge', portfolioBand: 0.07, contributionsFirst: true });
    expect(plan(near).trades).toEqual([]);
    const { request, result } = planOnCalendar(near, { due: true });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(sides(result.value)).toEqual(['sell A 200.00', 'buy B 200.00']);
    expect(result.value.drift).toMatchObject([{ lower: 0.45, upper: 0.55, breached: false }, { breached: false }]);
    expect(result.value.trades.map(({ reason }) => [reason.rule, reason.detail])).toEqual([['6.3', 'The calendar is due: 52.0\u202f% goes to the target 50.0\u202f%.'], ['6.3', 'The calendar is due: 48.0\u202f% goes to the target 50.0\u202f%.']]);
    expect(sides(plan(request))).toEqual(sides(result.value));
    expect(JSON.stringify(result.value)).not.toContain('Band none');
  });

  it('says of what a due day cannot trade that it is off its target, not off a band', () => {
    const { result } = planOnCalendar(ask([['A', '52', '100', 0.5], ['B', '48', '100', 0.5]], { buying: false, limits: { minTrade: '10' } }), { due: true });
    expect(result.ok ? result.value.notTraded : []).toEqual([{ asset: 'B', rule: '7.4', detail: 'It is below its target. Nothing is bought while the loss limit is reached.' }]);
  });

  it('trades nothing without money coming or going, whatever is held, and the books balance (1,000 cases)', () => {
    fc.assert(fc.property(requests, (request) => {
      const { result } = planOnCalendar(request, { due: false });
      if (!result.ok) return;
      expectBooksBalance(request, result.value);
      if (Number(request.contribution ?? '0') === 0) expect(result.value.nothingToDo).toBe(true);
    }), { numRuns: 1000, seed: 64 });
  });
});
