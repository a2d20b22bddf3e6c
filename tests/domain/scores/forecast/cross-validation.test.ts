import { describe, expect, it, vi } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import * as overfitting from '@/lib/domain/performance/overfitting';
import { contiguousGroups, crossPaths, crossPlan, type CrossPlan } from '@/lib/domain/scores/forecast/cross-splits';
import { alongPaths, crossValidate } from '@/lib/domain/scores/forecast/cross-validation';
import { worthOfFeatures } from '@/lib/domain/scores/forecast/feature-worth';
import * as models from '@/lib/domain/scores/forecast/models';
import { planForecast } from '@/lib/domain/scores/forecast/plan';
import { runTask, type TaskResult } from '@/lib/domain/scores/forecast/run-task';
import { FAST_SETTINGS, type Candidate, type ForecastSettings } from '@/lib/domain/scores/forecast/settings';
import { assertPurged, findOverlap, purged, splitOff } from '@/lib/domain/scores/forecast/splits';
import { plantMarket, PLANTED_START } from '../../../support/planted-market';

const weeks = (count: number): number[] => Array.from({ length: count }, (_, week) => 7 * week);
const calendar = (count: number) => ({ start: PLANTED_START, rows: weeks(count), decisions: weeks(count) });
const SPLITS = { minTrainRows: 52, validationShare: 0.2 };

describe('combinatorial splits', () => {
  it('make five paths of fifteen splits, as in López de Prado 2018, figure 12.1', () => {
    // Splits in lexical order: 0 tests groups 0 and 1, 4 tests 0 and 5, 5 tests 1 and 2, 14 tests 4 and 5.
    expect(crossPaths(6, 2)).toEqual([
      [0, 0, 1, 2, 3, 4],
      [1, 5, 5, 6, 7, 8],
      [2, 6, 9, 9, 10, 11],
      [3, 7, 10, 12, 12, 13],
      [4, 8, 11, 13, 14, 14],
    ]);
    expect(crossPaths(3, 2)).toEqual([[0, 0, 1], [1, 2, 2]]);
  });

  it('are of contiguous groups', () => {
    expect(contiguousGroups([1, 2, 3, 4, 5], 2)).toEqual([[1, 2, 3], [4, 5]]);
    const { groups, splits } = crossPlan(calendar(300), SPLITS);
    expect(groups.map((rows) => [rows.length, rows[0]])).toEqual([[50, 0], [50, 350], [50, 700], [50, 1050], [50, 1400], [50, 1750]]);
    expect(splits).toHaveLength(15);
    for (const { test, chosen } of splits) expect(test).toEqual(chosen.flatMap((group) => groups[group]));
  });

  it('train on nothing within 61 days of a tested row, before or after it, and on everything else', () => {
    const { splits } = crossPlan(calendar(300), { ...SPLITS, validationShare: 0 });
    const split = splits.find(({ chosen }) => chosen.join() === '1,3');
    expect(split?.testFrom).toBe('2015-12-20');
    // Tested are rows 350 to 693 and 1050 to 1393.
    const trained = weeks(300).filter((row) => row <= 287 || (row >= 756 && row <= 987) || row >= 1456);
    expect(split?.fit).toEqual(trained);
    expect(purged([39, 40, 160, 161], [100])).toEqual([39, 161]);
    expect(splitOff([0, 7, 14, 21, 28, 35, 42, 49, 56, 63], 0.2)).toEqual({ fit: [0, 7, 14, 21], validation: [56, 63] });
  });

  it('pass the check of labels, and a row too many does not', () => {
    const { splits } = crossPlan(calendar(290), SPLITS);
    expect(splits.map(findOverlap).filter((overlap) => overlap !== null)).toEqual([]);
    expect(splits.every(({ validation }) => validation.length > 20)).toBe(true);
    const [first] = splits;
    if (!first) throw new Error('no split');
    const after = (first.test.at(-1) as number) + 56;
    expect(() => assertPurged([{ ...first, fit: [...first.fit, after] }])).toThrow(`the label of training row ${after} overlaps the test of 2015-01-04`);
  });

  it('are none where one would train on too little', () => {
    expect(crossPlan(calendar(100), SPLITS)).toEqual({ groups: [], splits: [] });
    expect(crossPlan(calendar(0), SPLITS)).toEqual({ groups: [], splits: [] });
  });
});

