import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dec, decText, maxDec, minDec, parseDec, roundDec, sumDec, truncateDec } from '../../../lib/domain/foundation/decimal';
import { invariant } from '../../../lib/domain/foundation/invariant';
import { addDays, addYears, dayFromNumber, dayNumber, daysBetween, isMonthEnd, isoDay, isQuarterEnd, parseIsoDay, weekday } from '../../../lib/domain/foundation/iso-day';
import { fromNullable, isMissing, toNullable } from '../../../lib/domain/foundation/missing';
import { allocate, quantityFor, valueOf } from '../../../lib/domain/foundation/money';
import { fail, ok } from '../../../lib/domain/foundation/result';
import { createRng, shuffle } from '../../../lib/domain/foundation/rng';
import { stir } from '../../../lib/domain/foundation/stir';
import { correlation, covariance, mean, median, midRanks, quantile, robustSigma, standardDeviation, variance } from '../../../lib/domain/foundation/statistics';

describe('days', () => {
  it.each([
    ['2021-12-30', '2021-12-30'],
    ['2021-13-45', null],
    ['2021-02-30', null],
    ['2020-02-29', '2020-02-29'],
    ['2021-1-1', null],
    ['0050-01-01', '0050-01-01'],
    ['0000-01-01', null],
    ['2021-01-01T00:00', null],
  ])('reads %s as %s', (text, expected) => {
    expect(parseIsoDay(text)).toBe(expected);
  });

  it('repeats the worked examples', () => {
    expect(dayNumber(isoDay('1970-01-02'))).toBe(1);
    expect(dayFromNumber(1)).toBe('1970-01-02');
    expect(addDays(isoDay('2021-12-31'), 1)).toBe('2022-01-01');
    expect(daysBetween(isoDay('2021-01-01'), isoDay('2021-01-31'))).toBe(30);
    expect(addYears(isoDay('2020-02-29'), 1)).toBe('2021-02-28');
    expect(weekday(0)).toBe(4);
    expect(weekday(dayNumber(isoDay('2021-12-26')))).toBe(0);
    expect([isMonthEnd(isoDay('2021-02-28')), isMonthEnd(isoDay('2020-02-28'))]).toEqual([true, false]);
    expect([isQuarterEnd(isoDay('2021-03-31')), isQuarterEnd(isoDay('2021-04-30'))]).toEqual([true, false]);
    expect(() => isoDay('no day')).toThrow('not a day');
  });

  it('goes to numbers and back for every day of two centuries', () => {
    fc.assert(fc.property(fc.integer({ min: -36_500, max: 36_500 }), (days) => dayNumber(dayFromNumber(days)) === days), { numRuns: 1000, seed: 1 });
  });
});

describe('missing, results and invariants', () => {
  it('keeps missing apart from zero', () => {
    expect(toNullable(Number.NaN)).toBeNull();
    expect(toNullable(0)).toBe(0);
    expect(toNullable(Number.POSITIVE_INFINITY)).toBeNull();
    expect(isMissing(fromNullable(null))).toBe(true);
    expect(isMissing(fromNullable(0))).toBe(false);
  });

  it('wraps results with their numbers', () => {
    expect(ok(3)).toEqual({ ok: true, value: 3 });
    expect(fail('too-few', { count: 2 })).toEqual({ ok: false, reason: 'too-few', count: 2 });
    expect(() => invariant(false, 'x')).toThrow('Invariant: x');
  });
});

