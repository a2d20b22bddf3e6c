import 'server-only';
import { listConflicts, listRefused, listWithheld, type ConflictRecord, type Listed, type RefusedRecord, type WithheldRecord } from '@/lib/data/source-records';

/** Rows on one page of the status page. */
const PAGE_ROWS = 20;

export interface RecordPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** Which part of a list is asked for. */
export interface RecordPart {
  /** Only of this source; null for all. */
  readonly source: string | null;
  /** From 1. */
  readonly page: number;
  /** Rows a page. */
  readonly limit?: number;
}

/** A page beyond the last is the last. */
async function paged<Row>({ source, page: asked, limit = PAGE_ROWS }: RecordPart, read: (part: { readonly source: string | null; readonly limit: number; readonly offset: number }) => Promise<Listed<Row>>): Promise<RecordPage<Row>> {
  const page = Math.max(1, Math.trunc(asked) || 1);
  const first = await read({ source, limit, offset: (page - 1) * limit });
  const pages = Math.max(1, Math.ceil(first.total / limit));
  if (page <= pages) return { ...first, page, pages };
  return { ...(await read({ source, limit, offset: (pages - 1) * limit })), page: pages, pages };
}

/** One page of what sources differ about. */
export const readConflicts = (datasetId: number, part: RecordPart): Promise<RecordPage<ConflictRecord>> => paged(part, (rows) => listConflicts(datasetId, rows));

/** One page of what is stored and stays out of the market until something confirms it. */
export const readWithheld = (datasetId: number, part: RecordPart): Promise<RecordPage<WithheldRecord>> => paged(part, (rows) => listWithheld(datasetId, rows));

/** One page of what sources said and was not taken. */
export const readRefused = (part: RecordPart): Promise<RecordPage<RefusedRecord>> => paged(part, listRefused);
