import type { MarketView } from '../../features/view';
import type { Regime } from '../../market/regime';
import { FEE_BPS } from '../../market/rules';
import { squareRootSlippage, tradingStats } from '../../market/trading-cost';
import { momentumScore, sizeScore } from './baselines/price-scores';
import type { TrainingInputs } from './models';
import type { SequenceBank } from './net/sequence-data';
import { buildSequenceBank } from './net/sequence-source';
import { rowRanges } from './rank-ic';
import { SPREAD_GROUPS, SPREAD_SIZE } from './rules';
import { buildSamples, forecastRows } from './samples';
import type { SampleSet } from './sample-set';

/** All that a forecast is made and judged from; arrays are one value per sample. */
export interface ForecastData {
  readonly samples: SampleSet;
  readonly sequences: SequenceBank | null;
  /** Scores of the baselines that need no training; NaN missing. */
  readonly momentum: Float64Array;
  readonly size: Float64Array;
  /** One-way cost of trading a sample's position in the spread, a fraction. */
  readonly cost: Float64Array;
  /** Day number of panel row 0. */
  readonly start: number;
  /** By panel row, each from that row and before; null unknown. */
  readonly regimes: readonly (Regime | null)[];
}

/**
 * Fee and square-root slippage (Rules 5.4, 8.4) of a position of the spread: USD 1 m spread over a fifth of the row. What cannot be known costs
 * as much slippage as the dearest of the row. Example: without any slippage it is 0.001.
 */
export function tradingCosts({ panel }: MarketView, samples: SampleSet): Float64Array {
  const costs = new Float64Array(samples.count);
  for (const { row, from, to } of rowRanges(samples.row)) {
    const size = SPREAD_SIZE / Math.max(1, Math.floor((to - from) / SPREAD_GROUPS));
    const slippage = Float64Array.from({ length: to - from }, (_, i) => squareRootSlippage(size, tradingStats(panel, samples.asset[from + i] as number, row)));
    const dearest = Math.max(0, ...slippage.filter(Number.isFinite));
    costs.set(slippage.map((value) => FEE_BPS / 10_000 + (Number.isFinite(value) ? value : dearest)), from);
  }
  return costs;
}

/** What stored models read of some rows (ascending), without preparing the rest. Example: `forecastRow(live, prepareRows(market, [row]), row)`. */
export function prepareRows(market: MarketView, rows: readonly number[]): TrainingInputs {
  const samples = buildSamples(market, rows);
  return { samples, sequences: buildSequenceBank(market, samples.row, samples.asset, samples.target) };
}

/**
 * Everything that tasks and their assembly read, from a market: samples of every Sunday, month end and the newest row, sequences, baselines,
 * costs. `regimes` are by panel row. Example: `planForecast(prepareForecast(market, regimes), DEFAULT_SETTINGS)`.
 */
export function prepareForecast(market: MarketView, regimes: readonly (Regime | null)[]): ForecastData {
  const { samples, sequences } = prepareRows(market, forecastRows(market.panel));
  return {
    samples,
    sequences,
    momentum: momentumScore(market, samples.row, samples.asset),
    size: sizeScore(market, samples.row, samples.asset),
    cost: tradingCosts(market, samples),
    start: market.panel.start,
    regimes,
  };
}
