import { insertForecastRun } from '@/lib/data/forecast-store';
import { pool } from '@/lib/data/pool';
import { modelFixture } from '../components/model/fixture';

/** Stores a made proof as the run of a dataset, for what only shows it: figures are invented, shapes are those of a training. */
export async function storeMadeProof(datasetId: number, lastDay: string): Promise<void> {
  const { evaluation, gateHistory, windows, features, training, limits } = modelFixture();
  const { samples = 0, assets = 0, from = null, to = null } = training ?? {};
  const client = await pool.connect();
  try {
    await insertForecastRun(client, {
      datasetId, version: 'made', state: 'ready', reason: null, published: true, inputHash: 'made', trainedTo: lastDay, seconds: 1, seed: 7, rulesVersion: 1, settings: {},
      featureCodes: features.map(({ code }) => code), featureSet: '', dataHash: '', extent: { samples, assets, from, to, facts: 0, content: '' }, windows, evaluation,
      importance: features.map(({ code, importance }) => ({ code, importance })), gateHistory, limits,
    });
  } finally {
    client.release();
  }
}
