import { toNullable } from '../../foundation/missing';
import { neweyWest } from '../../foundation/newey-west';
import { mean, variance } from '../../foundation/statistics';
import { deflatedSharpe, shapeOf, sharpePerPeriod } from '../../performance/deflated-sharpe';
import { calibrationBins, type CalibrationBin } from './calibration';
import type { CrossValidation } from './cross-validation';
import { bestBaseline, raceOf } from './gate';
import type { OutOfSample } from './out-of-sample';
import type { ForecastData } from './prepare';
import { rankIcByMonth, rankIcByRow, rowRanges, type MonthIc, type RowIc } from './rank-ic';
import { centredRanks, isDecisionRow } from './samples';
import { BASELINES, type Baseline, type Member } from './settings';
import { monthlySpreads, type SpreadMonth } from './spread';

type Figure = number | null;

/** The proof of a forecast, as shown and stored; null is a figure that does not exist (yet). Fractions; rank ICs are Spearman's. */
export interface ForecastEvaluation {
  readonly rankIc: { readonly mean: Figure; readonly t: Figure; readonly months: number };
  readonly byMonth: readonly { readonly month: string; readonly rankIc: number; readonly assets: number; readonly baselines: Readonly<Record<Baseline, Figure>>; readonly spreadGross: Figure; readonly spreadNet: Figure; readonly regime: string | null }[];
  readonly baselines: Readonly<Record<Baseline, Figure>>;
  readonly spread: Figure;
  readonly hitRate: Figure;
  readonly calibration: readonly CalibrationBin[];
  readonly deflatedSharpe: Figure;
  readonly overfittingProbability: Figure;
  readonly spreads: { readonly gross: Figure; readonly net: Figure; readonly costs: Figure; readonly turnover: Figure; readonly t: Figure };
  readonly against: { readonly baseline: Baseline; readonly difference: Figure; readonly t: Figure } | null;
  readonly byRegime: readonly { readonly regime: string; readonly months: number; readonly rankIc: Figure; readonly spreadNet: Figure }[];
  readonly members: readonly { readonly member: Member; readonly rankIc: Figure; readonly t: Figure; readonly weight: Figure }[];
}

/** Scores that were tried, by name, with what they earned. */
export interface Trials {
  readonly rows: readonly RowIc[];
  readonly months: readonly MonthIc[];
  /** Of every trial, in the order ensemble, baselines, members. */
  readonly spreads: readonly (readonly SpreadMonth[])[];
}

/** A baseline where the ensemble speaks: its centred ranks, neutral where it says nothing of an asset, so that both are judged on the same samples. */
function beside(row: Int32Array, score: Float64Array, ensemble: Float64Array): Float64Array {
  const ranks = new Float64Array(score.length);
  for (const { from, to } of rowRanges(row)) ranks.set(centredRanks(score.subarray(from, to)), from);
  return ranks.map((rank, i) => (Number.isNaN(ensemble[i]) ? Number.NaN : rank || 0));
}

/** Rank ICs and spreads of everything that was tried, on the rows that the ensemble has. Example: seven trials with three members. */
export function tryAll(data: ForecastData, proof: OutOfSample): Trials {
  const { samples, start } = data;
  const baselines = [data.momentum, data.size, proof.ridge].map((score) => beside(samples.row, score, proof.ensemble));
  const scores = [proof.ensemble, ...baselines, ...proof.predictions];
  const rows = rankIcByRow(samples, start, scores, [0]);
  return { rows, months: rankIcByMonth(rows), spreads: scores.map((score) => monthlySpreads(samples, start, score, data.cost)) };
}

/** `others` are candidates that were tried without a spread of their own: they count among the trials, and the variance is that of those with one. */
function sharpeOf(spreads: readonly (readonly SpreadMonth[])[], others: number): number {
  const own = (spreads[0] ?? []).map(({ net }) => net);
  const trials = spreads.map((months) => sharpePerPeriod(months.map(({ net }) => net))).filter((sharpe) => !Number.isNaN(sharpe));
  return deflatedSharpe({ sharpePerPeriod: sharpePerPeriod(own), observations: own.length, ...shapeOf(own), trials: trials.length + others, varianceOfTrials: variance(trials) || 0 });
}

interface Judged {
  readonly hits: number;
  readonly judged: number;
  readonly predicted: number[];
  readonly beats: number[];
}

