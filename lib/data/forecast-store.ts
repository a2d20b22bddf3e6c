import 'server-only';
import type { PoolClient } from 'pg';
import { dayFromNumber } from '@/lib/domain/foundation/iso-day';
import { BinaryRows, copyRows } from './binary-copy-writer';

/** What one training leaves behind, besides models and forecasts. JSON as `lib/schemas/forecast-run.ts` has it. */
export interface ForecastRunRecord {
  readonly datasetId: number;
  readonly version: string;
  readonly state: 'ready' | 'insufficient-data';
  readonly reason: string | null;
  readonly published: boolean;
  readonly inputHash: string;
  readonly trainedTo: string;
  readonly seconds: number;
  readonly seed: number;
  readonly rulesVersion: number;
  readonly settings: unknown;
  readonly featureCodes: readonly string[];
  readonly featureSet: string;
  readonly dataHash: string;
  readonly extent: unknown;
  readonly windows: unknown;
  readonly evaluation: unknown;
  readonly importance: unknown;
  readonly gateHistory: unknown;
  readonly limits: readonly string[];
}

/** Stores a run and returns its id. */
export async function insertForecastRun(client: PoolClient, run: ForecastRunRecord): Promise<number> {
  const json = (value: unknown): string => JSON.stringify(value);
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO forecast_run (dataset_id, version, state, reason, published, input_hash, trained_to, seconds, seed, rules_version, settings, feature_codes, feature_set, data_hash,
       extent, windows, evaluation, importance, gate_history, limits)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) RETURNING id`,
    [run.datasetId, run.version, run.state, run.reason, run.published, run.inputHash, run.trainedTo, run.seconds, run.seed, run.rulesVersion, json(run.settings), run.featureCodes, run.featureSet, run.dataHash,
      json(run.extent), json(run.windows), json(run.evaluation), json(run.importance), json(run.gateHistory), run.limits],
  );
  return rows[0]?.id ?? 0;
}

export interface ModelBytes {
  readonly member: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Stores the models of a run. Of the dataset's earlier runs only the hashes stay. */
export async function saveForecastModels(client: PoolClient, datasetId: number, runId: number, models: readonly ModelBytes[]): Promise<void> {
  await client.query('UPDATE forecast_model SET bytes = NULL WHERE dataset_id = $1 AND run_id <> $2 AND bytes IS NOT NULL', [datasetId, runId]);
  for (const { member, bytes, sha256 } of models) {
    await client.query('INSERT INTO forecast_model (dataset_id, run_id, member, bytes, sha256, size) VALUES ($1, $2, $3, $4, $5, $6)', [datasetId, runId, member, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), sha256, bytes.byteLength]);
  }
}

export interface ForecastPoint {
  readonly assetId: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** 0 to 100. */
  readonly percentile: number;
  /** NaN where there is no calibration yet. */
  readonly probability: number;
  /** What moved it, as JSON: points by code. */
  readonly reasons: string;
}

/** jsonb in COPY's binary format is the version of the format, one byte, and the text. */
const JSONB = '\u0001';
/** Rows of one COPY: whoever sends them breathes in between. */
const COPY_ROWS = 20_000;

/** Adds forecasts of days that have none. */
export async function insertForecasts(client: PoolClient, datasetId: number, runId: number, points: Iterable<ForecastPoint>): Promise<void> {
  const send = (rows: BinaryRows): Promise<void> => copyRows(client, 'forecast_row (dataset_id, asset_id, day, run_id, percentile, probability, contributions)', rows);
  let [rows, count] = [new BinaryRows(), 0];
  for (const { assetId, day, percentile, probability, reasons } of points) {
    rows.row(7).integer(datasetId).text(assetId).day(day).integer(runId).float(percentile).float(probability).text(JSONB + reasons);
    count += 1;
    if (count % COPY_ROWS > 0) continue;
    await send(rows);
    rows = new BinaryRows();
  }
  await send(rows);
}

/**
 * Forgets the forecasts of a dataset; where `newest` is told (days since 1970-01-01) all but what was published before that day: a published forecast is
 * of the month that its model was trained for, all others are what it would have said before. The newest day's are replaced while it is the newest.
 */
export async function clearForecasts(client: PoolClient, datasetId: number, newest: number | null = null): Promise<void> {
  await client.query(
    `DELETE FROM forecast_row f USING forecast_run r
     WHERE r.id = f.run_id AND f.dataset_id = $1 AND ($2::date IS NULL OR f.day >= $2::date OR f.day < date_trunc('month', r.trained_to))`,
    [datasetId, newest === null ? null : dayFromNumber(newest)],
  );
}

/** Days that have forecasts, as days since 1970-01-01. */
export async function readKeptDays(client: PoolClient, datasetId: number): Promise<number[]> {
  const { rows } = await client.query<{ day: number }>(`SELECT DISTINCT day - date '1970-01-01' AS day FROM forecast_row WHERE dataset_id = $1`, [datasetId]);
  return rows.map(({ day }) => day);
}

/** Forgets that a dataset was too short. */
export async function dropShortRuns(client: PoolClient, datasetId: number): Promise<void> {
  await client.query("DELETE FROM forecast_run WHERE dataset_id = $1 AND state = 'insufficient-data'", [datasetId]);
}

/** Whether a run's models still are those that forecast. */
export async function isPublished(client: PoolClient, runId: number): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM forecast_run WHERE id = $1 AND published', [runId]);
  return rowCount === 1;
}

/** Makes room for the forecasts of the days from one on (days since 1970-01-01), and notes from which content they are made. */
export async function replaceNewest(client: PoolClient, datasetId: number, runId: number, from: number, content: string): Promise<void> {
  await client.query('DELETE FROM forecast_row WHERE dataset_id = $1 AND day >= $2::date', [datasetId, dayFromNumber(from)]);
  await client.query(`UPDATE forecast_run SET extent = extent || jsonb_build_object('content', $2::text) WHERE id = $1`, [runId, content]);
}

/** Withdraws the runs whose models forecast until now; what they were judged by stays. */
export async function retireRuns(client: PoolClient, datasetId: number): Promise<void> {
  await client.query('UPDATE forecast_run SET published = false WHERE dataset_id = $1 AND published', [datasetId]);
}

/**
 * Holds the dataset until the transaction ends: against being dropped, and where `content` is told against another content. False where it is gone, or has another one.
 */
export async function holdDataset(client: PoolClient, datasetId: number, content: string | null): Promise<boolean> {
  const { rows } = await client.query<{ hash: string }>(`SELECT content_hash AS hash FROM dataset WHERE id = $1 FOR ${content === null ? 'KEY SHARE' : 'SHARE'}`, [datasetId]);
  return rows[0] !== undefined && (content === null || rows[0].hash === content);
}

/** Withdraws what was forecast of a dataset whose facts have become others; what judged it stays, unpublished. Takes the dataset first, as whoever stores a run does. */
export async function withdrawForecasts(client: PoolClient, datasetId: number, contentHash: string): Promise<void> {
  const { rows } = await client.query<{ same: boolean }>('SELECT content_hash = $2 AS same FROM dataset WHERE id = $1 FOR NO KEY UPDATE', [datasetId, contentHash]);
  if (rows[0]?.same !== false) return;
  await client.query('DELETE FROM forecast_row WHERE dataset_id = $1', [datasetId]);
  await retireRuns(client, datasetId);
}

/** What the gate was told to be until now: of the run whose models forecast, and the month of the first training; null before one. */
export async function readToldGates(client: PoolClient, datasetId: number): Promise<{ readonly history: unknown; readonly since: string } | null> {
  const { rows } = await client.query<{ history: unknown; since: string }>(
    `SELECT gate_history AS history, (SELECT to_char(min(trained_to), 'YYYY-MM') FROM forecast_run WHERE dataset_id = $1 AND state = 'ready') AS since
     FROM forecast_run WHERE dataset_id = $1 AND state = 'ready' ORDER BY id DESC LIMIT 1`,
    [datasetId],
  );
  return rows[0] ?? null;
}
