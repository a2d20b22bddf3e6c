import type { MarketPanel } from '../market/panel';
import { dailyReturns } from '../market/trading-cost';
import { COVARIANCE_DAYS, COVARIANCE_MIN_DAYS } from './weights/rules';

/** Complete daily returns of assets: one series per kept asset, all over the same days. */
export interface ReturnWindow {
  readonly assets: readonly number[];
  readonly series: readonly Float64Array[];
  /** Left out because too few of the days are known. */
  readonly dropped: readonly number[];
}

/**
 * Returns of several assets on the days that all of them have, of the last 90; while fewer than 60 days are common, the asset with the
 * fewest is left out. Example: an asset with 40 known days is dropped when others have 90.
 */
export function returnWindow(panel: Pick<MarketPanel, 'close'>, assets: readonly number[], row: number): ReturnWindow {
  const all = new Map(assets.map((asset) => [asset, dailyReturns(panel, asset, row, COVARIANCE_DAYS)]));
  const kept = [...assets];
  const dropped: number[] = [];
  for (;;) {
    const days = commonDays(kept.map((asset) => all.get(asset) as Float64Array));
    if (days.length >= COVARIANCE_MIN_DAYS || kept.length === 0) {
      return { assets: kept, series: kept.map((asset) => Float64Array.from(days, (day) => all.get(asset)?.[day] as number)), dropped };
    }
    const known = (asset: number): number => all.get(asset)?.filter((value) => !Number.isNaN(value)).length ?? 0;
    const thinnest = kept.reduce((worst, asset) => (known(asset) < known(worst) ? asset : worst));
    kept.splice(kept.indexOf(thinnest), 1);
    dropped.push(thinnest);
  }
}

function commonDays(series: readonly Float64Array[]): number[] {
  const days: number[] = [];
  for (let day = 0; day < COVARIANCE_DAYS; day += 1) if (series.every((returns) => !Number.isNaN(returns[day] as number))) days.push(day);
  return days;
}