/** Results of candidates whose rank IC on a row is given, all of them on every split. */
function resultsOf({ splits }: CrossPlan, candidates: number, icOf: (candidate: number, row: number, split: number) => number): TaskResult[] {
  const empty = { samples: new Int32Array(0), predictions: new Float64Array(0), model: new Uint8Array(0), importance: null };
  return splits.flatMap(({ test }, split) =>
    Array.from({ length: candidates }, (_, candidate) => ({ id: `${candidate} ${split}`, kind: 'ridge' as const, candidate: `c${candidate}`, split, rankIcs: Float64Array.from(test, (row) => icOf(candidate, row, split)), ...empty })),
  );
}

describe('the probability of overfitting', () => {
  const cross = crossPlan(calendar(240), SPLITS);
  const silent = new Float64Array(0);
  const noSamples = { features: [], count: 0, values: new Float32Array(0), row: new Int32Array(0), asset: new Int32Array(0), target: silent, excess: silent };
  const nothing = { samples: noSamples, sequences: null, momentum: silent, size: silent, cost: silent, start: PLANTED_START, regimes: [] };
  const judge = (candidates: number, icOf: Parameters<typeof resultsOf>[2], own: Record<string, Candidate> = {}) =>
    crossValidate(nothing, { cross, settings: { ...FAST_SETTINGS, candidates: own } }, resultsOf(cross, candidates, icOf));
  /** Blocks of 24 weeks: those that the time is halved by. */
  const blockOf = (row: number): number => Math.floor(row / 7 / 24);

  it('takes each group of a path from the split that tests it there', () => {
    const [, second] = alongPaths(cross, resultsOf(cross, 1, (_, row, split) => split + row / 10_000));
    const expected = [1, 5, 5, 6, 7, 8].flatMap((split, group) => (cross.groups[group] ?? []).map((row) => split + row / 10_000));
    expect([...(second ?? [])]).toEqual(expected);
    expect(alongPaths({ groups: [], splits: [] }, [])[0]).toHaveLength(0);
  });

  it('is high where each candidate is good at a time of its own', () => {
    expect(judge(10, (candidate, row) => (blockOf(row) === candidate ? 0.5 : -0.05)).probability).toBeGreaterThan(0.95);
  });

  it('is low where one is really better, about a half among noise', () => {
    const noise = (level: number) => {
      const rng = createRng(4);
      return (candidate: number): number => (candidate === 2 ? level : 0) + 0.1 * rng.normal();
    };
    expect(judge(8, noise(0.06)).probability).toBeLessThan(0.05);
    const { probability } = judge(8, noise(0));
    expect(probability).toBeGreaterThan(0.3);
    expect(probability).toBeLessThan(0.8);
  });

  it('counts what was tried, leaves out who is always silent, and takes a silent week as no ranking', () => {
    const own = { c0: { kind: 'ridge', ridge: 0.1 }, c1: { kind: 'ridge' } } as const;
    expect(judge(3, (candidate, row) => (candidate === 2 ? Number.NaN : candidate + (row % 2)), own)).toEqual({ probability: 0, candidates: ['c0', 'c1'], others: 1 });
    const half = judge(2, (candidate, row) => (candidate === 0 ? 0.01 : row < 840 ? 0.001 : Number.NaN));
    expect(half.probability).toBe(0);
  });

  it('lets no week choose whose 31 days reach into the weeks that judge', () => {
    const asked = vi.spyOn(overfitting, 'overfittingProbability');
    judge(2, (candidate) => candidate);
    expect(asked.mock.calls.map(([ics, options]) => [ics.length, ics[0]?.length, options])).toEqual(new Array(5).fill([2, 240, { blocks: 10, purge: 5 }]));
    asked.mockRestore();
  });

  it('does not exist where nothing was tried', () => {
    expect(crossValidate(nothing, { cross: { groups: [], splits: [] }, settings: FAST_SETTINGS }, [])).toEqual({ probability: Number.NaN, candidates: [], others: 0 });
  });
});

