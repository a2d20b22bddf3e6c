import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { describeProgress, timeLeft } from '@/lib/services/live/backfill-progress';
import { supplyRows } from '@/lib/services/live/first-start';
import { formatSpan, formatTime } from '@/lib/services/jobs/format-time';

const NOW = new Date('2026-03-01T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const counts = { waiting: 300, done: 700, givenUp: 0, recent: 100, since: ago(10), rows: 1 };

describe('time left', () => {
  it.each([
    ['at the measured rate', { waiting: 300, recent: 100, since: ago(10) }, 30 * 60_000],
    ['none where all is done', { waiting: 0, recent: 0, since: null }, 0],
    ['unknown while too little is measured', { waiting: 300, recent: 4, since: ago(1) }, null],
    ['unknown where nothing was done of late', { waiting: 300, recent: 0, since: null }, null],
  ])('%s', (_, given, left) => {
    expect(timeLeft(given, NOW)).toBe(left);
  });

  it.each([
    [20_000, 'under a minute'], [60_000, 'about a minute'], [30 * 60_000, 'about 30 minutes'], [3 * 3_600_000, 'about 3 hours'], [72 * 3_600_000, 'about 3 days'],
  ])('%i ms is %s', (ms, words) => expect(formatSpan(ms)).toBe(words));

  it('tells moments in UTC', () => expect(formatTime(NOW)).toBe('12:00 UTC'));
});

describe('the words of a backfill', () => {
  it.each([
    ['under way', counts, new Map<string, Date>(), { progress: 0.7, words: '700 of 1,000 histories; about 30 minutes left' }],
    ['with a source that rests', counts, new Map([['coingecko', ago(-15)], ['defillama', ago(1)]]), { progress: 0.7, words: '700 of 1,000 histories; about 30 minutes left; coingecko rests until 12:15 UTC' }],
    ['with some given up', { ...counts, givenUp: 250, waiting: 50 }, new Map<string, Date>(), { progress: 0.95, words: '700 of 1,000 histories, 250 given up; about 5 minutes left' }],
    ['just begun', { ...counts, done: 0, waiting: 1_000, recent: 0, since: null }, new Map<string, Date>(), { progress: 0, words: '0 of 1,000 histories; measuring how long it takes' }],
    ['done', { ...counts, waiting: 0 }, new Map<string, Date>(), { progress: 1, words: '700 of 700 histories fetched' }],
  ])('%s', (_, given, resting, expected) => {
    expect(describeProgress(given, resting, NOW)).toMatchObject(expected);
  });
});

describe('supply of the day before', () => {
  const today = isoDay('2026-03-01');
  const quote = { externalId: 'bitcoin', price: '60000', marketCap: '1', circulatingSupply: '19000000', tradedValue24h: null, change24h: null, quotedAt: NOW };

  it('is what the listing of today says; its price is no close', () => {
    expect(supplyRows([quote], today)).toEqual([{ externalId: 'bitcoin', day: '2026-02-28', circulatingSupply: '19000000', close: null, tradedValue: null, marketCap: null, open: null, high: null, low: null }]);
  });

  it.each([
    ['a quote of another day', { ...quote, quotedAt: ago(24 * 60) }],
    ['an unknown supply', { ...quote, circulatingSupply: null }],
  ])('is not told by %s', (_, given) => expect(supplyRows([given], today)).toEqual([]));
});
