import 'server-only';
import type { GradeSource } from '@/lib/domain/scores/grade-source';
import { addMonths, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { createGradeTable, type GradeTable } from '@/lib/domain/scores/grade-table';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { isDeterminationRow } from '@/lib/domain/scores/required-days';
import { loadForecastPoints, readPublishedRun } from '@/lib/data/forecasts';
import { loadGradePoints, loadFlagSpans } from '@/lib/data/grades';
import { gateHistorySchema } from '@/lib/schemas/api/model';

/** Forecasts count only while the gate is open: of other days none is read. */
async function loadForecasts(datasetId: number, panel: MarketPanel, table: GradeTable, days: readonly number[]): Promise<void> {
  const run = await readPublishedRun(datasetId);
  if (run?.state !== 'ready') return;
  for (const { month, open } of gateHistorySchema.parse(run.gateHistory)) {
    const first = isoDay(`${month}-01`);
    if (open) table.openGate(dayNumber(first) - panel.start, dayNumber(addMonths(first, 1)) - 1 - panel.start);
  }
  const wanted = days.filter((day) => table.source.gateOpen(day - panel.start));
  if (wanted.length > 0) await loadForecastPoints(datasetId, wanted, (asset, day, percentile) => table.setForecast(asset, day - panel.start, percentile));
}

/**
 * The stored grades as indices read them. Grades stand on stored days only (the last 400 and every determination day); other
 * rows answer n/a. The gate stands as the newest training judged it by month, forecasts on the days on which it was open; without a training
 * it is closed. Flags stand on every day. With `determinationsOnly` the days on which no index is determined answer n/a too, unread.
 */
export async function loadGradeSource(datasetId: number, panel: MarketPanel, { determinationsOnly = false } = {}): Promise<GradeSource> {
  const table = createGradeTable(panel);
  const days = Array.from({ length: panel.days }, (_, row) => row).filter((row) => !determinationsOnly || isDeterminationRow(panel, row)).map((row) => panel.start + row);
  await loadGradePoints(datasetId, days, (asset, day, investor, trader) => table.setGrade(asset, day - panel.start, investor, trader));
  await loadForecasts(datasetId, panel, table, days);
  for (const { assetId, day, until } of await loadFlagSpans(datasetId)) table.exclude(assetId, day - panel.start, until - panel.start);
  return table.source;
}
