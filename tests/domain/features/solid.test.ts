import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { copyRows, countPresent, solidFrom, type Column, type Rows } from '@/lib/domain/features/rolling/column';
import { rollSquares } from '@/lib/domain/features/rolling/moments';
import { rollMaxima } from '@/lib/domain/features/rolling/order';
import { PAIR_FIGURES, rollPairs } from '@/lib/domain/features/rolling/pairs';
import { solidDeviations, solidMaxima, solidPart, solidSums } from '@/lib/domain/features/rolling/solid';
import { solidPairs } from '@/lib/domain/features/rolling/solid-pairs';
import { rollSums } from '@/lib/domain/features/rolling/sums';

const NA = Number.NaN;
const column = (...values: number[]): Column => ({ values: Float64Array.from(values), base: 0 });
const rows = (from: number, to: number): Rows => ({ from, to, start: 18_000 });

/** A walk that begins on a row and has no hole from there on; the column holds it from `base` on. */
function solidWalk(seed: number, begins: number, length: number, base: number): Column {
  const rng = createRng(seed);
  const values = Float64Array.from({ length: length - base }, (_, i) => (i + base < begins ? NA : rng.next() < 0.1 ? 0 : 5 * rng.normal()));
  return { values, base, solidFrom: begins };
}

function written(width: number, at: Rows, write: (out: Float64Array) => void): number[] {
  const out = new Float64Array(width * (at.to - at.from)).fill(-7);
  write(out);
  return [...out];
}

/** What the kernels that look say, left out where a window may not be read. */
const LOOKED: Readonly<Record<string, (out: Float64Array, counts: Int32Array, of: Column, days: number, at: Rows) => void>> = {
  means: (out, counts, of, days, at) => {
    rollSums(out, of, days, at);
    counts.forEach((count, i) => (out[i] = count === 0 ? NA : (out[i] as number) / count));
  },
  deviations: (out, counts, of, days, at) => {
    rollSquares(out, counts, of, days, at);
    counts.forEach((count, i) => (out[i] = count < 2 ? NA : Math.sqrt((out[i] as number) / (count - 1))));
  },
  maxima: (out, counts, of, days, at) => {
    rollMaxima(out, of, days, at);
    counts.forEach((count, i) => (out[i] = count === 0 ? NA : (out[i] as number)));
  },
};
const SOLID: Readonly<Record<string, (out: Float64Array, of: Column, days: number, at: Rows) => void>> = {
  means: (out, of, days, at) => solidSums(out, of, days, at, days),
  deviations: solidDeviations,
  maxima: solidMaxima,
};

const BLOCKS = [rows(0, 200), rows(63, 64), rows(30, 160), rows(158, 200)];

describe('kernels for windows without a hole', () => {
  it('repeat their examples', () => {
    expect(written(1, rows(1, 3), (out) => solidSums(out, column(1, 2, 3), 2, rows(1, 3), 2))).toEqual([1.5, 2.5]);
    expect(written(1, rows(2, 3), (out) => solidDeviations(out, column(1, 2, 3), 3, rows(2, 3)))).toEqual([1]);
    expect(written(1, rows(1, 3), (out) => solidMaxima(out, column(3, 1, 2), 2, rows(1, 3)))).toEqual([3, 2]);
    expect(written(PAIR_FIGURES, rows(2, 3), (out) => solidPairs(out, column(1, 2, 3), column(2, 4, 6), 3, rows(2, 3)))).toEqual([3, 2, 8, 4]);
    const values = new Float64Array(10);
    expect(solidPart(values, [{ values, base: 0, solidFrom: 5 }], 3, rows(0, 10))?.rows).toEqual(rows(7, 10));
    expect([...values]).toEqual([NA, NA, NA, NA, NA, NA, NA, 0, 0, 0]);
    expect(solidPart(values, [{ values, base: 0, solidFrom: undefined }], 3, rows(0, 10))).toBeNull();
    copyRows(values, 0, Float64Array.of(5, 6, 7), 1, 3);
    expect([...values.subarray(0, 3)]).toEqual([6, 7, NA]);
  });

  it.each([2, 5, 30, 90])('say over %i days, to the bit, what the kernels that look for holes say', (days) => {
    for (const [seed, base] of [[1, 0], [2, 1], [3, 0]] as const) {
      const of = solidWalk(seed, 20 * seed, 200, base);
      for (const at of BLOCKS) {
        const counts = new Int32Array(at.to - at.from);
        countPresent(counts, { ...of, solidFrom: undefined }, days, at);
        for (const [name, roll] of Object.entries(LOOKED)) {
          const solid = written(1, at, (out) => {
            const part = solidPart(out, [of], days, at);
            if (part) SOLID[name]?.(part.out, of, days, part.rows);
          });
          expect(solid, `${name}, rows ${at.from} to ${at.to}`).toEqual(written(1, at, (out) => roll(out, counts, of, days, at)));
        }
      }
    }
  });

  it.each([3, 30, 90])('say the same of pairs over %i days', (days) => {
    const [a, b] = [solidWalk(4, 0, 200, 0), solidWalk(5, 33, 200, 1)];
    for (const at of BLOCKS) {
      const counts = [a, b].map((of) => {
        const made = new Int32Array(at.to - at.from);
        countPresent(made, of, days, at);
        return made;
      }) as [Int32Array, Int32Array];
      const looked = written(PAIR_FIGURES, at, (out) => rollPairs(out, counts, a, b, days, at));
      const solid = written(PAIR_FIGURES, at, (out) => {
        const part = solidPart(out, [a, b], days, at, PAIR_FIGURES);
        if (part) solidPairs(part.out, a, b, days, part.rows);
      });
      expect(solid).toEqual(looked);
    }
  });

  it('find every hole, whichever of four neighbours it is, and none where infinities cancel', () => {
    for (let hole = 1; hole < 12; hole += 1) {
      const values = Float64Array.from({ length: 13 }, (_, i) => (i === hole ? NA : i));
      expect(solidFrom({ values, base: 0 }, 0, 13), `hole at ${hole}`).toBeUndefined();
      expect(solidFrom({ values, base: 0 }, hole, 13)).toBe(hole + 1);
    }
    expect(solidFrom(column(1, Infinity, -Infinity, 2, 3), 0, 5)).toBe(0);
  });
});
