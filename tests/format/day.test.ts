import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { formatAge, formatAgo, formatDay, formatDayRange, formatDuration, formatMonth, formatShortDay, formatSpan } from '@/lib/format/day';

describe('days', () => {
  it('writes a day, a day of a known year and a month, whatever the machine’s zone', () => {
    expect([formatDay('2021-12-30'), formatShortDay('2021-01-01'), formatMonth('2021-01-31')]).toEqual(['30 Dec 2021', '1 Jan', 'Jan 2021']);
    expect(formatDay('2021-03-09', 'de')).toBe('9 Mär 2021');
  });

  it.each([
    ['2021-12-24', '2021-12-30', '24 to 30 Dec 2021'],
    ['2021-11-28', '2021-12-04', '28 Nov to 4 Dec 2021'],
    ['2020-12-30', '2021-01-05', '30 Dec 2020 to 5 Jan 2021'],
    ['2021-12-30', '2021-12-30', '30 Dec 2021'],
  ])('%s to %s is %s', (from, to, text) => {
    expect(formatDayRange(from, to)).toBe(text);
  });

  it.each([
    ['2021-12-30', 'the same day'],
    ['2021-12-29', '1 day earlier'],
    ['2020-07-29', '519 days earlier'],
    ['2021-12-31', '1 day later'],
  ])('the age of %s', (day, text) => {
    expect(formatAge(isoDay(day), isoDay('2021-12-30'))).toBe(text);
  });

  it.each([
    [1, '1 day'],
    [59, '59 days'],
    [273, '9 months'],
    [365, '1 year'],
    [2340, '6.4 years'],
  ])('a span of %s days is %s', (days, text) => {
    expect(formatSpan(days)).toBe(text);
  });

  it('says how long ago and how long', () => {
    const now = new Date('2021-12-30T12:00:00Z');
    const before = (minutes: number): string => formatAgo(new Date(now.getTime() - minutes * 60_000), now);
    expect([before(0), before(5), before(360), before(3 * 1440)]).toEqual(['just now', '5 min ago', '6 h ago', '3 days ago']);
    expect([formatDuration(45), formatDuration(180), formatDuration(7500)]).toEqual(['45 s', '3 min', '2 h 5 min']);
  });
});
