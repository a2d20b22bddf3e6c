import 'server-only';
import { countQuarantine, listQuarantine, type QuarantineEntry, type QuarantineSeverity } from '@/lib/data/quarantine';

const PAGE_ROWS = 100;

export interface QuarantinePage {
  /** Rows of all severities. */
  readonly total: number;
  /** Refused rows: what `quarantined` counts in the status. */
  readonly refused: number;
  readonly counts: Readonly<Record<QuarantineSeverity, number>>;
  readonly rows: readonly QuarantineEntry[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** One page of what an import refused, moved or flagged. A page beyond the last is the last. */
export async function readQuarantine(datasetId: number, page = 1, limit = PAGE_ROWS): Promise<QuarantinePage> {
  const counts = await countQuarantine(datasetId);
  const total = counts.reject + counts.unordered + counts.suspect;
  const pages = Math.max(1, Math.ceil(total / limit));
  const shown = Math.min(Math.max(1, Math.trunc(page)), pages);
  return { total, refused: counts.reject, counts, rows: await listQuarantine(datasetId, limit, (shown - 1) * limit), page: shown, pages };
}
