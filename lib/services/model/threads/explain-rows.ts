import 'server-only';
import { forecastRow, type LiveModel } from '@/lib/domain/scores/forecast/live';
import type { ForecastData } from '@/lib/domain/scores/forecast/prepare';
import type { Predicted } from './protocol';

/** Reasons that are kept of one forecast, the largest. */
const MOST_REASONS = 24;

/** Forecasts of rows with what moved them, the largest first. */
export function explainRows(live: LiveModel, data: Pick<ForecastData, 'samples' | 'sequences'> & { readonly start: number }, assets: readonly string[], rows: readonly number[]): Predicted[] {
  return rows.flatMap((row) =>
    forecastRow(live, data, row).map(({ asset, percentile, probability, contributions }) => ({
      assetId: assets[asset] ?? '',
      day: data.start + row,
      percentile,
      probability: probability ?? Number.NaN,
      contributions: [...contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.code < b.code ? -1 : 1)).slice(0, MOST_REASONS),
    })),
  );
}
