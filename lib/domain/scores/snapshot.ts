import { DAYS_PER_YEAR, YEAR_SPAN_DAYS } from '../features/rules';
import type { AssetView } from '../features/view';
import { growth, latest, ratio, windowDeviation, windowMax, windowMedian } from '../features/window';

/** What a screener shows of an asset at its latest close; NaN where missing. USD, fractions. */
export interface AssetFigures {
  /** Row of the last close up to the asked one; −1 where there is none. */
  readonly row: number;
  readonly price: number;
  /** NaN when the last close is more than 3 days old. */
  readonly marketCap: number;
  readonly tradedValue30d: number;
  readonly change1d: number;
  readonly change7d: number;
  readonly change30d: number;
  readonly change365d: number;
  readonly volatility90d: number;
  readonly drawdown365d: number;
}

/**
 * Figures of one asset at a row. The price is the last one there was, with its row; everything else is missing once that price is
 * more than 3 days old. A year is 52 weeks. Example: closes 1 and 2 on consecutive rows give a change of 1 over a day.
 */
export function assetFigures(view: AssetView, row: number): AssetFigures {
  let last = row;
  while (last >= 0 && Number.isNaN(view.close[last])) last -= 1;
  const { close } = view;
  return {
    row: last,
    price: last < 0 ? Number.NaN : (close[last] as number),
    marketCap: Number.isNaN(latest(close, row)) ? Number.NaN : orMissing(latest(view.marketCap, row)),
    tradedValue30d: windowMedian(view.tradedValue, row, 30),
    change1d: growth(close, row, 1),
    change7d: growth(close, row, 7),
    change30d: growth(close, row, 30),
    change365d: growth(close, row, YEAR_SPAN_DAYS),
    volatility90d: windowDeviation(view.returns, row, 90) * Math.sqrt(DAYS_PER_YEAR),
    drawdown365d: ratio(latest(close, row), windowMax(close, row, 365)) - 1,
  };
}

/** A market cap of 0 is not a cap. */
function orMissing(cap: number): number {
  return cap > 0 ? cap : Number.NaN;
}
