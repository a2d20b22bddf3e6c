import 'server-only';
import { invariant } from '@/lib/domain/foundation/invariant';
import { copyBinary } from './copy-binary';
import type { ForecastRunRecord } from './forecast-store';
import { pool } from './pool';

/** A stored run; JSON is unread. */
export interface StoredRun extends Omit<ForecastRunRecord, 'state'> {
  readonly id: number;
  readonly dataset: string;
  readonly simulated: boolean;
  readonly active: boolean;
  /** The last day of the market as it is now. */
  readonly lastDay: string;
  readonly state: string;
  readonly trainedAt: Date;
}

const RUN = `r.id, r.dataset_id AS "datasetId", d.name AS dataset, d.simulated, d.active, d.last_day::text AS "lastDay", r.version, r.state, r.reason, r.published, r.input_hash AS "inputHash", r.trained_to::text AS "trainedTo",
  r.trained_at AS "trainedAt", r.seconds, r.seed, r.rules_version AS "rulesVersion", r.settings, r.feature_codes AS "featureCodes", r.feature_set AS "featureSet", r.data_hash AS "dataHash",
  r.extent, r.windows, r.evaluation, r.importance, r.gate_history AS "gateHistory", r.limits`;

/** The run of each dataset that its forecasts are of, the active one's first, then by name; one whose facts have become others has none. */
export async function readNewestRuns(): Promise<StoredRun[]> {
  const { rows } = await pool.query<StoredRun>(
    `SELECT ${RUN} FROM dataset d CROSS JOIN LATERAL (SELECT * FROM forecast_run n WHERE n.dataset_id = d.id AND n.published ORDER BY n.id DESC LIMIT 1) r
     ORDER BY d.active DESC, d.name`,
  );
  return rows;
}

/** The run whose models forecast a dataset now, or what says that it is too short; null before either. */
export async function readPublishedRun(datasetId: number): Promise<StoredRun | null> {
  const { rows } = await pool.query<StoredRun>(`SELECT ${RUN} FROM forecast_run r JOIN dataset d ON d.id = r.dataset_id WHERE r.dataset_id = $1 AND r.published ORDER BY r.id DESC LIMIT 1`, [datasetId]);
  return rows[0] ?? null;
}

/** The gate's history as the run whose models forecast tells it, unread; null before one. */
export async function readPublishedGates(datasetId: number): Promise<unknown> {
  const { rows } = await pool.query<{ history: unknown }>(`SELECT gate_history AS history FROM forecast_run WHERE dataset_id = $1 AND published AND state = 'ready' ORDER BY id DESC LIMIT 1`, [datasetId]);
  return rows[0]?.history ?? null;
}

/** Stated and observed chances of the run whose models forecast a dataset now, JSON unread; null while there is none. */
export async function readPublishedCalibration(datasetId: number): Promise<unknown> {
  const { rows } = await pool.query<{ calibration: unknown }>(`SELECT evaluation -> 'calibration' AS calibration FROM forecast_run WHERE dataset_id = $1 AND published AND state = 'ready' ORDER BY id DESC LIMIT 1`, [datasetId]);
  return rows[0]?.calibration ?? null;
}

export interface StoredModel {
  readonly member: string;
  readonly sha256: string;
  readonly size: number;
}

/** The models of a run, without their bytes. */
export async function listForecastModels(datasetId: number, runId: number): Promise<StoredModel[]> {
  const { rows } = await pool.query<StoredModel>('SELECT member, sha256, size FROM forecast_model WHERE dataset_id = $1 AND run_id = $2 ORDER BY member', [datasetId, runId]);
  return rows;
}

/** The bytes of a run's models by member. */
export async function readForecastModels(datasetId: number, runId: number): Promise<Map<string, Uint8Array>> {
  const { rows } = await pool.query<{ member: string; bytes: Buffer }>('SELECT member, bytes FROM forecast_model WHERE dataset_id = $1 AND run_id = $2 AND bytes IS NOT NULL ORDER BY member', [datasetId, runId]);
  return new Map(rows.map(({ member, bytes }) => [member, new Uint8Array(bytes)]));
}

