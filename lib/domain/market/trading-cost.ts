import { standardDeviation } from '../foundation/statistics';
import { latestWithin } from './eligibility';
import type { MarketPanel } from './panel';
import { AVERAGE_SLIPPAGE_SHARE, SLIPPAGE_VOLATILITY_DAYS } from './rules';
import { medianTradedValue30d } from './traded-value';

/** Daily simple returns of the `days` days up to and with `row`, prices carried at most 3 days; NaN where unknown. Example: a new asset starts with NaN. */
export function dailyReturns(panel: Pick<MarketPanel, 'close'>, asset: number, row: number, days: number): Float64Array {
  const returns = new Float64Array(days);
  let before = latestWithin(panel.close, asset, row - days);
  for (let i = 0; i < days; i += 1) {
    const price = latestWithin(panel.close, asset, row - days + 1 + i);
    returns[i] = price / before - 1;
    before = price;
  }
  return returns;
}

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
