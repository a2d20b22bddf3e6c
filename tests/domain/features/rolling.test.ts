import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { countPresent, latestAt, solidFrom, stretchStart, valueAt, type Column, type Rows } from '@/lib/domain/features/rolling/column';
import { fewRows, mediansAlone, rollMedians } from '@/lib/domain/features/rolling/medians';
import { rollSquares } from '@/lib/domain/features/rolling/moments';
import { rollMaxima, rollPlaces } from '@/lib/domain/features/rolling/order';
import { PAIR_FIGURES, rollPairs } from '@/lib/domain/features/rolling/pairs';
import { blankRanks, rankRows } from '@/lib/domain/features/rolling/ranks';
import { rollSums } from '@/lib/domain/features/rolling/sums';
import { presentCount, windowDeviation, windowMax, windowMean, windowMedian } from '@/lib/domain/features/window';

const NA = Number.NaN;
const column = (...values: number[]): Column => ({ values: Float64Array.from(values), base: 0 });
const rows = (from: number, to: number, start = 18_000): Rows => ({ from, to, start });
const other = column(2, 4, 6);

type Kernel = (out: Float64Array, column: Column, days: number, rows: Rows) => void;

function countsOf(column: Column, days: number, at: Rows): Int32Array {
  const counts = new Int32Array(at.to - at.from);
  countPresent(counts, column, days, at);
  return counts;
}

/** Ranks of what the windows of a block read. */
function ranksOf(column: Column, days: number, { from, to }: Rows) {
  const ranks = blankRanks(to - from + days);
  rankRows(ranks, column, Math.max(column.base, from - days + 1), to);
  return ranks;
}

const wave = (of: Column): Column => ({ values: of.values.map((value, i) => Math.sin(i) + (i % 37 === 0 ? NA : value)), base: of.base });

