import { describe, expect, it } from 'vitest';
import { dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { neweyWest } from '@/lib/domain/foundation/newey-west';
import { correlation, mean, midRanks, variance } from '@/lib/domain/foundation/statistics';
import { deflatedSharpe, shapeOf, sharpePerPeriod } from '@/lib/domain/performance/deflated-sharpe';
import { evaluate, tryAll } from '@/lib/domain/scores/forecast/evaluation';
import type { OutOfSample } from '@/lib/domain/scores/forecast/out-of-sample';
import type { ForecastData } from '@/lib/domain/scores/forecast/prepare';
import { centredRanks } from '@/lib/domain/scores/forecast/samples';
import { monthlySpreads } from '@/lib/domain/scores/forecast/spread';

/** 2019-01-06, a Sunday. */
const START = dayNumber(isoDay('2019-01-06'));
const [WEEKS, ASSETS, SILENT] = [80, 15, 10];
/** Sundays and a day between, which is forecast and never judged; the last two Sundays have no outcome yet. */
const ROWS = [...Array.from({ length: WEEKS }, (_, week) => 7 * week), 7 * WEEKS + 3];

function made(): { readonly data: ForecastData; readonly proof: OutOfSample } {
  const rng = createRng(12);
  const count = ROWS.length * ASSETS;
  const row = Int32Array.from({ length: count }, (_, i) => ROWS[Math.floor(i / ASSETS)] as number);
  const excess = Float64Array.from(row, (at) => (at >= 7 * (WEEKS - 2) && at !== 7 * WEEKS + 3 ? Number.NaN : 0.05 * rng.normal() - 0.01));
  const target = new Float64Array(count);
  for (let from = 0; from < count; from += ASSETS) target.set(centredRanks(excess.subarray(from, from + ASSETS)), from);
  const spoken = (skill: number) => target.map((known, i) => ((row[i] as number) < 7 * SILENT ? Number.NaN : skill * (known || 0) + 0.3 * rng.normal()));
  const ensemble = spoken(0.2);
  const percentile = ensemble.map((_, i) => 100 * ((centredRanks(ensemble.subarray(ASSETS * Math.floor(i / ASSETS), ASSETS * (1 + Math.floor(i / ASSETS))))[i % ASSETS] as number) + 0.5));
  const samples = { features: [], count, values: new Float32Array(0), row, asset: Int32Array.from(row, (_, i) => i % ASSETS), target, excess };
  return {
    data: { samples, sequences: null, momentum: spoken(0.05).map((score, i) => (i % ASSETS === 3 ? Number.NaN : score)), size: spoken(0), cost: new Float64Array(count).fill(0.002), start: START, regimes: Array.from({ length: 7 * WEEKS + 4 }, (_, at) => (at < 280 ? 'trending' : 'ranging')) },
    proof: { members: ['boosting', 'forest'], predictions: [spoken(0.2), spoken(0.1)], ridge: spoken(0.1), ensemble, percentile, probability: percentile.map((place, i) => ((row[i] as number) < 140 ? Number.NaN : 0.3 + 0.004 * place)), weights: [[0.5, 0.5], [0.8, 0.2]], calibrations: [] },
  };
}

const { data, proof } = made();
const { samples } = data;
const evaluation = evaluate(data, proof, tryAll(data, proof), { probability: 0.25, candidates: ['boosting', 'large', 'ridge'], others: 1 });
/** Samples of Sundays on which the ensemble speaks and the outcome is known. */
const judged = [...samples.row.keys()].filter((i) => (samples.row[i] as number) % 7 === 0 && !Number.isNaN(proof.ensemble[i]) && !Number.isNaN(samples.target[i]));

/** A baseline's ranks where the ensemble speaks: who is silent stands in the middle, so that both are judged on the same tokens. */
const neutral = (score: Float64Array): Float64Array =>
  score.map((_, i) => (Number.isNaN(proof.ensemble[i]) ? Number.NaN : (centredRanks(score.subarray(ASSETS * Math.floor(i / ASSETS), ASSETS * (1 + Math.floor(i / ASSETS))))[i % ASSETS] as number) || 0));

/** Mean of Sundays' rank correlations by month, plainly. */
function monthly(score: Float64Array): [string, number][] {
  const months = new Map<string, number[]>();
  for (const row of new Set(judged.map((i) => samples.row[i] as number))) {
    const picks = judged.filter((i) => samples.row[i] === row);
    const month = dayFromNumber(START + row).slice(0, 7);
    const ranks = (column: Float64Array) => midRanks(picks.map((i) => column[i] as number));
    months.set(month, [...(months.get(month) ?? []), correlation(ranks(score), ranks(samples.excess))]);
  }
  return [...months].map(([month, ics]) => [month, mean(ics)]);
}

describe('the figures of a proof', () => {
  it('are of the Sundays on which it spoke and whose outcome is known', () => {
    const own = monthly(proof.ensemble);
    expect(evaluation.byMonth.map(({ month, rankIc }) => [month, rankIc])).toEqual(own.map(([month, ic]) => [month, expect.closeTo(ic, 12)]));
    const { mean: wanted, t } = neweyWest(own.map(([, ic]) => ic));
    expect(evaluation.rankIc).toEqual({ mean: expect.closeTo(wanted, 12), t: expect.closeTo(t, 9), months: own.length });
    expect(evaluation.byMonth.every(({ assets }) => assets === ASSETS)).toBe(true);
  });

  it('stand beside each baseline on the same Sundays and tokens, silent ones in the middle, and are held against the best of them', () => {
    const means = { momentum: monthly(neutral(data.momentum)), size: monthly(data.size), ridge: monthly(proof.ridge) };
    for (const name of ['momentum', 'size', 'ridge'] as const) expect(evaluation.baselines[name]).toBeCloseTo(mean(means[name].map(([, ic]) => ic)), 12);
    const lead = monthly(proof.ensemble).map(([, ic], i) => ic - (means.ridge[i]?.[1] as number));
    expect(evaluation.against).toEqual({ baseline: 'ridge', difference: expect.closeTo(mean(lead), 12), t: expect.closeTo(neweyWest(lead).t, 9) });
    expect(evaluation.members.map(({ member, rankIc, weight }) => [member, rankIc, weight])).toEqual([['boosting', expect.closeTo(mean(monthly(proof.predictions[0] as Float64Array).map(([, ic]) => ic)), 12), 0.8], ['forest', expect.any(Number), 0.2]]);
  });

  it('count a hit where a forecast above the middle was followed by an outcome above it, or both lay below', () => {
    const sides = judged.map((i) => Math.sign((proof.percentile[i] as number) - 50) * Math.sign(samples.target[i] as number)).filter((side) => side !== 0);
    expect(evaluation.hitRate).toBeCloseTo(sides.filter((side) => side > 0).length / sides.length, 12);
  });

  it('hold probabilities against how many beat the universe, not the middle', () => {
    const probable = judged.filter((i) => !Number.isNaN(proof.probability[i]));
    expect(evaluation.calibration.reduce((sum, { count }) => sum + count, 0)).toBe(probable.length);
    const beat = evaluation.calibration.reduce((sum, { observed, count }) => sum + observed * count, 0);
    expect(beat).toBeCloseTo(probable.filter((i) => (samples.excess[i] as number) > 0).length, 9);
    expect(evaluation.calibration[0]?.predicted).toBeLessThan(evaluation.calibration.at(-1)?.predicted as number);
  });

  it('tell by regime what the months in it came to', () => {
    expect(evaluation.byRegime.map(({ regime }) => regime)).toEqual(['ranging', 'trending']);
    for (const { regime, months, rankIc } of evaluation.byRegime) {
      const own = evaluation.byMonth.filter((month) => month.regime === regime);
      expect([months, rankIc]).toEqual([own.length, expect.closeTo(mean(own.map((month) => month.rankIc)), 12)]);
    }
    expect(evaluation.byMonth.find(({ month }) => month === '2019-05')?.regime).toBe('trending');
    expect(evaluation.byMonth.find(({ month }) => month === '2019-12')?.regime).toBe('ranging');
  });

  it('pay for what is traded', () => {
    const months = monthlySpreads(samples, START, proof.ensemble, data.cost);
    const { gross, net, costs, turnover, t } = evaluation.spreads;
    expect([gross, net, turnover]).toEqual([mean(months.map((month) => month.gross)), mean(months.map((month) => month.net)), mean(months.map((month) => month.turnover))].map((value) => expect.closeTo(value, 12)));
    expect(costs).toBeCloseTo(mean(months.map((month) => 4 * 0.002 * month.turnover)), 12);
    expect([evaluation.spread, t]).toEqual([net, expect.closeTo(neweyWest(months.map((month) => month.net)).t, 9)]);
  });

  it('are deflated by everything that was tried: ensemble, three baselines, two members, one other candidate', () => {
    const sharpes = [proof.ensemble, ...[data.momentum, data.size, proof.ridge].map(neutral), ...proof.predictions].map((score) => sharpePerPeriod(monthlySpreads(samples, START, score, data.cost).map(({ net }) => net)));
    const own = monthlySpreads(samples, START, proof.ensemble, data.cost).map(({ net }) => net);
    const wanted = deflatedSharpe({ sharpePerPeriod: sharpePerPeriod(own), observations: own.length, ...shapeOf(own), trials: 7, varianceOfTrials: variance(sharpes) });
    expect(evaluation.deflatedSharpe).toBeCloseTo(wanted, 12);
    expect(wanted).toBeGreaterThan(0.001);
    expect(wanted).toBeLessThan(0.999);
    expect(evaluation.overfittingProbability).toBe(0.25);
  });
});
