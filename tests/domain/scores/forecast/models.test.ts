import { afterEach, describe, expect, it, vi } from 'vitest';
import { predictRidge } from '@/lib/domain/scores/forecast/baselines/ridge';
import { explainMember } from '@/lib/domain/scores/forecast/explain-member';
import { decodeModel, encodeModel } from '@/lib/domain/scores/forecast/model-bytes';
import { predictModel, predictValues, trainModel, type Model, type TrainingInputs } from '@/lib/domain/scores/forecast/models';
import { momentsByRow } from '@/lib/domain/scores/forecast/line/row-moments';
import { lineThrough } from '@/lib/domain/scores/forecast/line/train-line';
import * as nets from '@/lib/domain/scores/forecast/net/train-gru';
import type { ForecastTask } from '@/lib/domain/scores/forecast/plan';
import { samplesOn, trainingData, valuesOf } from '@/lib/domain/scores/forecast/select-samples';
import * as boosting from '@/lib/domain/scores/forecast/trees/boosting';
import { silentNets } from '@/lib/domain/scores/forecast/window-models';
import { FAST_SETTINGS, MODEL_KINDS, type ForecastSettings, type ModelKind } from '@/lib/domain/scores/forecast/settings';
import { plantMarket } from '../../../support/planted-market';

const WIDTH = 7;
const rows = { fit: Array.from({ length: 70 }, (_, week) => 7 * week), validation: Array.from({ length: 20 }, (_, week) => 7 * (75 + week)), test: [7 * 110] };
const market = plantMarket({ seed: 4, assets: 40, weeks: 120, features: WIDTH, rankIc: 0.3 });
const picks = samplesOn(market.samples, rows.test, false);

function taskOf(kind: ModelKind, settings: Partial<ForecastSettings> = {}): ForecastTask {
  return { id: kind, kind, candidate: null, split: 0, rows, measured: false, seed: 11, settings: { ...FAST_SETTINGS, gru: { ...FAST_SETTINGS.gru, maxSamples: 300 }, ...settings } };
}

/** The market with a column of missing values before one of its own. */
function withEmptyColumn({ samples, sequences }: TrainingInputs, at: number): TrainingInputs {
  const values = new Float32Array(samples.count * (WIDTH + 1)).fill(Number.NaN);
  for (let i = 0; i < samples.count; i += 1) for (let f = 0; f < WIDTH; f += 1) values[i * (WIDTH + 1) + f + (f >= at ? 1 : 0)] = samples.values[i * WIDTH + f] as number;
  return { samples: { ...samples, features: samples.features.toSpliced(at, 0, 'nobody'), values }, sequences };
}

describe.each(MODEL_KINDS)('a model of the kind %s', (kind) => {
  const model = trainModel(taskOf(kind), market);
  const predicted = predictModel(model, market, picks);

  it('says the same where there is one more feature that nobody has', () => {
    const wider = withEmptyColumn(market, 3);
    expect([...predictModel(trainModel(taskOf(kind), wider), wider, picks)]).toEqual([...predicted]);
  });

  it('is told by its line and its trees: base and contributions make up the prediction, of a net that of its line', () => {
    const values = valuesOf(market.samples, picks);
    const told = model.kind === 'gru' ? predictValues({ kind: 'ridge', line: model.line }, values, picks.length) : predicted;
    picks.forEach((_, sample) => {
      const { base, contributions } = explainMember(model, values, sample);
      expect(base + contributions.reduce((sum, part) => sum + part, 0)).toBeCloseTo(told[sample] as number, 10);
    });
  });

  it('comes back from its bytes, and from no others', () => {
    const bytes = encodeModel(model);
    expect([...predictModel(decodeModel(kind, bytes), market, picks)]).toEqual([...predicted]);
    expect(() => decodeModel(kind, bytes.subarray(0, bytes.length - 1))).toThrow();
    expect(() => decodeModel(kind, bytes.subarray(0, 12))).toThrow(`the bytes are not a ${kind}`);
  });
});

