import { describe, expect, it } from 'vitest';
import { binValues } from '@/lib/domain/scores/forecast/trees/bin-matrix';
import { trainBoosting } from '@/lib/domain/scores/forecast/trees/boosting';
import { addHigh, addLow, divideHigh, divideLow } from '@/lib/domain/scores/forecast/trees/divide';
import { trainForest } from '@/lib/domain/scores/forecast/trees/forest';
import { createHistogram, fillHistogram, subtractHistogram, toGrid } from '@/lib/domain/scores/forecast/trees/histogram';
import { leafOf, predictTrees } from '@/lib/domain/scores/forecast/trees/predict';
import { DEFAULT_BOOSTING, DEFAULT_FOREST } from '@/lib/domain/scores/forecast/trees/rules';
import { createPaths } from '@/lib/domain/scores/forecast/trees/shap-path';
import { countOf, findSplit } from '@/lib/domain/scores/forecast/trees/split';
import { emptyTree, partition, setValues } from '@/lib/domain/scores/forecast/trees/tree-rows';
import { joinTrees, treeCount } from '@/lib/domain/scores/forecast/trees/trees';
import { addTree } from '@/lib/domain/scores/forecast/trees/walk';
import { makeSamples } from '../../../../support/tree-samples';

const matrixOf = (...values: number[]) => binValues(Float32Array.from(values), 1, values.length, [Float32Array.of(1.5, 2.5)]);
const LIMITS = { minLeaf: 1, minLeafHessian: 0, lambda: 0, minGain: 0 };

describe('parts of growing', () => {
  it('histograms: as many bins a column as told, one bin of each column a row, exact differences', () => {
    expect(createHistogram(2, 16, false).packed).toHaveLength(32);
    const matrix = matrixOf(1, 2, 3);
    const grid = toGrid(Float64Array.of(1, 2, 3), null);
    const sums = createHistogram(matrix.stride, matrix.slots, false);
    fillHistogram(sums, matrix, Int32Array.of(1), 0, 1, grid);
    expect([...sums.packed.subarray(0, 3)]).toEqual([0, grid.packed[1], 0]);
    expect(sums.packed.filter((value) => value !== 0)).toHaveLength(matrix.stride);
    const [parent, child] = [createHistogram(1, 16, false), createHistogram(1, 16, false)];
    parent.packed[7] = 5;
    child.packed[7] = 2;
    subtractHistogram(parent, child);
    expect(parent.packed[7]).toBe(3);
  });

  it('a packed sum of two units and a little is of two samples', () => {
    const grid = toGrid(Float64Array.of(1, -1), null);
    expect(countOf(2 * grid.unit + 3, grid)).toBe(2);
    expect(countOf(2 * grid.unit - 3, grid)).toBe(2);
  });

  it('a split after bin 0 with gain 4', () => {
    const matrix = matrixOf(1, 1, 2, 2);
    const grid = toGrid(Float64Array.of(-1, -1, 1, 1), null);
    const sums = createHistogram(matrix.stride, matrix.slots, false);
    fillHistogram(sums, matrix, Int32Array.of(0, 1, 2, 3), 0, 4, grid);
    const split = findSplit(sums, 1, { packed: 4 * grid.unit, hessian: 4 }, grid, LIMITS, null);
    expect(split).toMatchObject({ column: 0, bin: 0, missingLeft: false });
    expect(split?.gain).toBeCloseTo(4, 9);
    expect(findSplit(sums, 1, { packed: 4 * grid.unit, hessian: 4 }, grid, LIMITS, Uint8Array.of(0))).toBeNull();
  });

  it('rows in bins 2, 0, 1 split after bin 0: the second, then the first and the third', () => {
    const rows = Int32Array.of(0, 1, 2);
    const sums = { packed: 0, hessian: 0 };
    const middle = partition(matrixOf(3, 1, 2), rows, new Int32Array(3), 0, 3, { column: 0, bin: 0, missingLeft: false, gain: 1, left: sums, right: sums });
    expect([middle, ...rows]).toEqual([1, 1, 0, 2]);
  });

  it('a tree for four leaves has room for seven nodes; gradients −1 and −2 make a leaf of 1.5; every row gets it', () => {
    const tree = emptyTree(4, 2);
    expect(tree.value).toHaveLength(7);
    setValues(tree, Int32Array.of(0, 1), Float64Array.of(-1, -2), null, 0);
    expect(tree.value[0]).toBe(1.5);
    setValues(tree, Int32Array.of(0, 1), Float64Array.of(-1, -2), new Float64Array(2), 0);
    expect(tree.value[0]).toBe(0);
    tree.value[0] = 2;
    const out = new Float64Array(3);
    addTree(tree, matrixOf(1, 2, 3), out, 0.5, Uint8Array.of(0, 1, 0));
    expect([...out]).toEqual([1, 0, 1]);
  });

  it('two trees of three nodes have roots 0, 3, 6', () => {
    const tree = { ...emptyTree(2, 4), nodes: 3, column: Int16Array.of(0, -1, -1), left: Int32Array.of(1, -1, -1), value: Float64Array.of(0, 1, 3) };
    const joined = joinTrees([tree, tree], [Float32Array.of(1.5)], 0.5);
    expect([treeCount(joined), [...joined.roots], [...joined.left], [...joined.value]]).toEqual([2, [0, 3, 6], [1, -1, -1, 4, -1, -1], [0, 0.5, 1.5, 0, 0.5, 1.5]]);
    expect([...joined.threshold]).toEqual([1.5, 0, 0, 1.5, 0, 0]);
  });

  it('paths of a tree of depth 1 have room for 1 + 2 + 3 entries', () => {
    expect(createPaths(1).weight).toHaveLength(6);
  });
});

