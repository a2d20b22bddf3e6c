import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { liveDatasetId } from '@/lib/data/live-dataset';
import { pool } from '@/lib/data/pool';
import { loadMarket } from '@/lib/services/jobs/load-market';
import { activeMarket } from '@/lib/services/jobs/stale-jobs';
import { startSources, type RunningSources } from '../../support/source-stubs/start-sources';

const ASSETS = 12;
const silent = () => undefined;
let sources: RunningSources;

beforeAll(async () => {
  sources = await startSources({ assets: ASSETS, seed: 11 });
  Object.assign(process.env, { BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls), BANDWISE_OFFLINE: '' });
  delete process.env.MARKET_DATA_DIR;
});
afterAll(() => sources.stop());
beforeEach(async () => {
  sources.heal();
  await pool.query('TRUNCATE dataset, asset, app_setting, source_state, source_asset, source_daily, source_change, daily_fact, day_digest, quote, backfill_task CASCADE');
  await pool.query(`INSERT INTO app_setting (key, value) VALUES ('sources', '{"listing": ${ASSETS}, "exchanges": []}')`);
});

it('waits for a source that falls silent in the middle of it, and goes on when it answers', async () => {
  const before = sources.requests.length;
  // The probe is answered, the listing is not.
  sources.inject({ fault: 'unknown-fields', source: 'coingecko', times: 1 });
  sources.inject({ fault: 'forbidden', source: 'coingecko' });
  await expect(loadMarket(silent)).rejects.toMatchObject({ name: 'NotBefore', message: expect.stringMatching(/^coingecko: .*403.*goes on as soon as it answers$/s) });
  expect(sources.requests.length - before).toBe(2);
  expect(await liveDatasetId()).not.toBeNull();
  sources.heal();
  expect(await loadMarket(silent)).toMatch(/^12 assets of coingecko, closes of /);
  expect(await activeMarket()).toMatchObject({ live: true });
});

it('waits for closes where a listing alone makes no market', async () => {
  sources.inject({ fault: 'forbidden', source: 'defillama' });
  await expect(loadMarket(silent)).rejects.toMatchObject({ name: 'NotBefore', message: expect.stringMatching(/^12 assets of coingecko.*defillama: .*goes on as soon as one tells its closes$/s) });
  expect(await activeMarket()).toBeNull();
  sources.heal();
  expect(await loadMarket(silent)).toMatch(/^12 assets of coingecko, closes of /);
});
