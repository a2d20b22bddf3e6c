import 'server-only';
import { systemClock, type Clock } from '@/lib/clock';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { readScoreState } from '@/lib/data/scores';
import { readForecastStamp } from '@/lib/data/forecasts';
import { listScreenerRows, type ScreenerRow as StoredRow } from '@/lib/data/screener';
import { mayAdvise } from '@/lib/domain/market/freshness';
import { readFreshness } from '@/lib/services/market/read-freshness';
import { readSignals, type Signal } from '@/lib/services/model/read-forecast';
import { withholdAdvice, type AgedRow } from './withhold-advice';

export type ScreenerRow = AgedRow & { readonly signal: Signal };

export interface Screener {
  readonly dataset: DatasetSummary;
  readonly rows: readonly ScreenerRow[];
  /** Whether grades and figures have been computed for this content. */
  readonly scored: boolean;
}

const SPARK_DIGITS = 5;

const MINUTE_MS = 60_000;

let stored: { readonly key: string; readonly rows: readonly StoredRow[] } | undefined;
let kept: { readonly key: string; readonly rows: readonly ScreenerRow[] } | undefined;

function slim(row: StoredRow): StoredRow {
  return { ...row, sparkline: row.sparkline.map((close) => (close === null ? null : Number(close.toPrecision(SPARK_DIGITS)))) };
}

async function storedRows(dataset: DatasetSummary, key: string): Promise<readonly StoredRow[]> {
  if (stored?.key !== key) stored = { key, rows: (await listScreenerRows(dataset.id)).map(slim) };
  return stored.rows;
}

/** A signal is advice: it goes with the rating where the last close is too old. */
function withSignal(row: AgedRow, signal: Signal | undefined): ScreenerRow {
  return { ...row, signal: signal !== undefined && mayAdvise(row.freshness) ? signal : null };
}

/**
 * All tokens of the active market; null while there is none. Kept in memory until facts or scores change, for every visitor sees the
 * same rows; their ages and quotes, which a live market changes by itself, for a minute.
 */
export async function readScreener(clock: Clock = systemClock): Promise<Screener | null> {
  const dataset = await activeDataset();
  if (dataset === null) return null;
  const [state, forecasts] = await Promise.all([readScoreState(dataset.id), readForecastStamp(dataset.id)]);
  const key = `${dataset.id}|${dataset.contentHash}|${state?.inputHash ?? ''}`;
  const minute = dataset.live ? Math.floor(clock.now().getTime() / MINUTE_MS) : 0;
  if (kept?.key !== `${key}|${forecasts}|${minute}`) {
    const [rows, freshness, signals] = await Promise.all([storedRows(dataset, key), readFreshness(dataset, null, clock), readSignals(dataset.id, dataset.lastDay)]);
    kept = { key: `${key}|${forecasts}|${minute}`, rows: rows.map((row) => withSignal(withholdAdvice(row, freshness.get(row.id)), signals.get(row.id))) };
  }
  return { dataset, rows: kept.rows, scored: state !== null };
}