describe('rows divided at a node', () => {
  const column = Float32Array.of(3, 1, Number.NaN);
  const all = Uint16Array.of(0, 1, 2);
  const sides = (divide: typeof divideLow, values: Float32Array, threshold: number) => {
    const to = new Uint16Array(values.length);
    const back = divide(values, threshold, Uint16Array.from(values.keys()), to, 0, values.length);
    return [to.subarray(0, back), to.subarray(back)].map((rows) => [...rows].sort((a, b) => a - b));
  };

  it('values 3, 1 and a missing one at threshold 2: the second in front, or the first, the missing behind', () => {
    expect(sides(divideLow, column, 2)).toEqual([[1], [0, 2]]);
    expect(sides(divideHigh, column, 2)).toEqual([[0], [1, 2]]);
  });

  it.each([0, 1, 4, 5, 6, 7, 11])('%i of them are on the side of their value, those outside the stretch untouched', (count) => {
    const values = Float32Array.from({ length: count }, (_, i) => (i % 5 === 3 ? Number.NaN : (i * 7) % 4));
    const rows = [...values.keys()];
    expect(sides(divideLow, values, 1)).toEqual([rows.filter((i) => (values[i] as number) <= 1), rows.filter((i) => !((values[i] as number) <= 1))]);
    expect(sides(divideHigh, values, 1)).toEqual([rows.filter((i) => (values[i] as number) > 1), rows.filter((i) => !((values[i] as number) > 1))]);
    const to = Uint16Array.of(9, 9, 9, 9, 9);
    expect([divideLow(column, 2, all, to, 1, 3), to[0], to[3]]).toEqual([2, 9, 9]);
  });

  it('leaves 5 and 7 beside each other: 1 and a missing one get 5 and 7; 3 and a missing one, which goes left, 7 and 5', () => {
    const sums = Float64Array.of(0, 0, 10);
    addLow(column, 2, all, 1, 3, Float64Array.of(0, 5, 7), 1, sums);
    expect([...sums]).toEqual([0, 5, 17]);
    addHigh(column, 2, Uint16Array.of(0, 2), 0, 2, Float64Array.of(5, 7), 0, sums);
    expect([...sums]).toEqual([7, 5, 22]);
  });
});

describe('predictions', () => {
  const data = makeSamples({ count: 400, width: 6, seed: 31, missing: 0.2 });
  const models = [
    trainBoosting(data, { ...DEFAULT_BOOSTING, rounds: 20, minLeaf: 3 }),
    trainBoosting(data, { ...DEFAULT_BOOSTING, rounds: 0 }),
    trainForest(data, { ...DEFAULT_FOREST, trees: 10, minLeaf: 2 }),
  ];

  it.each(models)('of one sample are the same in any company, bit for bit', (model) => {
    const together = predictTrees(model, data.values, data.count);
    for (let i = 0; i < data.count; i += 1) expect(predictTrees(model, data.values.subarray(6 * i, 6 * i + 6), 1)[0]).toBe(together[i]);
    expect(predictTrees(model, data.values, 9)).toEqual(together.slice(0, 9));
    expect(predictTrees(model, data.values, 0)).toHaveLength(0);
  });

  it('of more samples than go through the trees together are those of the same samples alone', () => {
    const times = 12;
    const many = new Float32Array(times * data.values.length);
    for (let k = 0; k < times; k += 1) many.set(data.values, k * data.values.length);
    for (const model of models) {
      const once = predictTrees(model, data.values, data.count);
      const often = predictTrees(model, many, times * data.count);
      for (let k = 0; k < times; k += 1) expect(often.slice(k * data.count, (k + 1) * data.count)).toEqual(once);
    }
  });

  it('end in the root of a tree of one node', () => {
    const { trees } = trainForest(data, { ...DEFAULT_FOREST, trees: 1, maxLeaves: 1 });
    expect(leafOf(trees, 0, data.values, 0)).toBe(0);
  });

  it('of samples with nothing known follow the directions of the missing', () => {
    const nothing = new Float32Array(6).fill(Number.NaN);
    for (const model of models) expect(Number.isFinite(predictTrees(model, nothing, 1)[0])).toBe(true);
  });
});