/** One day's forecast of an asset; null where there is no calibration yet, or reasons are not kept. */
export interface StoredForecast {
  readonly day: string;
  readonly percentile: number;
  readonly probability: number | null;
  readonly contributions: unknown;
  readonly modelVersion: string;
}

/** The newest day with forecasts of the week that ends on `$2`: weekly ones stand until the next, older ones say nothing any more. */
const STANDING_DAY = `(SELECT max(day) FROM forecast_row WHERE dataset_id = $1 AND day BETWEEN $2::date - 6 AND $2::date)`;

/** The forecast of an asset that stands on a day; null where there is none. */
export async function readForecast(datasetId: number, day: string, assetId: string): Promise<StoredForecast | null> {
  const { rows } = await pool.query<StoredForecast>(
    `SELECT f.day::text, f.percentile, f.probability, f.contributions, r.version AS "modelVersion" FROM forecast_row f JOIN forecast_run r ON r.id = f.run_id
     WHERE f.dataset_id = $1 AND f.asset_id = $3 AND f.day = ${STANDING_DAY}`,
    [datasetId, day, assetId],
  );
  return rows[0] ?? null;
}

/** Probabilities by asset that stand on a day; an asset without one is left out. */
export async function readProbabilities(datasetId: number, day: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ id: string; probability: number }>(`SELECT asset_id AS id, probability FROM forecast_row WHERE dataset_id = $1 AND day = ${STANDING_DAY} AND probability IS NOT NULL`, [datasetId, day]);
  return new Map(rows.map(({ id, probability }) => [id, probability]));
}

/** Names the forecasts of a dataset as they are stored: the run, the content that the newest were made from, the last day. */
export async function readForecastStamp(datasetId: number): Promise<string> {
  const { rows } = await pool.query<{ stamp: string | null }>(
    `SELECT concat_ws(' ', (SELECT concat_ws(' ', id, extent ->> 'content') FROM forecast_run WHERE dataset_id = $1 AND published ORDER BY id DESC LIMIT 1), (SELECT max(day) FROM forecast_row WHERE dataset_id = $1)) AS stamp`,
    [datasetId],
  );
  return rows[0]?.stamp ?? '';
}

export interface ForecastExtent {
  /** The last day with forecasts, and how many it has; null and 0 where there are none. */
  readonly lastDay: string | null;
  readonly count: number;
}

export async function readForecastExtent(datasetId: number): Promise<ForecastExtent> {
  const { rows } = await pool.query<ForecastExtent>(
    `SELECT last.day::text AS "lastDay", (SELECT count(*)::int FROM forecast_row f WHERE f.dataset_id = $1 AND f.day = last.day) AS count
     FROM (SELECT max(day) AS day FROM forecast_row WHERE dataset_id = $1) last`,
    [datasetId],
  );
  return rows[0] ?? { lastDay: null, count: 0 };
}

/** Streams the forecasts of a dataset on some days (days since 1970-01-01): asset id, day, percentile. */
export async function loadForecastPoints(datasetId: number, days: readonly number[], each: (assetId: string, day: number, percentile: number) => void): Promise<void> {
  invariant([datasetId, ...days].every(Number.isInteger), 'ids and days are whole numbers');
  const wanted = `unnest(ARRAY[${days.join(',')}]::integer[]) AS d(day) JOIN forecast_row AS f ON f.day = date '1970-01-01' + d.day`;
  await copyBinary(`SELECT f.asset_id, d.day, f.percentile FROM ${wanted} WHERE f.dataset_id = ${datasetId}`, (row) => each(row.text(0), row.integer(1), row.float(2)));
}

/** How many daily facts a dataset holds: a measure of how much of its history is known. */
export async function countDailyFacts(datasetId: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM daily_fact WHERE dataset_id = $1', [datasetId]);
  return rows[0]?.count ?? 0;
}
