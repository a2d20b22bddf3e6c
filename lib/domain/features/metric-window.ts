import { latest, meanGrowth, windowMean } from './window';
import type { AssetView } from './view';

/** The windows of `window.ts` over a metric by name; NaN where the asset has none of it. */

/** Last known value, at most 3 days old. Example: a metric of yesterday's day is today's value. */
export function metricLatest(view: AssetView, name: string, row: number): number {
  const column = view.metric(name);
  return column === null ? Number.NaN : latest(column, row);
}

/** Mean of the last `days` known values. Example: of the known 1, 2, 3 over 2 is 2.5. */
export function metricMean(view: AssetView, name: string, row: number, days: number): number {
  const column = view.metric(name);
  return column === null ? Number.NaN : windowMean(column, row, days);
}

/** Mean of `days` against the mean of the `days` before, minus 1. Example: 1, 1, 2, 2 over 2 is 1. */
export function metricGrowth(view: AssetView, name: string, row: number, days: number): number {
  const column = view.metric(name);
  return column === null ? Number.NaN : meanGrowth(column, row, days);
}

/** Mean of 30 days against the mean of the 30 days `days` before, minus 1: growth over a longer span. Example: a doubling over `days` is 1. */
export function metricSpanGrowth(view: AssetView, name: string, row: number, days: number): number {
  const before = metricMean(view, name, row - days, 30);
  return before > 0 ? metricMean(view, name, row, 30) / before - 1 : Number.NaN;
}

/** Mean of `days` minus the mean of the `days` before: change of something that may be negative. Example: 0.1 then 0.3 is 0.2. */
export function metricShift(view: AssetView, name: string, row: number, days: number): number {
  return metricMean(view, name, row, days) - metricMean(view, name, row - days, days);
}
