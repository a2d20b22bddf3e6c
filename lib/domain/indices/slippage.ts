import { standardDeviation } from '../foundation/statistics';
import type { MarketPanel } from '../market/panel';
import { medianTradedValue30d } from '../market/traded-value';
import { dailyReturns } from './return-window';
import { AVERAGE_SLIPPAGE_SHARE, FEE_BPS, LEAVING_SIZES, SLIPPAGE_VOLATILITY_DAYS } from './rules';
import { STATED_INDEX_SIZE } from './weights/rules';

/** What trading one asset costs: standard deviation of its daily returns and median daily traded value (USD), each over 30 days; NaN unknown. */
export interface TradingStats {
  readonly dailyVolatility: number;
  readonly tradedValue: number;
}

/**
 * Average slippage of a trade as a fraction of its size, by the square-root rule (Rule 8.4): ⅔ · σ · √(size / daily traded value). NaN
 * where a number is unknown. Example: σ 0.03 and 1 % of the daily value cost 0.002.
 */
export function squareRootSlippage(size: number, stats: TradingStats): number {
  return size === 0 ? 0 : AVERAGE_SLIPPAGE_SHARE * stats.dailyVolatility * Math.sqrt(size / stats.tradedValue);
}

/** Trading statistics of an asset known at the close of `row`; only the known days count. Example: no traded value is NaN. */
export function tradingStats(panel: MarketPanel, asset: number, row: number): TradingStats {
  const returns = dailyReturns(panel, asset, row, SLIPPAGE_VOLATILITY_DAYS).filter((value) => !Number.isNaN(value));
  return { dailyVolatility: standardDeviation(returns), tradedValue: medianTradedValue30d(panel, asset, row) };
}

/** A change of weight to be priced. */
export interface WeightChange {
  readonly asset: number;
  readonly change: number;
}

/**
 * Cost of weight changes as a fraction of the index: fee plus slippage of each side at the stated size. An asset whose numbers are unknown
 * (it stopped trading) costs as much slippage as the dearest of the others. Example: changes that sum to 0.1 cost at least 0.0001.
 */
export function tradingCost(panel: MarketPanel, row: number, changes: readonly WeightChange[], indexSize: number = STATED_INDEX_SIZE): number {
  const priced = changes.filter(({ change }) => change !== 0).map(({ asset, change }) => ({ size: Math.abs(change), slippage: squareRootSlippage(Math.abs(change) * indexSize, tradingStats(panel, asset, row)) }));
  const dearest = Math.max(0, ...priced.map(({ slippage }) => slippage).filter(Number.isFinite));
  return priced.reduce((sum, { size, slippage }) => sum + size * (FEE_BPS / 10_000 + (Number.isFinite(slippage) ? slippage : dearest)), 0);
}

/** What it costs to sell everything at one index size. */
export interface LeavingCost {
  /** USD. */
  readonly size: number;
  /** Basis points of the size. */
  readonly bps: number;
}

/** Cost of selling given weights at the stated sizes (Rule 8.4), from what is known at the close of `row`. Example: it is never under the fee of 10 bps when all is invested. */
export function leavingCosts(panel: MarketPanel, row: number, weights: ReadonlyMap<number, number>, sizes: readonly number[] = LEAVING_SIZES): LeavingCost[] {
  const changes = [...weights].map(([asset, weight]) => ({ asset, change: -weight }));
  return sizes.map((size) => ({ size, bps: 10_000 * tradingCost(panel, row, changes, size) }));
}
