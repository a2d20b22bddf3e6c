import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { countPresent, latestAt, stretchStart, valueAt, type Column, type Rows } from '@/lib/domain/features/rolling/column';
import { rollSquares } from '@/lib/domain/features/rolling/moments';
import { rollMaxima, rollMedians } from '@/lib/domain/features/rolling/order';
import { PAIR_FIGURES, rollPairs } from '@/lib/domain/features/rolling/pairs';
import { rollSums } from '@/lib/domain/features/rolling/sums';
import { presentCount, windowDeviation, windowMax, windowMean, windowMedian } from '@/lib/domain/features/window';

const NA = Number.NaN;
const column = (...values: number[]): Column => ({ values: Float64Array.from(values), base: 0 });
const rows = (from: number, to: number, start = 18_000): Rows => ({ from, to, start });
const other = column(2, 4, 6);

type Kernel = (out: Float64Array, column: Column, days: number, rows: Rows) => void;

/** Every kernel as numbers a row: sums, squares, medians, counts, places of the maximum, and a pair with a column of its own. */
const KERNELS: Readonly<Record<string, { readonly width: number; readonly roll: Kernel }>> = {
  sums: { width: 1, roll: rollSums },
  squares: { width: 1, roll: rollSquares },
  medians: { width: 1, roll: rollMedians },
  counts: { width: 1, roll: (out, of, days, at) => { const counts = new Int32Array(out.length); countPresent(counts, of, days, at); out.set(counts); } },
  maxima: { width: 1, roll: (out, of, days, at) => { const places = new Int32Array(out.length); rollMaxima(places, of, days, at); out.set(places); } },
  pairs: { width: PAIR_FIGURES, roll: (out, of, days, at) => rollPairs(out, of, { values: of.values.map((value, i) => Math.sin(i) + (i % 7 === 0 ? NA : value)), base: of.base }, days, at) },
};

function rolled({ width, roll }: { readonly width: number; readonly roll: Kernel }, of: Column, days: number, at: Rows): number[] {
  const out = new Float64Array(width * (at.to - at.from)).fill(-7);
  roll(out, of, days, at);
  return [...out];
}

/** A walk with gaps of every length, equal neighbours and zeros. */
function walk(seed: number, length: number): Column {
  const rng = createRng(seed);
  let value = 5;
  return column(...Array.from({ length }, (_, i) => {
    value = rng.next() < 0.1 ? value : Math.max(0, value + rng.normal());
    return rng.next() < 0.05 || (i > 80 && i < 86) ? NA : value;
  }));
}

describe('rolling kernels', () => {
  it('repeat their examples', () => {
    const three = column(1, 2, 3);
    expect(rolled(KERNELS.sums as never, three, 2, rows(0, 3))).toEqual([1, 3, 5]);
    expect(rolled(KERNELS.counts as never, three, 2, rows(0, 3))).toEqual([0, 2, 2]);
    expect(rolled(KERNELS.squares as never, three, 3, rows(2, 3))).toEqual([2]);
    expect(rolled(KERNELS.medians as never, column(3, 1, 2), 3, rows(2, 3))).toEqual([2]);
    expect(rolled(KERNELS.maxima as never, column(3, 1, 2), 2, rows(0, 3))).toEqual([0, 0, 2]);
    const pair = new Float64Array(PAIR_FIGURES);
    rollPairs(pair, three, other, 3, rows(2, 3));
    expect([...pair]).toEqual([3, 2, 8, 4]);
  });

  it('read a column from its base on, and cut time at the same days everywhere', () => {
    expect([valueAt({ values: Float64Array.of(5), base: 1 }, 1), valueAt({ values: Float64Array.of(5), base: 1 }, 0)]).toEqual([5, NA]);
    expect([latestAt(column(1, NA), 1), latestAt(column(1, NA, NA, NA, NA), 4)]).toEqual([1, NA]);
    expect([stretchStart(5, 10, 200), stretchStart(-3, 10, 200)]).toEqual([0, -10]);
  });

  it.each([2, 7, 30, 90])('say over %i days what windows read one by one say', (days) => {
    const of = walk(days, 240);
    const at = rows(0, 240);
    const [sums, squares, medians, maxima, counts] = ['sums', 'squares', 'medians', 'maxima', 'counts'].map((name) => rolled(KERNELS[name] as never, of, days, at));
    for (let row = 0; row < 240; row += 1) {
      const count = presentCount(of.values, row, days);
      expect(counts?.[row], `count of row ${row}`).toBe(count);
      if (count === 0) continue;
      expect((sums?.[row] as number) / count).toBeCloseTo(windowMean(of.values, row, days), 11);
      if (count > 1) expect(Math.sqrt((squares?.[row] as number) / (count - 1))).toBeCloseTo(windowDeviation(of.values, row, days), 10);
      expect(medians?.[row]).toBe(windowMedian(of.values, row, days));
      expect(of.values[maxima?.[row] as number]).toBe(windowMax(of.values, row, days));
    }
  });

  it.each(Object.entries(KERNELS))('%s are the same bits in every block, and in a panel that begins later', (_, kernel) => {
    const of = walk(3, 200);
    for (const days of [5, 30, 64]) {
      const whole = rolled(kernel, of, days, rows(0, 200));
      for (const [from, to] of [[100, 101], [90, 140], [64, 200], [129, 131]] as const) {
        expect(rolled(kernel, of, days, rows(from, to)), `${days} days, rows ${from} to ${to}`).toEqual(whole.slice(kernel.width * from, kernel.width * to));
      }
      if (kernel.width > 1) continue;
      const cut = 17;
      const later = rolled(kernel, { values: of.values.subarray(cut), base: 0 }, days, rows(100 - cut, 200 - cut, 18_000 + cut)).map((value) => (_ === 'maxima' ? value + cut : value));
      expect(later).toEqual(whole.slice(100, 200));
    }
  });

  it('does not drift: a huge value leaves nothing behind when it leaves the window', () => {
    const values = Array.from({ length: 60 }, (_, i) => (i === 10 ? 1e18 : 0.1));
    expect(rolled(KERNELS.sums as never, column(...values), 5, rows(15, 60)).every((sum) => Math.abs(sum - 0.5) < 1e-15)).toBe(true);
    expect(rolled(KERNELS.squares as never, column(...values), 5, rows(15, 60)).every((squares) => squares < 1e-30)).toBe(true);
  });
});
