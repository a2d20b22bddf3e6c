import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { findBinEdges } from '@/lib/domain/scores/forecast/trees/bin-edges';
import { binValues, presentColumns, type BinMatrix } from '@/lib/domain/scores/forecast/trees/bin-matrix';
import { createHistogram, fillHistogram, subtractHistogram, toGrid } from '@/lib/domain/scores/forecast/trees/histogram';
import { allOf, drawSome, drawWithRepeats } from '@/lib/domain/scores/forecast/trees/sampling';
import { groupStarts, withKnownTarget } from '@/lib/domain/scores/forecast/trees/training-data';
import { makeSamples, samplesOf } from '../../../../support/tree-samples';

const NONE = Number.NaN;
const column = (...values: number[]) => Float32Array.from(values);

describe('columns with a value', () => {
  it.each<[string, number[], number, number[]]>([
    ['of missing ones and a single value', [NONE, 5, NONE, NONE], 2, [1]],
    ['constants', [1, 2, 1, 2], 2, [0, 1]],
    ['none', [NONE, NONE], 1, []],
  ])('are found: %s', (_, values, width, expected) => {
    const count = values.length / width;
    const edges = findBinEdges(column(...values), width, count, 255);
    expect([...presentColumns(binValues(column(...values), width, count, edges))]).toEqual(expected);
  });
});

describe('borders of bins', () => {
  it.each<[string, number[], number, number[]]>([
    ['half-way between few distinct values', [4, 1, 2, 1], 255, [1.5, 3]],
    ['none for a constant', [7, 7, 7], 255, []],
    ['none where all is missing', [NONE, NONE], 255, []],
    ['missing and infinite values place none', [1, NONE, 3, Infinity, -Infinity], 255, [2]],
    ['quantiles where there are more values than bins', [1, 2, 3, 4, 5, 6, 7, 8], 4, [2.5, 4.5, 6.5]],
    ['a value that fills several quantiles has one border', [0, 0, 0, 0, 0, 0, 1, 2, 3], 3, [0.5]],
  ])('%s', (_, values, bins, expected) => {
    expect([...(findBinEdges(column(...values), 1, values.length, bins)[0] ?? [])]).toEqual(expected);
  });

  it('keeps neighbours in single precision apart', () => {
    const low = Math.fround(0.1);
    const high = column(low)[0] as number;
    const next = new Float32Array(new Int32Array([(new Int32Array(column(high).buffer)[0] as number) + 1]).buffer)[0] as number;
    const [edges] = findBinEdges(column(low, next), 1, 2, 255);
    expect([...binValues(column(low, next), 1, 2, [edges as Float32Array]).columns]).toEqual([0, 1]);
  });

  it('fills about equal bins where values are many', () => {
    const { values, count } = makeSamples({ count: 40_000, width: 1, seed: 3, target: () => 0 });
    const edges = findBinEdges(values, 1, count, 255);
    const sizes = new Int32Array(256);
    for (const bin of binValues(values, 1, count, edges).columns) sizes[bin] = (sizes[bin] as number) + 1;
    expect(edges[0]?.length).toBe(254);
    expect(Math.min(...sizes.subarray(0, 255))).toBeGreaterThan(80);
    expect(Math.max(...sizes)).toBeLessThan(260);
  });
});

/** The bins of one row, read from the words that sums read. */
const rowOf = ({ words, stride, width }: BinMatrix, row: number) => {
  const bytes = Array.from(words.subarray((row * stride) / 4, ((row + 1) * stride) / 4)).flatMap((word) => [0, 8, 16, 24].map((shift) => (word >>> shift) & 255));
  return bytes.slice(0, width);
};

describe('bins of values', () => {
  it('counts the borders below a value; missing has a bin of its own', () => {
    const matrix = binValues(column(1, 3, 4, NONE, 1.5, -Infinity, Infinity), 1, 7, [column(1.5, 3)]);
    expect([...matrix.columns]).toEqual([0, 1, 2, 15, 0, 0, 2]);
  });

  it('agrees with counting borders one by one, whatever their spacing', () => {
    const rng = createRng(5);
    const edges = Float32Array.from({ length: 60 }, () => Math.exp(6 * rng.normal())).sort();
    const values = Float32Array.from({ length: 500 }, (_, i) => (i < 60 ? (edges[i] as number) : Math.exp(6 * rng.normal())));
    const counted = [...values].map((value) => edges.filter((edge) => edge < value).length);
    expect([...binValues(values, 1, values.length, [edges]).columns]).toEqual(counted);
  });

  it.each([[14, 16], [15, 32], [62, 64], [254, 256]])('%i borders, hence one bin more and that of the missing, need room for %i', (borders, slots) => {
    const edges = Float32Array.from({ length: borders }, (_, i) => i);
    const matrix = binValues(column(NONE, 1e9), 1, 2, [edges]);
    expect([matrix.slots, ...matrix.columns]).toEqual([slots, slots - 1, borders]);
  });

  it('holds the same bins by row and by column', () => {
    const { values, count } = makeSamples({ count: 30, width: 10, seed: 8, missing: 0.2 });
    const matrix = binValues(values, 10, count, findBinEdges(values, 10, count, 6));
    for (let row = 0; row < count; row += 1) expect(rowOf(matrix, row)).toEqual(Array.from({ length: 10 }, (_, c) => matrix.columns[c * count + row]));
    expect(matrix.stride).toBe(16);
  });
});

