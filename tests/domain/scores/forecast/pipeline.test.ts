import { describe, expect, it } from 'vitest';
import { assembleForecast } from '@/lib/domain/scores/forecast/assemble';
import { decodeModel, encodeModel } from '@/lib/domain/scores/forecast/model-bytes';
import { predictModel } from '@/lib/domain/scores/forecast/models';
import { forecastRow, signalOf, withFeatures, type LiveModel } from '@/lib/domain/scores/forecast/live';
import { planForecast, type ForecastPlan } from '@/lib/domain/scores/forecast/plan';
import type { ForecastData } from '@/lib/domain/scores/forecast/prepare';
import { runTask, type TaskResult } from '@/lib/domain/scores/forecast/run-task';
import { samplesOn } from '@/lib/domain/scores/forecast/select-samples';
import { DEFAULT_SETTINGS, FAST_SETTINGS } from '@/lib/domain/scores/forecast/settings';
import { plantMarket } from '../../../support/planted-market';

const SETTINGS = { ...FAST_SETTINGS, gru: { ...FAST_SETTINGS.gru, maxSamples: 300 } };

function planOf(data: ForecastData): ForecastPlan {
  const plan = planForecast(data, SETTINGS);
  if (!plan.ok) throw new Error(plan.detail);
  return plan.value;
}

