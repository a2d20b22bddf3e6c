import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { findBinEdges } from '@/lib/domain/scores/forecast/trees/bin-edges';
import { binValues } from '@/lib/domain/scores/forecast/trees/bin-matrix';
import { growTree, type GrowOptions } from '@/lib/domain/scores/forecast/trees/grow-tree';
import { predictTrees } from '@/lib/domain/scores/forecast/trees/predict';
import { allOf } from '@/lib/domain/scores/forecast/trees/sampling';
import { joinTrees, treeCount, treesFault, type Trees } from '@/lib/domain/scores/forecast/trees/trees';
import type { TrainingData } from '@/lib/domain/scores/forecast/trees/training-data';
import { makeSamples, samplesOf } from '../../../../support/tree-samples';

const NONE = Number.NaN;
const PLAIN: GrowOptions = { maxLeaves: 31, maxDepth: 24, minLeaf: 1, minLeafHessian: 0, lambda: 0, minGain: 0, splitFraction: 1 };

/** One tree on gradient = −target, so that a leaf's value is its mean target (without penalty). */
function grow(data: TrainingData, options: Partial<GrowOptions> = {}, hessian: Float64Array | null = null): Trees {
  const edges = findBinEdges(data.values, data.width, data.count, 255);
  const matrix = binValues(data.values, data.width, data.count, edges);
  const on = { matrix, rows: allOf(data.count), columns: null, gradient: data.target.map((value) => -value), hessian };
  const { tree } = growTree(on, { ...PLAIN, ...options }, createRng(1), []);
  return joinTrees([tree], edges);
}

const predict = (trees: Trees, rows: readonly (readonly number[])[]) =>
  [...predictTrees({ kind: 'boosting', width: rows[0]?.length ?? 0, base: 0, trees, losses: new Float64Array(0) }, Float32Array.from(rows.flat()), rows.length)];

const leaves = (trees: Trees) => [...trees.feature].filter((feature) => feature < 0).length;

describe('one split by hand', () => {
  const four = samplesOf([[1], [2], [3], [4]], [1, 1, -1, -1]);

  it('divides where the loss falls most, with a gain of GL²/HL + GR²/HR − G²/H', () => {
    const trees = grow(four);
    expect([...trees.feature]).toEqual([0, -1, -1]);
    expect(trees.threshold[0]).toBe(2.5);
    expect(trees.gain[0]).toBeCloseTo(4, 9);
    expect([...trees.value]).toEqual([0, 1, -1]);
    expect([...trees.cover]).toEqual([4, 2, 2]);
  });

  it.each<[string, Partial<GrowOptions>, number[]]>([
    ['a penalty shrinks leaves: 2 ÷ (2 + 2)', { lambda: 2 }, [0.5, 0.5, -0.5, -0.5]],
    ['fewer samples than two leaves need', { minLeaf: 3 }, [0, 0, 0, 0]],
    ['a gain of 4 is not above 4', { minGain: 4 }, [0, 0, 0, 0]],
    ['a gain of 4 is above 3.9', { minGain: 3.9 }, [1, 1, -1, -1]],
    ['no depth', { maxDepth: 0 }, [0, 0, 0, 0]],
    ['one leaf', { maxLeaves: 1 }, [0, 0, 0, 0]],
    ['less hessian than two leaves need', { minLeafHessian: 2.5 }, [0, 0, 0, 0]],
  ])('%s', (_, options, expected) => {
    expect(predict(grow(four, options), [[1], [2], [3], [4]])).toEqual(expected);
  });

  it('weighs by hessians where they differ: −G ÷ H', () => {
    const trees = grow(four, { maxLeaves: 2 }, Float64Array.of(1, 3, 0.5, 0.5));
    expect(predict(trees, [[1], [4]])).toEqual([0.5, -2]);
    expect(trees.gain[0]).toBeCloseTo(4 / 4 + 4 / 1 - 0, 4);
  });

  it('takes the first feature and the lowest border among equals', () => {
    const same = samplesOf([[1, 1], [2, 2], [3, 3], [4, 4]], [1, 0, 0, 1]);
    const trees = grow(same, { maxLeaves: 2 });
    expect([trees.feature[0], trees.threshold[0]]).toEqual([0, 1.5]);
  });
});

describe('missing values', () => {
  it.each<[string, number[], number[], (number | null)[]]>([
    ['go left where they are like the left', [1, 1, 2, 2, NONE, NONE], [1, 1, -1, -1, 1, 1], [1, -1, 1]],
    ['go right where they are like the right', [1, 1, 2, 2, NONE, NONE], [1, 1, -1, -1, -1, -1], [1, -1, -1]],
    ['go with the larger side where none was missing', [1, 1, 1, 2, 2], [1, 1, 1, -1, -1], [1, -1, 1]],
    ['are divided from all values where only that tells', [1, 2, 3, NONE, NONE], [1, 1, 1, -1, -1], [1, 1, -1]],
  ])('%s', (_, values, target, expected) => {
    const trees = grow(samplesOf(values.map((value) => [value]), target));
    expect(predict(trees, [[1], [2], [NONE]])).toEqual(expected);
  });

  it.each<[string, number, (number | null)[]]>([['left', 1, [1, -1, 1]], ['right', -1, [1, -1, -1]]])('have their side, here the %s, from the split itself, not from one more', (_, missing, expected) => {
    const trees = grow(samplesOf([[1], [1], [2], [2], [NONE], [NONE]], [1, 1, -1, -1, missing, missing]), { maxLeaves: 2 });
    expect([leaves(trees), predict(trees, [[1], [2], [NONE]])]).toEqual([2, expected]);
  });

  it('a split between values and missing ones keeps every value, however large, on one side', () => {
    const trees = grow(samplesOf([[1], [2], [NONE], [NONE]], [1, 1, -1, -1]));
    expect(trees.threshold[0]).toBe(Infinity);
    expect(predict(trees, [[1e30], [-1e30]])).toEqual([1, 1]);
  });
});

