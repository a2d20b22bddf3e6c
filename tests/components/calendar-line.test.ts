import { describe, expect, it } from 'vitest';
import { calendarLine } from '@/components/rebalance/calendar-line';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { calendarDue } from '@/lib/domain/rebalancing/calendar';
import { formatDay } from '@/lib/format/day';

const [first, last, day] = [isoDay('2021-01-04'), isoDay('2021-11-30'), isoDay('2021-12-30')];

describe('what the calendar says (Rule 6.3)', () => {
  it.each([
    ['monthly', last, first, `The calendar fired: monthly, last on ${formatDay(last)}. Every token goes to its target, inside its band or not (Rule 6.3).`],
    ['halfYearly', null, first, `The calendar fired: half-yearly, counted from your first transaction on ${formatDay(first)}. Every token goes to its target, inside its band or not (Rule 6.3).`],
    ['weekly', null, null, 'The calendar fired: weekly, for the first time. Every token goes to its target, inside its band or not (Rule 6.3).'],
    ['quarterly', last, first, `The calendar is quarterly, last on ${formatDay(last)}: it is due next on ${formatDay('2022-02-28')} (Rule 6.3).`],
  ] as const)('%s, last on %s, first transaction on %s', (calendar, lastRebalanced, firstTransaction, says) => {
    expect(calendarLine(calendarDue({ calendar, lastRebalanced, firstTransaction, day }))).toContain(says);
  });
});
