import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tablePositions } from '@/components/charts/chart-table';
import { areaPath, domainOf, linePath, pushApart, thin, ticksOf, timeTicks, toX, toY } from '@/components/charts/scales';
import { cut, deepest, drawdowns, parseMonthRange, parseRange, rebase, windowOf } from '@/components/charts/windows';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';

const days = (from: string, count: number): string[] => Array.from({ length: count }, (_, at) => addDays(isoDay(from), at));

describe('windows', () => {
  it('hold one close more than their span has days', () => {
    expect(windowOf(2000, '30d')).toEqual({ from: 1969, to: 1999 });
    expect(windowOf(10, '1y')).toEqual({ from: 0, to: 9 });
    expect([windowOf(29, '1y', 'month'), windowOf(29, '2y', 'month'), windowOf(29, 'all', 'month')]).toEqual([{ from: 17, to: 28 }, { from: 5, to: 28 }, { from: 0, to: 28 }]);
    expect([parseMonthRange('2y'), parseMonthRange('30d'), parseMonthRange(undefined)]).toEqual(['2y', 'all', 'all']);
    expect(cut([1, 2, 3, 4], { from: 1, to: 2 })).toEqual([2, 3]);
    expect([parseRange('90d'), parseRange('x'), parseRange(undefined, 'all')]).toEqual(['90d', '1y', 'all']);
  });

  it('start at 1,000 on the first known day', () => {
    expect(rebase([null, 50, 75, null, 25])).toEqual([null, 1000, 1500, null, 500]);
  });

  it('fall from the highest level so far', () => {
    expect(drawdowns([100, 50, 75, null, 200])).toEqual([0, -0.5, -0.25, null, 0]);
    expect([deepest([0, -0.5, -0.25]), deepest([null])]).toEqual([1, -1]);
  });
});

describe('scales', () => {
  it('turn values into heights, highest on top', () => {
    const linear = { low: 0, high: 100, log: false };
    expect([toY(100, linear), toY(50, linear), toY(0, linear)]).toEqual([0, 500, 1000]);
    expect(toY(100, { low: 10, high: 1000, log: true })).toBeCloseTo(500, 9);
    expect([toX(0, 3), toX(1, 3), toX(2, 3), toX(0, 1)]).toEqual([0, 500, 1000, 1000]);
  });

  it('tick at round values inside the span', () => {
    expect(ticksOf({ low: 900, high: 5200, log: true }, 6)).toEqual([1000, 1500, 2000, 3000, 4000, 5000]);
    expect(ticksOf({ low: 0, high: 100, log: false }, 5)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(ticksOf({ low: 101, high: 109, log: true }, 5).length).toBeGreaterThanOrEqual(2);
  });

  it('tick at first days of months, of weeks in a short span', () => {
    expect(timeTicks(days('2020-12-30', 366)).map((tick) => tick.label)).toEqual(['Jan 2021', 'Mar', 'May', 'Jul', 'Sep', 'Nov']);
    expect(timeTicks(days('2021-12-01', 31)).map((tick) => tick.label)).toEqual(['1 Dec', '8 Dec', '15 Dec', '22 Dec', '29 Dec']);
    expect(timeTicks(['2021-01-01'])).toEqual([]);
  });

  it('break a line where a value is missing and close an area on its baseline', () => {
    const domain = domainOf([[1, 2, 3]], false);
    expect(linePath([1, null, 3], domain)).toMatch(/^M[\d. ]+M[\d. ]+$/);
    expect(areaPath([0, -0.5], { low: -1, high: 0, log: false }, 0)).toBe('M0.0 0.0L1000.0 500.0L1000 0.0L0.0 0.0Z');
    expect(domainOf([[]], true)).toEqual({ low: 1, high: 10, log: true });
  });

  it('keep every extreme of a long line', () => {
    const values = Array.from({ length: 5000 }, (_, at) => Math.sin(at / 50) + (at === 3333 ? 9 : 0));
    const kept = thin(values);
    expect(kept.length).toBeLessThanOrEqual(1202);
    expect(kept).toContain(3333);
    expect([kept[0], kept[kept.length - 1]]).toEqual([0, 4999]);
  });
});

describe('labels at the ends', () => {
  it('are pushed apart and keep their order', () => {
    expect(pushApart([10, 12], 16, 0, 100)).toEqual([10, 26]);
    expect(pushApart([98, 97], 16, 0, 100)).toEqual([100, 84]);
  });

  it('never overlap while there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 5 }), (heights) => {
        const placed = [...pushApart(heights, 16, 4, 296)].sort((a, b) => a - b);
        placed.slice(1).forEach((height, at) => expect(height - (placed[at] as number)).toBeGreaterThanOrEqual(16 - 1e-9));
        expect((placed[0] as number) >= 4 && (placed[placed.length - 1] as number) <= 296 + 1e-9).toBe(true);
      }),
      { numRuns: 1000, seed: 7 },
    );
  });
});

it('lists every day of a short span, each seventh of a year, month ends of more, newest first', () => {
  expect(tablePositions(days('2021-12-01', 31))).toHaveLength(31);
  expect(tablePositions(days('2020-12-30', 366))).toHaveLength(53);
  const months = tablePositions(days('2015-01-01', 2556));
  expect([months.length, months[0]]).toEqual([84, 2555]);
});
