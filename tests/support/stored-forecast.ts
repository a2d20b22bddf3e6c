import { pool } from '@/lib/data/pool';
import type { GateHistory } from '@/lib/schemas/api/model';

/** What a training leaves of one market. Days are ISO. */
export interface StoredForecast {
  readonly trainedTo: string;
  readonly gates: GateHistory;
  readonly rows: readonly { readonly id: string; readonly day: string; readonly percentile: number }[];
}

/** A gate's history: by month whether it was open. */
export const gatesOf = (months: Readonly<Record<string, boolean>>): GateHistory =>
  Object.entries(months).map(([month, open]) => ({ month, open, months: 30, rankIc: 0.05, baseline: 'size', baselineIc: 0.02, t: 2.5, reason: `${month} was ${open ? 'open' : 'closed'}` }));

/** Bytes of a model, of every value there is. */
export const MODEL = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

/** Stores a published run with a model and forecasts, without training anything; returns the run. */
export async function storeForecast(datasetId: number, { trainedTo, gates, rows }: StoredForecast): Promise<number> {
  const run = await pool.query<{ id: number }>(
    `INSERT INTO forecast_run (dataset_id, version, state, published, input_hash, trained_to, seconds, seed, rules_version, settings, feature_codes, feature_set, data_hash, extent, windows, evaluation, importance, gate_history, limits)
     VALUES ($1, 'v', 'ready', true, 'h', $2, 1, 1, 1, '{}', '{a,b}', '', '', '{}', '[]', '{}', '[]', $3, '{"It says: nothing."}') RETURNING id`,
    [datasetId, trainedTo, JSON.stringify(gates)],
  );
  const id = run.rows[0]?.id ?? 0;
  await pool.query(`INSERT INTO forecast_model (dataset_id, run_id, member, bytes, sha256, size) VALUES ($1, $2, 'boosting', $3, 's', 256), ($1, $2, 'ridge', NULL, 's', 9)`, [datasetId, id, MODEL]);
  await pool.query(
    `INSERT INTO forecast_row (dataset_id, asset_id, day, run_id, percentile, contributions)
     SELECT $1, r.id, r.day, $2, r.percentile, '{"momentum30d": 1.5}' FROM jsonb_to_recordset($3::jsonb) AS r(id text, day date, percentile float8)`,
    [datasetId, id, JSON.stringify(rows)],
  );
  return id;
}

/** Stores a headline about bitcoin with what was read of it. */
export async function storeHeadline(datasetId: number): Promise<void> {
  await pool.query(
    `INSERT INTO text_item (dataset_id, id, kind, source, title, published_at, seen_at, day, language, polarity, method, narratives, sketch, weight)
     VALUES ($1, 'one', 'news', 'a paper', E'Bitcoin "soars"\\tagain', '2021-12-30 10:00Z', '2021-12-30 11:00Z', '2021-12-30', 'en', 0.5, 'rules', '{etf}', $2, 1)`,
    [datasetId, MODEL],
  );
  await pool.query(`INSERT INTO text_mention (dataset_id, asset_id, item_id, published_at, polarity, weight) VALUES ($1, 'bitcoin', 'one', '2021-12-30 10:00Z', NULL, 1)`, [datasetId]);
}