describe('a whole forecast', () => {
  const data = plantMarket({ seed: 3, assets: 24, weeks: 180, features: 6, rankIc: 0.3 });
  const plan = planOf(data);
  const results = plan.tasks.map((task) => runTask(task, data));
  const outcome = assembleForecast(data, plan, results);
  const { evaluation } = outcome;

  it('is the same from results in any order, task by task and byte by byte', () => {
    const again = [...plan.tasks].reverse().filter((_, i) => i % 9 === 0).map((task) => runTask(structuredClone(task), data));
    for (const result of again) expect(result).toEqual(results.find(({ id }) => id === result.id));
    expect(new Set(again.map(({ candidate }) => candidate))).toEqual(new Set([null, 'boosting', 'ridge']));
    expect(assembleForecast(data, plan, [...results].reverse())).toEqual(outcome);
  });

  it('gives each model a seed of its own, whatever the company', () => {
    expect(new Set(plan.tasks.map(({ seed }) => seed)).size).toBe(plan.tasks.length);
    const fewer = planForecast(data, { ...SETTINGS, members: ['forest'] });
    const seeds = new Map(plan.tasks.map(({ id, seed }) => [id, seed]));
    if (!fewer.ok) throw new Error(fewer.detail);
    fewer.value.tasks.forEach(({ id, seed }) => expect(seeds.get(id)).toBe(seed));
  });

  it('finds a strong signal and says so, beside a ridge that finds most of it', () => {
    expect(evaluation.rankIc.mean).toBeGreaterThan(0.15);
    expect(evaluation.rankIc.t).toBeGreaterThan(4);
    expect(evaluation.against).toMatchObject({ baseline: 'ridge' });
    expect(evaluation.hitRate).toBeGreaterThan(0.52);
    expect(evaluation.spreads.gross).toBeGreaterThan(evaluation.spreads.net as number);
    expect(evaluation.overfittingProbability).toBeLessThan(0.2);
    expect(outcome.limits.join(' ')).toContain('The probability of overfitting is over 4 candidates: boosting, ridge, momentum, size.');
    // Those of the last weeks are open, not unknown.
    expect(outcome.limits.join(' ')).not.toContain('are unknown');
    expect(evaluation.members.map(({ member }) => member)).toEqual(['boosting', 'forest', 'gru']);
  });

  it('judges months whose labels are known, and no other', () => {
    expect(evaluation.byMonth).toHaveLength(evaluation.rankIc.months);
    const last = outcome.windows.at(-1)?.testTo.slice(0, 7) as string;
    expect((evaluation.byMonth.at(-1)?.month as string) < last).toBe(true);
    expect(evaluation.byMonth.every(({ assets, baselines }) => assets === 24 && baselines.momentum !== null)).toBe(true);
  });

  it('weighs the first window equally, and later ones by what came before', () => {
    expect(evaluation.weights[0]?.weights).toEqual({ boosting: 1 / 3, forest: 1 / 3, gru: 1 / 3 });
    const newest: (number | null)[] = Object.values(evaluation.weights.at(-1)?.weights ?? {});
    expect(newest.reduce<number>((sum, weight) => sum + (weight ?? 0), 0)).toBeCloseTo(1, 12);
  });

  it('tells the past the same when days are added', () => {
    const longer = plantMarket({ seed: 3, assets: 24, weeks: 180, features: 6, rankIc: 0.3 });
    const cut = 160 * 24;
    const part = <T extends Float64Array | Int32Array>(column: T): T => column.slice(0, cut) as T;
    const { samples } = longer;
    const early: ForecastData = {
      ...longer,
      samples: { ...samples, count: cut, values: samples.values.slice(0, cut * 6), row: part(samples.row), asset: part(samples.asset), excess: part(samples.excess), target: part(samples.target) },
      momentum: part(longer.momentum), size: part(longer.size), cost: part(longer.cost),
    };
    const before = planOf(early);
    const told = assembleForecast(early, before, before.tasks.map((task) => runTask(task, early)));
    const common = before.splits.filter(({ testTo }, i) => testTo === plan.splits[i]?.testTo).length;
    expect(common).toBeGreaterThan(6);
    const lastRow = before.splits[common - 1]?.test.at(-1) as number;
    const until = (rows: typeof outcome.rows) => [...rows.row.keys()].filter((i) => (rows.row[i] as number) <= lastRow).map((i) => [rows.row[i], rows.asset[i], rows.percentile[i], rows.probability[i]]);
    expect(until(told.rows)).toEqual(until(outcome.rows));
    expect(forecastRow(told.models[common - 1] as LiveModel, early, lastRow)).toEqual(forecastRow(outcome.models[common - 1] as LiveModel, data, lastRow));
    expect(outcome.gateHistory.slice(0, told.gateHistory.length)).toEqual(told.gateHistory);
  });

  it('forecasts new rows by what is stored as it did by what was trained, and says what moved it', () => {
    const row = plan.splits.at(-1)?.test.at(-1) as number;
    const stored = structuredClone(outcome.live);
    const forecasts = forecastRow(stored, data, row);
    expect(forecasts).toHaveLength(24);
    const at = [...outcome.rows.row.keys()].filter((i) => outcome.rows.row[i] === row);
    expect(forecasts.map(({ asset, percentile, probability }) => [asset, percentile, probability])).toEqual(at.map((i) => [outcome.rows.asset[i], outcome.rows.percentile[i], outcome.rows.probability[i]]));
    const best = forecasts.reduce((a, b) => (b.percentile > a.percentile ? b : a));
    const points = best.contributions.reduce((sum, part) => sum + part.points, 0);
    expect(points).toBeGreaterThan(15);
    const codes = [...data.samples.features, 'sequence.return', 'sequence.drawdown', 'sequence.volatility'];
    expect(best.contributions.map(({ code }) => code)).toEqual(codes);
    for (const code of codes) {
      const mean = forecasts.reduce((sum, { contributions }) => sum + (contributions.find((part) => part.code === code)?.points as number) / 24, 0);
      expect(mean).toBeCloseTo(0, 9);
    }
    expect(outcome.importance[0]?.code).toBe('feature0');
    expect(outcome.importance.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 9);
    expect(outcome.importance.find(({ code }) => code === 'feature5')?.importance).toBeLessThan(0.05);
  });

  it('says of each past window what its own models made of it, to the last bit of the forecast', () => {
    const key = (row: number, asset: number): string => `${row} ${asset}`;
    const told = new Map([...outcome.rows.row.keys()].map((i) => [key(outcome.rows.row[i] as number, outcome.rows.asset[i] as number), [outcome.rows.percentile[i], outcome.rows.probability[i]]]));
    expect(outcome.models.map(({ rows }) => rows)).toEqual(plan.splits.map(({ test }) => test));
    const moved = outcome.models.map((window, split) => {
      for (const model of window.models) expect(model.bytes).toEqual(results.find(({ id }) => id === `${split}-${model.kind}`)?.model);
      const row = window.rows[0] as number;
      const forecasts = forecastRow(window, data, row);
      for (const { asset, percentile, probability } of forecasts) expect([percentile, probability ?? Number.NaN]).toEqual(told.get(key(row, asset)));
      return forecasts.map(({ contributions }) => contributions);
    });
    // The first window's row by the newest models: what would be told if reasons were of a later model.
    const { models: newest, ...rest } = outcome.live;
    const later = forecastRow({ ...rest, models: newest }, data, outcome.models[0]?.rows[0] as number).map(({ contributions }) => contributions);
    expect(later).not.toEqual(moved[0]);
  });

  it('needs nothing of later days to say what moved a forecast', () => {
    const window = outcome.models[4];
    const row = window?.rows.at(-1) as number;
    const { samples, sequences } = data;
    const later = <T extends Float32Array | Float64Array>(column: T, each: number, scale: number): T => column.map((value, i) => ((samples.row[Math.floor(i / each)] as number) > row ? scale * value : value)) as T;
    const other = {
      samples: { ...samples, values: later(samples.values, 6, -1), target: samples.target.map(() => Number.NaN), excess: samples.excess.map(() => Number.NaN) },
      sequences: sequences && { ...sequences, values: later(sequences.values, 18, 3), target: sequences.target.map(() => Number.NaN) },
    };
    if (!window) throw new Error('there are more windows');
    expect(forecastRow(window, other, row)).toEqual(forecastRow(window, data, row));
    expect(forecastRow(window, other, row + 7)).not.toEqual(forecastRow(window, data, row + 7));
  });

  it('reads models back from their bytes', () => {
    const picks = samplesOn(data.samples, [7 * 170], false);
    for (const { kind, model, predictions, samples } of results.filter(({ candidate }) => candidate === null).slice(-4)) {
      const read = decodeModel(kind, model);
      expect([...encodeModel(read)]).toEqual([...model]);
      const at = [...samples].indexOf(picks[0] as number);
      if (at >= 0) expect(predictModel(read, data, picks)[0]).toBe(predictions[at]);
    }
    expect(() => decodeModel('forest', new Uint8Array([1, 2, 3]))).toThrow('the bytes are not a forest');
  });
});

