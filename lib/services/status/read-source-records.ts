import 'server-only';
import { listConflicts, listRefused, type ConflictRecord, type Listed, type RefusedRecord } from '@/lib/data/source-records';

const PAGE_ROWS = 20;

export interface RecordPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** A page beyond the last is the last. */
async function paged<Row>(asked: number, read: (part: { readonly limit: number; readonly offset: number }) => Promise<Listed<Row>>): Promise<RecordPage<Row>> {
  const page = Math.max(1, Math.trunc(asked) || 1);
  const first = await read({ limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS });
  const pages = Math.max(1, Math.ceil(first.total / PAGE_ROWS));
  if (page <= pages) return { ...first, page, pages };
  return { ...(await read({ limit: PAGE_ROWS, offset: (pages - 1) * PAGE_ROWS })), page: pages, pages };
}

/** One page of what sources differ about. */
export const readConflicts = (datasetId: number, source: string | null, page: number): Promise<RecordPage<ConflictRecord>> => paged(page, (part) => listConflicts(datasetId, { source, ...part }));

/** One page of what sources said and was not taken. */
export const readRefused = (source: string | null, page: number): Promise<RecordPage<RefusedRecord>> => paged(page, (part) => listRefused({ source, ...part }));