describe('the plan of candidates', () => {
  const data = plantMarket({ seed: 6, assets: 20, weeks: 150, features: 6, rankIc: 0.3 });
  const settings: ForecastSettings = { ...FAST_SETTINGS, members: ['boosting'], candidates: { ...FAST_SETTINGS.candidates, 'boosting of stumps': { kind: 'boosting', boosting: { maxLeaves: 2 } }, forest: { kind: 'forest' } } };
  const plan = planForecast(data, settings);
  if (!plan.ok) throw new Error(plan.detail);
  const tasks = plan.value.tasks.filter(({ candidate }) => candidate !== null);

  it('has a task for each on each split, with its own settings, and none of a member that is not there', () => {
    expect(tasks).toHaveLength(45);
    expect(tasks.find(({ id }) => id === 'boosting of stumps 3')).toMatchObject({ split: 3, measured: false, settings: { boosting: { maxLeaves: 2, rounds: FAST_SETTINGS.boosting.rounds }, candidates: {} } });
    expect(planForecast(data, { ...settings, candidates: {} })).toMatchObject({ value: { cross: { groups: [], splits: [] } } });
    expect(planForecast(data, { ...settings, minTrainSamples: 2_000 })).toMatchObject({ value: { cross: { splits: [] } } });
  });

  it('gives back rank ICs by tested row and no bytes', () => {
    const task = tasks.find(({ id }) => id === 'ridge 0');
    if (!task) throw new Error('no task');
    const { rankIcs, model, samples, predictions } = runTask(task, data);
    expect([rankIcs.length, model.length, samples.length, predictions.length]).toEqual([task.rows.test.length, 0, 0, 0]);
    expect(rankIcs.reduce((sum, ic) => sum + ic / rankIcs.length, 0)).toBeGreaterThan(0.15);
  });
});

describe('what features are worth', () => {
  const made = plantMarket({ seed: 7, assets: 20, weeks: 120, features: 6, rankIc: 0.4 });
  const values = made.samples.values.map((value, i) => (i % 6 === 4 ? 0.1 : value));
  const data = { ...made, samples: { ...made.samples, values } };
  const plan = planForecast(data, { ...FAST_SETTINGS, members: ['forest'], candidates: {} });
  if (!plan.ok) throw new Error(plan.detail);
  const measured = plan.value.tasks.filter((task) => task.measured);
  const forest = measured.find(({ kind }) => kind === 'forest');
  if (!forest) throw new Error('no forest');
  const model = models.trainModel(forest, data);

  it('is the loss of rank IC: most of the feature that matters most, nothing of one that says nothing', () => {
    expect(new Set(measured.map(({ split }) => split))).toEqual(new Set([plan.value.splits.length - 1]));
    const worth = worthOfFeatures(forest, model, data);
    expect(worth?.indexOf(Math.max(...worth))).toBe(0);
    expect(worth?.[0]).toBeGreaterThan(0.05);
    expect(worth?.[4]).toBe(0);
    expect(worthOfFeatures(forest, model, data)).toEqual(worth);
  });

  it('is asked of a twin that has not seen the held-out rows', () => {
    const { validation } = forest.rows;
    const target = data.samples.target.map((value, i) => (validation.includes(data.samples.row[i] as number) ? -value : value));
    const worth = worthOfFeatures(forest, model, { ...data, samples: { ...data.samples, target } });
    const trained = vi.spyOn(models, 'trainModel');
    worthOfFeatures(forest, model, data);
    expect(trained.mock.calls.map(([{ rows }]) => [rows.fit, rows.validation])).toEqual([[forest.rows.fit, []]]);
    trained.mockRestore();
    // What the twin learned before is wrong on turned rows, so that shuffling helps.
    expect(worth?.[0]).toBeLessThan(-0.05);
  });

  it('does not exist without trees or without held-out rows', () => {
    const ridge = measured.find(({ kind }) => kind === 'ridge');
    expect(ridge && worthOfFeatures(ridge, models.trainModel(ridge, data), data)).toBeNull();
    expect(worthOfFeatures({ ...forest, rows: { ...forest.rows, validation: [] } }, model, data)).toBeNull();
  });
});
