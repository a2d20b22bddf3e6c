import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { closeAgeHours, FRESHNESS_STATES, freshnessOn, judgeFreshness, mayAdvise, momentOf, showsQuote, type FreshnessInput } from '@/lib/domain/market/freshness';
import { FRESH_HOURS, STALE_HOURS } from '@/lib/domain/market/live-rules';

const at = (text: string): number => Date.parse(text);
const input = (given: Partial<FreshnessInput>): FreshnessInput => ({ closeAgeHours: 6, ending: 'alive', lastError: null, conflict: false, ...given });

describe('the moment that ages are counted from', () => {
  it.each([
    [true, '2026-11-21T06:00:00Z'],
    [false, '2021-12-31T00:00:00Z'],
  ])('live %s: %s', (live, moment) => {
    expect(new Date(momentOf({ live, lastDay: isoDay('2021-12-30') }, at('2026-11-21T06:00:00Z'))).toISOString()).toBe(new Date(moment).toISOString());
  });

  it.each([
    ['2026-11-20', '2026-11-21T06:00:00Z', 6],
    ['2026-11-20', '2026-11-21T00:00:00Z', 0],
    ['2026-11-21', '2026-11-21T06:00:00Z', 0],
    ['2026-11-18', '2026-11-21T05:30:00Z', 53.5],
  ])('the close of %s is at %s %d hours old', (day, moment, hours) => expect(closeAgeHours(isoDay(day), at(moment))).toBe(hours));
});

describe('how fresh an asset is', () => {
  it.each([
    ['the usual case', {}, { state: 'fresh', reason: null, ageHours: 6 }],
    ['a clock behind the close', { closeAgeHours: -1 }, { state: 'fresh', reason: null, ageHours: 0 }],
    ['on the limit', { closeAgeHours: FRESH_HOURS }, { state: 'fresh', reason: null, ageHours: 26 }],
    ['late', { closeAgeHours: 26.1 }, { state: 'aging', reason: null, ageHours: 26.1 }],
    ['late for want of quota', { closeAgeHours: 30, lastError: 'rate-limited' }, { state: 'aging', reason: 'rate-limited', ageHours: 30 }],
    ['on the last limit', { closeAgeHours: STALE_HOURS }, { state: 'aging', reason: null, ageHours: 48 }],
    ['stale', { closeAgeHours: 48.1 }, { state: 'stale', reason: 'stale', ageHours: 48.1 }],
    ['stale, the source limits us', { closeAgeHours: 50, lastError: 'rate-limited' }, { state: 'stale', reason: 'rate-limited', ageHours: 50 }],
    ['stale, the source refuses us', { closeAgeHours: 50, lastError: 'refused' }, { state: 'stale', reason: 'refused', ageHours: 50 }],
    ['stale, the source is out of reach', { closeAgeHours: 50, lastError: 'unreachable' }, { state: 'stale', reason: 'stale', ageHours: 50 }],
    ['sources differ', { conflict: true }, { state: 'fresh', reason: 'conflicting', ageHours: 6 }],
    ['sources differ about an old close', { closeAgeHours: 50, conflict: true }, { state: 'stale', reason: 'stale', ageHours: 50 }],
    ['never seen', { closeAgeHours: null }, { state: 'stale', reason: 'never-seen', ageHours: null }],
    ['never seen, the source refuses us', { closeAgeHours: null, lastError: 'refused' }, { state: 'stale', reason: 'refused', ageHours: null }],
    ['dead', { closeAgeHours: 900, ending: 'dead' }, { state: 'dead', reason: 'dead', ageHours: 900 }],
    ['cut off', { closeAgeHours: 900, ending: 'truncated' }, { state: 'stale', reason: 'stale', ageHours: 900 }],
  ] as const)('%s', (_, given, expected) => expect(judgeFreshness(input(given))).toEqual(expected));

  it.each([
    ['2021-11-10', 'fresh', 0],
    ['2021-11-09', 'fresh', 24],
    ['2021-11-08', 'aging', 48],
    ['2021-11-07', 'stale', 72],
  ] as const)('at the end of 2021-11-10 the close of %s was %s', (close, state, ageHours) => {
    expect(freshnessOn(isoDay('2021-11-10'), isoDay(close))).toMatchObject({ state, ageHours });
    expect(freshnessOn(isoDay('2021-11-10'), null)).toEqual({ state: 'stale', reason: 'never-seen', ageHours: null });
  });

  it('never gets fresher with age, and gives a reason whenever it advises nothing', () => {
    const given = fc.record({ ending: fc.constantFrom('alive', 'truncated', 'dead'), lastError: fc.constantFrom(null, 'rate-limited', 'refused', 'garbled'), conflict: fc.boolean() });
    fc.assert(fc.property(given, fc.double({ min: 0, max: 1e4, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }), (rest, a, b) => {
      const [young, old] = [Math.min(a, b), Math.max(a, b)].map((hours) => judgeFreshness({ ...rest, closeAgeHours: hours } as FreshnessInput));
      expect(FRESHNESS_STATES.indexOf(young?.state ?? 'dead')).toBeLessThanOrEqual(FRESHNESS_STATES.indexOf(old?.state ?? 'fresh'));
      if (old && !mayAdvise(old)) expect(old.reason).not.toBeNull();
    }), { seed: 21, numRuns: 1_000 });
  });
});

describe('a quote', () => {
  it.each([
    ['2026-11-21T09:00:00Z', '2026-11-21T09:04:00Z', true],
    ['2026-11-20T23:50:00Z', '2026-11-21T00:30:00Z', false],
    ['2026-11-21T09:00:00Z', '2026-11-22T09:00:01Z', false],
  ])('of %s is shown at %s: %s', (quoted, now, shown) => expect(showsQuote(at(quoted), isoDay('2026-11-20'), at(now))).toBe(shown));
});
