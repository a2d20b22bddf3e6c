import { describe, expect, it } from 'vitest';
import { medianAmong } from '@/lib/domain/features/median-among';
import { anyUpTo, growth, latest, present, ratio, windowDeviation, windowMax, windowMean, windowMedian } from '@/lib/domain/features/window';

const NA = Number.NaN;
const column = (...values: number[]) => Float64Array.from(values);

describe('anyUpTo', () => {
  it('knows whether there was a value by then', () => {
    expect([anyUpTo(column(NA, 1), 0), anyUpTo(column(NA, 1), 1), anyUpTo(column(1, NA), 1)]).toEqual([false, true, true]);
  });
});

describe('latest (Rule 1.5)', () => {
  it.each([
    ['the day itself', [1, 2], 1, 2],
    ['one day old', [1, NA], 1, 1],
    ['three days old', [1, NA, NA, NA], 3, 1],
    ['four days old is missing', [1, NA, NA, NA, NA], 4, NA],
    ['before the first', [NA, 1], 0, NA],
  ])('%s', (_, values, row, expected) => {
    expect(latest(column(...values), row)).toEqual(expected);
  });
});

describe('windows', () => {
  it('repeat their examples', () => {
    expect(growth(column(100, 110), 1, 1)).toBeCloseTo(0.1, 12);
    expect([...(present(column(1, 2, 3), 2, 2) ?? [])]).toEqual([2, 3]);
    expect(windowMean(column(1, 2, 3), 2, 2)).toBe(2.5);
    expect(medianAmong(column(3, 1, 2), 3)).toBe(2);
    expect(windowMedian(column(3, 1, 2), 2, 3)).toBe(2);
    expect(windowDeviation(column(1, 2, 3), 2, 3)).toBe(1);
    expect(windowMax(column(3, 1, 2), 2, 3)).toBe(3);
    expect([ratio(3, 2), ratio(3, 0)]).toEqual([1.5, NA]);
  });

  it('leave gaps out, and are missing under 80 % or with a stale end', () => {
    expect(windowMean(column(1, NA, 3, 4, 5), 4, 5)).toBe(3.25);
    expect(windowMean(column(1, NA, NA, 4, 5), 4, 5)).toBeNaN();
    expect(present(column(1, 2, 3), 2, 4)).toBeNull();
    expect(growth(column(0, 1), 1, 1)).toBeNaN();
  });
});
