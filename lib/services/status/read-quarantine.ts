import 'server-only';
import { activeDataset } from '@/lib/data/dataset';
import { countQuarantine, loadQuarantine, type QuarantinedRow } from '@/lib/data/quarantine';

export const QUARANTINE_SORTS = ['reject', 'unordered', 'suspect'] as const;
export type QuarantineSort = (typeof QUARANTINE_SORTS)[number];
export const QUARANTINE_PAGE_ROWS = 50;

export interface QuarantinePage {
  readonly sort: QuarantineSort;
  readonly counts: Readonly<Record<QuarantineSort, number>>;
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly QuarantinedRow[];
}

/** One page of what the import refused, moved or flagged; a page past the end is the last. */
export async function readQuarantine(sort: QuarantineSort, wanted: number): Promise<QuarantinePage | null> {
  const dataset = await activeDataset();
  if (!dataset) return null;
  const found = await countQuarantine(dataset.id);
  const countOf = (severity: string): number => found.find((count) => count.severity === severity)?.rows ?? 0;
  const counts = { reject: countOf('reject'), unordered: countOf('unordered'), suspect: countOf('suspect') };
  const pages = Math.max(1, Math.ceil(counts[sort] / QUARANTINE_PAGE_ROWS));
  const page = Math.min(Math.max(1, wanted), pages);
  const rows = await loadQuarantine(dataset.id, sort, { offset: (page - 1) * QUARANTINE_PAGE_ROWS, limit: QUARANTINE_PAGE_ROWS });
  return { sort, counts, page, pages, rows };
}