/** Every forecast of a decision row whose outcome is known: side of the middle, and probability against what came. */
function judge({ samples, start }: ForecastData, { percentile, probability }: OutOfSample): Judged {
  const judged = { hits: 0, judged: 0, predicted: [] as number[], beats: [] as number[] };
  for (let i = 0; i < samples.count; i += 1) {
    const [place, target] = [(percentile[i] as number) - 50, samples.target[i] as number];
    if (Number.isNaN(place) || Number.isNaN(target) || !isDecisionRow({ start }, samples.row[i] as number)) continue;
    if (place * target !== 0) judged.judged += 1;
    if (place * target > 0) judged.hits += 1;
    if (Number.isNaN(probability[i]) || Number.isNaN(samples.excess[i])) continue;
    judged.predicted.push(probability[i] as number);
    judged.beats.push((samples.excess[i] as number) > 0 ? 1 : 0);
  }
  return judged;
}

function monthRows({ rows, months, spreads }: Trials, data: ForecastData): ForecastEvaluation['byMonth'] {
  const regimes = new Map(rows.map(({ month, row }) => [month, data.regimes[row] ?? null]));
  const earned = new Map((spreads[0] ?? []).map((spread) => [spread.month, spread]));
  return months.map(({ month, assets, ics: [ensemble, momentum, size, ridge] }) => ({
    month,
    rankIc: ensemble as number,
    assets: Math.round(assets),
    baselines: { momentum: toNullable(momentum), size: toNullable(size), ridge: toNullable(ridge) },
    spreadGross: toNullable(earned.get(month)?.gross),
    spreadNet: toNullable(earned.get(month)?.net),
    regime: regimes.get(month) ?? null,
  }));
}

function regimeRows(byMonth: ForecastEvaluation['byMonth']): ForecastEvaluation['byRegime'] {
  const regimes = [...new Set(byMonth.map(({ regime }) => regime).filter((regime) => regime !== null))].sort();
  return regimes.map((regime) => {
    const months = byMonth.filter((month) => month.regime === regime);
    const net = months.map(({ spreadNet }) => spreadNet).filter((value) => value !== null);
    return { regime, months: months.length, rankIc: toNullable(mean(months.map(({ rankIc }) => rankIc))), spreadNet: toNullable(mean(net)) };
  });
}

/**
 * Judges a forecast out of sample (Rules 3.5, 11): rank IC by month with its Newey–West t, spread of the first and last fifth before and after
 * costs, hit rate, calibration, by regime, beside the baselines; deflated Sharpe ratio of the net spread among everything that was tried; probability
 * of overfitting as `cross` has it. Example: `evaluate(data, proof, tryAll(data, proof), crossValidate(data, plan, results))`.
 */
export function evaluate(data: ForecastData, proof: OutOfSample, trials: Trials, cross: CrossValidation): ForecastEvaluation {
  const { months, spreads } = trials;
  const ics = (position: number): number[] => months.map((month) => month.ics[position] as number).filter((ic) => !Number.isNaN(ic));
  const own = neweyWest(ics(0));
  const earned = spreads[0] ?? [];
  const net = neweyWest(earned.map((month) => month.net));
  const gross = mean(earned.map((month) => month.gross));
  const byMonth = monthRows(trials, data);
  const judged = judge(data, proof);
  const best = bestBaseline(raceOf(months));
  return {
    rankIc: { mean: toNullable(own.mean), t: toNullable(own.t), months: months.length },
    byMonth,
    baselines: { momentum: toNullable(mean(ics(1))), size: toNullable(mean(ics(2))), ridge: toNullable(mean(ics(3))) },
    spread: toNullable(net.mean),
    hitRate: toNullable(judged.hits / judged.judged),
    calibration: calibrationBins(judged.predicted, judged.beats),
    deflatedSharpe: toNullable(sharpeOf(spreads, cross.others)),
    overfittingProbability: toNullable(cross.probability),
    spreads: { gross: toNullable(gross), net: toNullable(net.mean), costs: toNullable(gross - net.mean), turnover: toNullable(mean(earned.map(({ turnover }) => turnover))), t: toNullable(net.t) },
    against: best && { baseline: best.baseline, difference: toNullable(best.difference), t: toNullable(best.t) },
    byRegime: regimeRows(byMonth),
    members: proof.members.map((member, i) => {
      const alone = neweyWest(ics(1 + BASELINES.length + i));
      return { member, rankIc: toNullable(alone.mean), t: toNullable(alone.t), weight: toNullable(proof.weights.at(-1)?.[i]) };
    }),
  };
}
