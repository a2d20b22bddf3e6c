import 'server-only';
import type { GradeSource } from '@/lib/domain/scores/grade-source';
import { createGradeTable } from '@/lib/domain/scores/grade-table';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { loadGradePoints, loadFlagSpans } from '@/lib/data/grades';

/**
 * The stored grades as indices read them. Grades stand on stored days only (the last 400 and every determination day); other
 * rows answer n/a. Flags stand on every day.
 */
export async function loadGradeSource(datasetId: number, panel: MarketPanel): Promise<GradeSource> {
  const table = createGradeTable(panel);
  await loadGradePoints(datasetId, (asset, day, investor, trader) => table.setGrade(asset, day - panel.start, investor, trader));
  for (const { assetId, day, until } of await loadFlagSpans(datasetId)) table.exclude(assetId, day - panel.start, until - panel.start);
  return table.source;
}
