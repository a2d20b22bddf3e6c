import { describe, expect, it } from 'vitest';
import { assembleForecast } from '@/lib/domain/scores/forecast/assemble';
import { outOfSample } from '@/lib/domain/scores/forecast/out-of-sample';
import { planForecast } from '@/lib/domain/scores/forecast/plan';
import { GATE_MIN_MONTHS } from '@/lib/domain/scores/forecast/rules';
import { runTask } from '@/lib/domain/scores/forecast/run-task';
import { DEFAULT_SETTINGS, FAST_SETTINGS, type ForecastSettings } from '@/lib/domain/scores/forecast/settings';
import { besideOracle, plantMarket, type Planted } from '../../../support/planted-market';

/** Half a minute of processor each; on a busy machine that takes its time. */
const PATIENCE_MS = 600_000;

function forecast(data: ReturnType<typeof plantMarket>, settings: ForecastSettings, windows = Infinity) {
  const plan = planForecast(data, settings);
  if (!plan.ok) throw new Error(plan.detail);
  return { plan: plan.value, results: plan.value.tasks.filter(({ split }) => split < windows).map((task) => runTask(task, data)) };
}

describe('a planted signal, among as many useless features as the product may feed,', () => {
  /** What the product trains with, a window a year: 500 tokens over six years, 97 features of which five matter. */
  const yearly: ForecastSettings = { ...DEFAULT_SETTINGS, testMonths: 12, minTrainRows: 150, candidates: {} };
  const market: Planted = { seed: 61, assets: 500, weeks: 313, features: 97, rankIc: 0 };
  /** The years that are judged; the newest month after them has no outcome yet. */
  const years = 2;

  it.each([
    [0.05, 0.9],
    [0.03, 0.75],
  ])('of a true rank IC of %s is recovered to %s of what an oracle has of it, and better than by the ridge', (rankIc, share) => {
    const data = plantMarket({ ...market, rankIc });
    const { plan, results } = forecast(data, yearly, years);
    expect(plan.splits).toHaveLength(years + 1);
    const { ensemble, ridge } = outOfSample(data.samples, data.start, plan, results);
    const { own, oracle, rows } = besideOracle(data, ensemble, plan.splits[0]?.test[0] as number);
    expect(rows).toBeGreaterThan(95);
    expect(Math.abs(oracle - rankIc)).toBeLessThan(0.012);
    expect(own / oracle).toBeGreaterThanOrEqual(share);
    expect(own).toBeGreaterThan(besideOracle(data, ridge, plan.splits[0]?.test[0] as number).own);
  }, PATIENCE_MS);
});

describe('pure noise', () => {
  const quick: ForecastSettings = {
    ...FAST_SETTINGS,
    testMonths: 12,
    candidates: {},
    boosting: { ...FAST_SETTINGS.boosting, rounds: 12, patience: null },
    forest: { ...FAST_SETTINGS.forest, trees: 8 },
    gru: { ...FAST_SETTINGS.gru, hidden: 2, epochs: 1, maxSamples: 64, batch: 32 },
  };

  it('opens the gate, in any of nine monthly decisions on up to 33 months, in at most 5 % of 200 runs', () => {
    let opened = 0;
    let judged = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const data = plantMarket({ seed: 5000 + seed, assets: 20, weeks: 200, features: 5, rankIc: 0 });
      const { plan, results } = forecast(data, quick);
      const { gateHistory } = assembleForecast(data, plan, results);
      judged += gateHistory.filter(({ months }) => months >= GATE_MIN_MONTHS).length;
      if (gateHistory.some(({ open }) => open)) opened += 1;
    }
    expect(judged).toBeGreaterThan(200 * 6);
    expect(opened / 200).toBeLessThanOrEqual(0.05);
  }, PATIENCE_MS);
});