describe('histograms', () => {
  const { values, count, target } = makeSamples({ count: 500, width: 9, seed: 4, missing: 0.1 });
  const matrix = binValues(values, 9, count, findBinEdges(values, 9, count, 16));
  const rows = Int32Array.from({ length: count }, (_, i) => i);
  const hessian = target.map(Math.abs);

  it('sums packed gradients by column and bin', () => {
    const grid = toGrid(Float64Array.of(1, -0.5), null);
    const two = binValues(column(1, 2), 1, 2, [column(1.5)]);
    const sums = createHistogram(two.stride, two.slots, false);
    fillHistogram(sums, two, Int32Array.of(0, 1), 0, 2, grid);
    expect(((sums.packed[0] as number) - (sums.packed[1] as number)) * grid.scale).toBeCloseTo(1.5, 12);
    expect((sums.packed[0] as number) + (sums.packed[1] as number)).toBe((grid.packed[0] as number) + (grid.packed[1] as number));
  });

  it('leaves, less one child, exactly the other, in whatever order rows come', () => {
    const grid = toGrid(target, hessian);
    const make = (from: Int32Array, start: number, end: number) => {
      const sums = createHistogram(matrix.stride, matrix.slots, true);
      fillHistogram(sums, matrix, from, start, end, grid);
      return sums;
    };
    const parent = make(rows, 0, count);
    subtractHistogram(parent, make(rows, 0, 123));
    const other = make(Int32Array.from(rows).reverse(), 0, count - 123);
    expect(parent.packed).toEqual(other.packed);
    expect(parent.hessian).toEqual(other.hessian);
  });

  it('keeps sums on the grid close to true sums, and counts exact', () => {
    const grid = toGrid(target, null);
    const packed = grid.packed.reduce((sum, value) => sum + value, 0);
    const n = Math.round(packed / grid.unit);
    expect(n).toBe(count);
    expect((packed - n * grid.unit) * grid.scale).toBeCloseTo(target.reduce((sum, value) => sum + value, 0), 6);
  });
});

describe('drawing samples', () => {
  it('draws without repeats, ascending, all where as many are wanted', () => {
    expect([...drawSome(2, 2, createRng(1))]).toEqual([0, 1]);
    const drawn = drawSome(100, 30, createRng(2));
    expect(drawn).toHaveLength(30);
    expect([...drawn]).toEqual([...new Set(drawn)].sort((a, b) => a - b));
  });

  it('draws each about as often', () => {
    const times = new Int32Array(10);
    for (let seed = 0; seed < 2000; seed += 1) for (const i of drawSome(10, 3, createRng(seed))) times[i] = (times[i] as number) + 1;
    for (const count of times) expect(Math.abs(count - 600)).toBeLessThan(90);
  });

  it('draws with repeats, ascending', () => {
    expect([...drawWithRepeats(1, 3, createRng(1))]).toEqual([0, 0, 0]);
    const drawn = [...drawWithRepeats(50, 50, createRng(3))];
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
    expect(new Set(drawn).size).toBeLessThan(45);
    expect([...allOf(2)]).toEqual([0, 1]);
  });
});

describe('training data', () => {
  it('leaves out samples without a target and keeps order and groups', () => {
    const known = withKnownTarget(samplesOf([[1], [2], [3]], [0.1, NONE, -0.1], [0, 0, 5]));
    expect([[...known.values], [...known.target], [...known.group]]).toEqual([[1, 3], [0.1, -0.1], [0, 5]]);
    const whole = samplesOf([[1]], [2]);
    expect(withKnownTarget(whole)).toBe(whole);
  });

  it('knows where groups begin', () => {
    expect([...groupStarts(Int32Array.of(4, 4, 7))]).toEqual([0, 2, 3]);
    expect([...groupStarts(new Int32Array(0))]).toEqual([0]);
  });
});
