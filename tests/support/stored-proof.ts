import type { PoolClient } from 'pg';
import { insertForecastRun, insertForecasts, saveForecastModels } from '@/lib/data/forecast-store';
import { pool } from '@/lib/data/pool';
import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { modelFixture } from '../components/model/fixture';

async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

function insertMadeRun(client: PoolClient, datasetId: number, lastDay: string, gateHistory = modelFixture().gateHistory): Promise<number> {
  const { evaluation, windows, features, training, limits } = modelFixture();
  const { samples = 0, assets = 0, from = null, to = null } = training ?? {};
  return insertForecastRun(client, {
    datasetId, version: 'made', state: 'ready', reason: null, published: true, inputHash: 'made', trainedTo: lastDay, seconds: 1, seed: 7, rulesVersion: 1, settings: {},
    featureCodes: features.map(({ code }) => code), featureSet: '', dataHash: '', extent: { samples, assets, from, to, facts: 0, content: '' }, windows, evaluation,
    importance: features.map(({ code, importance }) => ({ code, importance })), gateHistory, limits,
  });
}

/** Stores a made proof as the run of a dataset, for what only shows it: figures are invented, shapes are those of a training. */
export async function storeMadeProof(datasetId: number, lastDay: string): Promise<void> {
  await withClient((client) => insertMadeRun(client, datasetId, lastDay));
}

/** The month that lies so many before that of a day. */
function monthBefore(day: string, months: number): string {
  const number = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** What a made forecast of a token says. */
export interface MadeForecast {
  readonly id: string;
  readonly percentile: number;
  readonly probability: number;
  readonly reasons: Readonly<Record<string, number>>;
}

/** The same with models and forecasts of the dataset's last day, its gate decided up to that month; returns the run. */
export const storeMadeForecasts = (datasetId: number, lastDay: string, forecasts: readonly MadeForecast[]): Promise<number> =>
  withClient(async (client) => {
    const { gateHistory } = modelFixture();
    const gates = gateHistory.map((gate, i) => ({ ...gate, month: monthBefore(lastDay, gateHistory.length - 1 - i) }));
    const run = await insertMadeRun(client, datasetId, lastDay, gates);
    await saveForecastModels(client, datasetId, run, [{ member: 'boosting', bytes: new Uint8Array(2048), sha256: 'b'.repeat(64) }]);
    const day = dayNumber(isoDay(lastDay));
    await insertForecasts(client, datasetId, run, forecasts.map(({ id, percentile, probability, reasons }) => ({ assetId: id, day, percentile, probability, reasons: JSON.stringify(reasons) })));
    return run;
  });

/** Takes a made run away again, for others read the same database. */
export async function forgetMadeRun(run: number): Promise<void> {
  for (const table of ['forecast_row', 'forecast_model']) await pool.query(`DELETE FROM ${table} WHERE run_id = $1`, [run]);
  await pool.query('DELETE FROM forecast_run WHERE id = $1', [run]);
}
