import 'server-only';
import { forecastRow, type LiveModel, type RowForecast } from '@/lib/domain/scores/forecast/live';
import type { ForecastData } from '@/lib/domain/scores/forecast/prepare';
import type { Predicted } from './protocol';

/** Reasons that are kept of one forecast, the largest: twice as many as a page shows on either side. */
const MOST_REASONS = 12;
/** Points are kept to a hundredth: a tenth is shown. */
const STEPS_A_POINT = 100;

/** What is kept of what moved a forecast, the largest first. */
function reasonsOf(contributions: RowForecast['contributions']): string {
  const largest = [...contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.code < b.code ? -1 : 1)).slice(0, MOST_REASONS);
  const rounded = largest.map(({ code, points }) => [code, Math.round(STEPS_A_POINT * points) / STEPS_A_POINT] as const);
  return JSON.stringify(Object.fromEntries(rounded.filter(([, points]) => points !== 0)));
}

/** Forecasts of rows by their models, with what moved them. */
export function explainRows(live: LiveModel, data: Pick<ForecastData, 'samples' | 'sequences'> & { readonly start: number }, assets: readonly string[], rows: readonly number[]): Predicted[] {
  return rows.flatMap((row) =>
    forecastRow(live, data, row).map(({ asset, percentile, probability, contributions }) => ({
      assetId: assets[asset] ?? '', day: data.start + row, percentile, probability: probability ?? Number.NaN, reasons: reasonsOf(contributions),
    })),
  );
}