describe('members', () => {
  const windowOf = (model: Model) => ({ models: [{ kind: 'gru' as const, bytes: encodeModel(model) }] });
  const lineOf = (model: Model) => [...model.line.weights];

  it('begin at the same line, of what matters, unless the settings want none', () => {
    const lines = (['boosting', 'forest', 'gru'] as const).map((kind) => lineOf(trainModel(taskOf(kind), market)));
    expect(lines[1]).toEqual(lines[0]);
    expect(lines[2]).toEqual(lines[0]);
    expect(lines[0]?.[0]).toBeGreaterThan(0.1);
    expect(lines[0]?.[1]).toBeLessThan(-0.05);
    expect(lineOf(trainModel(taskOf('boosting', { line: false }), market))).toEqual(new Array(WIDTH).fill(0));
  });

  it('explain a value by its weight, a missing one not at all', () => {
    const line: Model = { kind: 'ridge', line: { weights: Float64Array.of(0.5, 3), intercept: 0.1, lambda: 0 } };
    const { base, contributions } = explainMember(line, Float32Array.of(0.25, Number.NaN), 0);
    expect([base, ...contributions]).toEqual([0.1, 0.125, 0]);
  });

  it('leave a net that made nothing better silent beyond its line', () => {
    const noise = plantMarket({ seed: 6, assets: 40, weeks: 120, features: WIDTH, rankIc: 0 });
    const model = trainModel(taskOf('gru', { gru: { ...FAST_SETTINGS.gru, learningRate: 0.05, memory: 1 } }), noise);
    expect(silentNets([windowOf(model), { models: [] }])).toEqual({ silent: 1, windows: 1 });
    expect([...predictModel(model, noise, picks)]).toEqual([...predictValues({ kind: 'ridge', line: model.line }, valuesOf(noise.samples, picks), picks.length)]);
  });

  it('let a net speak that knows more than the features', () => {
    const samples = { ...market.samples, values: market.samples.values.map(() => Number.NaN) };
    const model = trainModel(taskOf('gru', { gru: { ...FAST_SETTINGS.gru, hidden: 4, epochs: 6, maxSamples: 3_000, learningRate: 0.02 } }), { ...market, samples });
    expect(lineOf(model)).toEqual(new Array(WIDTH).fill(0));
    expect(silentNets([windowOf(model), windowOf(model)])).toEqual({ silent: 0, windows: 2 });
    expect(new Set(predictModel(model, { ...market, samples }, picks)).size).toBe(picks.length);
  });
});

describe('what stops a training early', () => {
  afterEach(() => vi.restoreAllMocks());

  const of = (wanted: readonly number[]) => trainingData(market.samples, samplesOn(market.samples, wanted, true));
  const [fit, judge] = [of(rows.fit), of(rows.validation)];
  /** Through the fitted rows alone: one that had seen the others would leave less of them. */
  const early = lineThrough(momentsByRow(fit), WIDTH);
  const left = ({ target, values, count }: typeof fit): number[] => [...target].map((wanted, i) => wanted - (predictRidge(early, values, count)[i] as number));

  it('is judged on rows that neither the trees nor their line were fitted to', () => {
    const trained = vi.spyOn(boosting, 'trainBoosting');
    const model = trainModel(taskOf('boosting'), market);
    const [[own, , judged] = [], [all, , none] = []] = trained.mock.calls;
    expect([[...(own?.group ?? [])], [...(judged?.group ?? [])]]).toEqual([[...fit.group], [...judge.group]]);
    expect([[...(own?.target ?? [])], [...(judged?.target ?? [])]]).toEqual([left(fit), left(judge)]);
    // Then all rows, with as many rounds and nothing to stop it.
    expect([all?.count, none, trained.mock.calls.length]).toEqual([fit.count + judge.count, undefined, 2]);
    expect(model.line).not.toEqual(early);
  });

  it('is judged on rows that neither the net nor its line were fitted to', () => {
    const trained = vi.spyOn(nets, 'trainGru');
    trainModel(taskOf('gru'), market);
    const [[own, , judged] = []] = trained.mock.calls;
    expect([own?.count, judged?.count]).toEqual([fit.count, judge.count]);
    expect([[...(own?.target ?? [])], [...(judged?.target ?? [])]]).toEqual([left(fit), left(judge)]);
  });
});
