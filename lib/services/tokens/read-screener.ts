import 'server-only';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { readScoreState } from '@/lib/data/scores';
import { listScreenerRows, type ScreenerRow } from '@/lib/data/screener';

export type { ScreenerRow } from '@/lib/data/screener';

export interface Screener {
  readonly dataset: DatasetSummary;
  readonly rows: readonly ScreenerRow[];
  /** Whether grades and figures have been computed for this content. */
  readonly scored: boolean;
}

const SPARK_DIGITS = 5;

let kept: { readonly key: string; readonly rows: readonly ScreenerRow[] } | undefined;

function slim(row: ScreenerRow): ScreenerRow {
  return { ...row, sparkline: row.sparkline.map((close) => (close === null ? null : Number(close.toPrecision(SPARK_DIGITS)))) };
}

/** All tokens of the active market; null while there is none. Kept in memory until facts or scores change, for every visitor sees the same rows. */
export async function readScreener(): Promise<Screener | null> {
  const dataset = await activeDataset();
  if (dataset === null) return null;
  const state = await readScoreState(dataset.id);
  const key = `${dataset.id}|${dataset.contentHash}|${state?.inputHash ?? ''}`;
  if (kept?.key !== key) kept = { key, rows: (await listScreenerRows(dataset.id)).map(slim) };
  return { dataset, rows: kept.rows, scored: state !== null };
}
