import 'server-only';
import type { GradeSource } from '@/lib/domain/scores/grade-source';
import { createGradeTable } from '@/lib/domain/scores/grade-table';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { isDeterminationRow } from '@/lib/domain/scores/required-days';
import { loadGradePoints, loadFlagSpans } from '@/lib/data/grades';

/**
 * The stored grades as indices read them. Grades stand on stored days only (the last 400 and every determination day); other
 * rows answer n/a. Flags stand on every day. With `determinationsOnly` the days on which no index is determined answer n/a too, unread.
 */
export async function loadGradeSource(datasetId: number, panel: MarketPanel, { determinationsOnly = false } = {}): Promise<GradeSource> {
  const table = createGradeTable(panel);
  const days = Array.from({ length: panel.days }, (_, row) => row).filter((row) => !determinationsOnly || isDeterminationRow(panel, row)).map((row) => panel.start + row);
  await loadGradePoints(datasetId, days, (asset, day, investor, trader) => table.setGrade(asset, day - panel.start, investor, trader));
  for (const { assetId, day, until } of await loadFlagSpans(datasetId)) table.exclude(assetId, day - panel.start, until - panel.start);
  return table.source;
}