describe('leaf-wise growth', () => {
  it('splits the leaf that gains most, not level by level', () => {
    const eight = samplesOf([[1], [2], [3], [4], [5], [6], [7], [8]], [0, 0, 0, 0, 10, 12, 20, 40]);
    const trees = grow(eight, { maxLeaves: 4 });
    expect(predict(trees, [[1], [4], [5], [6], [7], [8]])).toEqual([0, 0, 11, 11, 20, 40]);
  });

  it.each([{ maxLeaves: 7 }, { minLeaf: 25 }, { maxDepth: 2 }, { minLeaf: 10, maxLeaves: 12 }])('keeps %o', (limits) => {
    const trees = grow(makeSamples({ count: 400, width: 5, seed: 6, missing: 0.1 }), limits);
    const { maxLeaves, minLeaf, maxDepth } = { ...PLAIN, ...limits };
    expect(leaves(trees)).toBeLessThanOrEqual(Math.min(maxLeaves, 2 ** maxDepth));
    expect(leaves(trees)).toBeGreaterThan(2);
    expect(Math.min(...trees.cover)).toBeGreaterThanOrEqual(minLeaf);
    expect(treesFault(trees, 5)).toBeNull();
    expect(treeCount(trees)).toBe(1);
  });

  it('covers of children add up to the parent, and leaves are the means of their samples', () => {
    const data = makeSamples({ count: 300, width: 4, seed: 9, missing: 0.2 });
    const trees = grow(data, { minLeaf: 5 });
    trees.feature.forEach((feature, node) => {
      const child = trees.left[node] as number;
      if (feature >= 0) expect((trees.cover[child] as number) + (trees.cover[child + 1] as number)).toBe(trees.cover[node]);
    });
    const predicted = predict(trees, Array.from({ length: data.count }, (_, i) => [...data.values.subarray(4 * i, 4 * i + 4)]));
    for (const value of new Set(predicted)) {
      const members = predicted.flatMap((other, i) => (other === value ? [data.target[i] as number] : []));
      expect(value).toBeCloseTo(members.reduce((sum, one) => sum + one, 0) / members.length, 9);
    }
  });
});

describe.each([1, 2, 3, 4, 5])('any samples (seed %i)', (seed) => {
  const data = makeSamples({ count: 200, width: 4, seed, missing: 0.15 });
  const rows = Array.from({ length: data.count }, (_, i) => [...data.values.subarray(4 * i, 4 * i + 4)]);
  const predicted = predict(grow(data, { minLeaf: 3 }), rows);

  it('a strictly increasing transform of a feature changes no prediction', () => {
    const bent = rows.map((row) => row.map((value, f) => (f === 0 ? Math.exp(4 * value) : f === 1 ? value ** 3 : value)));
    expect(predict(grow({ ...data, values: Float32Array.from(bent.flat()) }, { minLeaf: 3 }), bent)).toEqual(predicted);
  });

  it('the order of features changes no prediction', () => {
    const turned = rows.map((row) => [2, 0, 3, 1].map((f) => row[f] as number));
    expect(predict(grow({ ...data, values: Float32Array.from(turned.flat()) }, { minLeaf: 3 }), turned)).toEqual(predicted);
  });

  it('the order of samples changes no split', () => {
    const order = Array.from({ length: data.count }, (_, i) => (i * 77) % data.count);
    const shuffled = { ...data, values: Float32Array.from(order.flatMap((i) => rows[i] as number[])), target: Float64Array.from(order, (i) => data.target[i] as number) };
    const again = grow(shuffled, { minLeaf: 3 });
    const first = grow(data, { minLeaf: 3 });
    expect([again.feature, again.threshold, again.cover]).toEqual([first.feature, first.threshold, first.cover]);
  });

  it('lowers the sum of squared errors by what its splits gain together', () => {
    const trees = grow(data, { minLeaf: 3 });
    const gained = trees.gain.reduce((sum, gain) => sum + gain, 0);
    const mean = data.target.reduce((sum, value) => sum + value, 0) / data.count;
    const before = data.target.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const after = data.target.reduce((sum, value, i) => sum + (value - (predicted[i] as number)) ** 2, 0);
    expect(before - after).toBeCloseTo(gained, 5);
  });
});

describe('arrays that are no trees', () => {
  const good = grow(samplesOf([[1], [2]], [1, -1]));
  it.each<[string, Partial<Trees>, string]>([
    ['a child that is its own parent', { left: Int32Array.of(0, -1, -1) }, 'node 0 has children outside its tree'],
    ['a child beyond the end', { left: Int32Array.of(2, -1, -1) }, 'node 0 has children outside its tree'],
    ['an unknown feature', { feature: Int16Array.of(1, -1, -1) }, 'node 0 splits an unknown feature'],
    ['no threshold', { threshold: Float32Array.of(NONE, 0, 0) }, 'node 0 has no threshold'],
    ['no value', { value: Float64Array.of(0, NONE, 1) }, 'node 1 has no value or no samples'],
    ['no samples', { cover: Float64Array.of(2, 0, 2) }, 'node 1 has no value or no samples'],
    ['roots beyond the nodes', { roots: Int32Array.of(0, 4) }, 'roots do not span the nodes'],
    ['a tree without nodes', { roots: Int32Array.of(0, 0, 3) }, 'tree 0 has no nodes'],
  ])('%s', (_, change, expected) => {
    expect(treesFault(good, 1)).toBeNull();
    expect(treesFault({ ...good, ...change }, 1)).toBe(expected);
  });
});