describe('what a forecast does without', () => {
  it('too little history, with the numbers', () => {
    expect(planForecast(plantMarket({ seed: 1, assets: 24, weeks: 30, features: 6, rankIc: 0 }), DEFAULT_SETTINGS)).toEqual({
      ok: false,
      reason: 'insufficient-data',
      detail: 'Training needs 52 weeks with at least ten eligible tokens and their next 31 days, and 500 known outcomes; this market has 25 such weeks and 600 outcomes.',
    });
  });

  it('sequences: the net has no say, the others share its weight; too few weeks for a cross-validation', () => {
    const data = { ...plantMarket({ seed: 2, assets: 24, weeks: 70, features: 6, rankIc: 0.3 }), sequences: null };
    const plan = planOf(data);
    const results: TaskResult[] = plan.tasks.map((task) => runTask(task, data));
    const { live, evaluation, limits } = assembleForecast(data, plan, results);
    expect(evaluation.overfittingProbability).toBeNull();
    expect(limits.join(' ')).toContain('For a probability of overfitting the history is too short');
    expect(live.models.map(({ kind }) => kind)).toEqual(['boosting', 'forest']);
    expect(live.weights).toHaveLength(2);
    expect(evaluation.weights[0]?.weights).toEqual({ boosting: 0.5, forest: 0.5, gru: null });
    expect(evaluation.members.map(({ member }) => member)).toEqual(['boosting', 'forest']);
  });

  it('features that are no longer fed, or come in another order', () => {
    const { samples } = plantMarket({ seed: 2, assets: 12, weeks: 6, features: 6, rankIc: 0 });
    expect(withFeatures(samples, samples.features)).toBe(samples);
    const other = withFeatures(samples, ['feature5', 'gone', 'feature0']);
    expect([other.values[0], other.values[1], other.values[2]]).toEqual([samples.values[5], Number.NaN, samples.values[0]]);
  });

  it('a signal between 0.45 and 0.55', () => {
    expect([0.55, 0.549, 0.45, 0.451, null].map(signalOf)).toEqual(['bullish', null, 'bearish', null, null]);
  });
});