/** Every kernel as numbers a row: sums, squares, medians by ranks and one by one, counts, maxima, their places, and a pair with a column of its own. */
const KERNELS: Readonly<Record<string, { readonly width: number; readonly roll: Kernel }>> = {
  sums: { width: 1, roll: rollSums },
  squares: { width: 1, roll: (out, of, days, at) => rollSquares(out, countsOf(of, days, at), of, days, at) },
  medians: { width: 1, roll: (out, of, days, at) => rollMedians(out, ranksOf(of, days, at), days, at) },
  'medians alone': { width: 1, roll: (out, of, days, at) => mediansAlone(out, countsOf(of, days, at), of, days, at) },
  counts: { width: 1, roll: (out, of, days, at) => out.set(countsOf(of, days, at)) },
  maxima: { width: 1, roll: rollMaxima },
  places: { width: 1, roll: (out, of, days, at) => { const places = new Int32Array(out.length); rollPlaces(places, of, days, at); out.set(places); } },
  pairs: { width: PAIR_FIGURES, roll: (out, of, days, at) => rollPairs(out, [countsOf(of, days, at), countsOf(wave(of), days, at)], of, wave(of), days, at) },
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
    expect(rolled(KERNELS['medians alone'] as never, column(3, 1, 2), 3, rows(2, 3))).toEqual([2]);
    expect(rolled(KERNELS.maxima as never, column(3, 1, 2), 2, rows(0, 3))).toEqual([3, 3, 2]);
    expect(rolled(KERNELS.places as never, column(3, 1, 2), 2, rows(0, 3))).toEqual([0, 0, 2]);
    const pair = new Float64Array(PAIR_FIGURES);
    rollPairs(pair, [Int32Array.of(3), Int32Array.of(3)], three, other, 3, rows(2, 3));
    expect([...pair]).toEqual([3, 2, 8, 4]);
    expect([...ranksOf(column(3, NA, 1), 3, rows(2, 3)).ranks.subarray(0, 3)]).toEqual([1, -1, 0]);
    expect([fewRows(rows(4, 5)), fewRows(rows(0, 90))]).toEqual([true, false]);
  });

  it('read a column from its base on, and cut time at the same days everywhere', () => {
    expect([valueAt({ values: Float64Array.of(5), base: 1 }, 1), valueAt({ values: Float64Array.of(5), base: 1 }, 0)]).toEqual([5, NA]);
    expect([latestAt(column(1, NA), 1), latestAt(column(1, NA, NA, NA, NA), 4)]).toEqual([1, NA]);
    expect([solidFrom(column(NA, 1, 2), 0, 3), solidFrom(column(1, NA, 2), 0, 3), solidFrom(column(NA, NA), 0, 2)]).toEqual([1, undefined, 2]);
    expect([stretchStart(5, 10, 200), stretchStart(-3, 10, 200)]).toEqual([0, -10]);
  });

  it.each([2, 7, 30, 90])('say over %i days what windows read one by one say', (days) => {
    const of = walk(days, 240);
    const at = rows(0, 240);
    const [sums, squares, medians, alone, maxima, places, counts] = ['sums', 'squares', 'medians', 'medians alone', 'maxima', 'places', 'counts'].map((name) => rolled(KERNELS[name] as never, of, days, at));
    for (let row = 0; row < 240; row += 1) {
      const count = presentCount(of.values, row, days);
      expect(counts?.[row], `count of row ${row}`).toBe(count);
      if (count === 0) continue;
      expect((sums?.[row] as number) / count).toBeCloseTo(windowMean(of.values, row, days), 11);
      if (count > 1) expect(Math.sqrt((squares?.[row] as number) / (count - 1))).toBeCloseTo(windowDeviation(of.values, row, days), 10);
      expect(medians?.[row]).toBe(windowMedian(of.values, row, days));
      expect(alone?.[row]).toBe(windowMedian(of.values, row, days));
      expect(maxima?.[row]).toBe(windowMax(of.values, row, days));
      expect(of.values[places?.[row] as number]).toBe(windowMax(of.values, row, days));
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
      const later = rolled(kernel, { values: of.values.subarray(cut), base: 0 }, days, rows(100 - cut, 200 - cut, 18_000 + cut)).map((value) => (_ === 'places' ? value + cut : value));
      expect(later).toEqual(whole.slice(100, 200));
    }
  });

  it('tell nothing else of a column without holes than of one whose rows are judged one by one', () => {
    const values = walk(5, 300).values.map((value) => (value === value ? value : 1));
    values.fill(NA, 0, 40);
    for (const days of [5, 30, 90]) {
      for (const at of [rows(0, 300), rows(35, 60), rows(128, 129), rows(131, 250)]) {
        const solid: Column = { values, base: 0, solidFrom: solidFrom({ values, base: 0 }, Math.max(0, at.from - days + 1), at.to) };
        expect(solid.solidFrom).toBeDefined();
        for (const [name, kernel] of Object.entries(KERNELS)) expect(rolled(kernel, solid, days, at), `${name} of ${days} days`).toEqual(rolled(kernel, { values, base: 0 }, days, at));
      }
    }
  });

  it('stay exact where a stretch begins with a missing day, where its first day is far away, and where nothing moves', () => {
    const [from, days] = [20, 10];
    const at = rows(from, from + 10);
    const gap = column(...Array.from({ length: 30 }, (_, i) => (i === 20 ? NA : 3 + (i % 4))));
    const far = column(...Array.from({ length: 30 }, (_, i) => (i === 20 ? 1e9 : 3 + (i % 4))));
    for (const of of [gap, far]) {
      const squares = rolled(KERNELS.squares as never, of, days, at);
      squares.forEach((value, i) => {
        const wanted = windowDeviation(of.values, from + i, days) ** 2 * (presentCount(of.values, from + i, days) - 1);
        if (Number.isNaN(wanted)) expect(value).toBeNaN();
        else expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-12);
      });
      const pairs = new Float64Array(PAIR_FIGURES * 10);
      rollPairs(pairs, [countsOf(of, days, at), countsOf(of, days, at)], of, of, days, at);
      squares.forEach((value, i) => [1, 2, 3].forEach((figure) => expect(Math.abs((pairs[PAIR_FIGURES * i + figure] as number) - value)).toBeLessThanOrEqual(1e-12 * value)));
    }
    expect(rolled(KERNELS.squares as never, column(...new Array<number>(30).fill(27.3)), days, at)).toEqual(new Array(10).fill(0));
  });

  it('rank what lies in one bucket, equal values and both zeros', () => {
    for (const values of [[5, 5, 5, 5], [1, 1 + 1e-12, 1 - 1e-12, 1], [0, -0, 1e300, -1e300, 1e-300], [NA, NA]]) {
      const { ranks, sorted, count } = ranksOf(column(...values), values.length, rows(values.length - 1, values.length));
      const present = values.filter((value) => value === value).sort((a, b) => a - b);
      expect([...sorted.subarray(0, count)].map((value) => value + 0)).toEqual(present.map((value) => value + 0));
      values.forEach((value, i) => expect((ranks[i] as number) < 0 ? NA : sorted[ranks[i] as number]).toBe(value + 0));
    }
  });

  it('does not drift: a huge value leaves nothing behind when it leaves the window', () => {
    const values = Array.from({ length: 60 }, (_, i) => (i === 10 ? 1e18 : 0.1));
    expect(rolled(KERNELS.sums as never, column(...values), 5, rows(15, 60)).every((sum) => Math.abs(sum - 0.5) < 1e-15)).toBe(true);
    expect(rolled(KERNELS.squares as never, column(...values), 5, rows(15, 60)).every((squares) => squares < 1e-30)).toBe(true);
  });
});