describe('exact decimals', () => {
  it('repeats the worked examples', () => {
    expect(dec('0.1').plus(dec('0.2')).eq('0.3')).toBe(true);
    expect(parseDec('1e5')).toBeNull();
    expect(sumDec([dec('1.10'), dec('2.20')]).eq('3.3')).toBe(true);
    expect(truncateDec(dec('1.239'), 2).toString()).toBe('1.23');
    expect(roundDec(dec('0.125'), 2).toString()).toBe('0.12');
    expect(decText(dec('1.500'))).toBe('1.5');
    expect(decText(dec('-0'))).toBe('0');
    expect([minDec(dec(1), dec(2)).toNumber(), maxDec(dec(1), dec(2)).toNumber()]).toEqual([1, 2]);
    expect(() => dec(Number.NaN)).toThrow('not a finite decimal');
  });

  it('bridges to value and back without spending more than there is', () => {
    expect(valueOf(dec('0.5'), dec('60000')).toString()).toBe('30000');
    expect(quantityFor(dec('100'), dec('3'), 2).toString()).toBe('33.33');
    expect(allocate(dec('100'), [dec(1), dec(1), dec(1)]).map(String)).toEqual(['33.34', '33.33', '33.33']);
  });

  it('allocates every cent, whatever the shares', () => {
    const shares = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 }).filter((list) => list.some((share) => share > 0));
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), shares, (cents, list) => {
        const total = dec(cents).div(100);
        const parts = allocate(total, list.map((share) => dec(share)));
        expect(sumDec(parts).eq(total)).toBe(true);
      }),
      { numRuns: 1000, seed: 2 },
    );
  });
});

describe('randomness', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRng(seed).next);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('has the moments it claims', () => {
    const rng = createRng(3).fork('moments');
    const normals = Array.from({ length: 20_000 }, () => rng.normal());
    const tails = Array.from({ length: 20_000 }, () => rng.studentT(5));
    expect(mean(normals)).toBeCloseTo(0, 1);
    expect(standardDeviation(normals)).toBeCloseTo(1, 1);
    expect(standardDeviation(tails)).toBeCloseTo(1, 1);
    expect(normals.every((value) => Number.isFinite(value))).toBe(true);
    expect(rng.int(3)).toBeLessThan(3);
  });

  it('deals integers into every order alike, and loses none', () => {
    const items = Int32Array.of(0, 1, 2);
    shuffle(items, createRng(1));
    expect([...items]).toEqual([1, 2, 0]);
    const counts = new Map<string, number>();
    const rng = createRng(8);
    for (let i = 0; i < 6_000; i += 1) {
      const dealt = Int32Array.of(0, 1, 2);
      shuffle(dealt, rng);
      counts.set(dealt.join(), (counts.get(dealt.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });

  it('stirs two integers into one', () => {
    expect([stir(1, 2), stir(0, 0)]).toEqual([232174035, 0]);
    expect(new Set(Array.from({ length: 2_000 }, (_, i) => stir(i, 5))).size).toBe(2_000);
    const high = Array.from({ length: 2_000 }, (_, i) => stir(7, i) / 2 ** 32);
    expect(Math.min(...high)).toBeGreaterThanOrEqual(0);
    expect(mean(high)).toBeCloseTo(0.5, 1);
  });
});

describe('statistics', () => {
  it('repeats the worked examples', () => {
    expect(mean([1, 2, 3])).toBe(2);
    expect(variance([1, 2, 3])).toBe(1);
    expect(standardDeviation([1, 2, 3])).toBe(1);
    expect(covariance([1, 2, 3], [2, 4, 6])).toBe(2);
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(median([3, 1, 2])).toBe(2);
    expect(robustSigma([1, 2, 3, 4, 100])).toBeCloseTo(1.4826, 10);
    expect(Array.from(midRanks([10, 20, 20]))).toEqual([1, 2.5, 2.5]);
  });

  it('says that a figure does not exist instead of inventing one', () => {
    expect([mean([]), variance([1]), covariance([1], [1]), correlation([1, 1], [1, 2]), quantile([], 0.5)].every(Number.isNaN)).toBe(true);
  });

  it('ranks add up to n(n+1)/2 whatever the ties', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }), (values) => {
        const total = midRanks(values).reduce((sum, rank) => sum + rank, 0);
        expect(total).toBeCloseTo((values.length * (values.length + 1)) / 2, 9);
      }),
      { numRuns: 1000, seed: 4 },
    );
  });
});
