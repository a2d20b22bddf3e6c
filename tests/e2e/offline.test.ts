import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOB_NAMES, scheduleOf } from '@/lib/jobs/schedule';
import { withPage } from '../support/browser';
import { install, type Installation } from '../support/installation';
import { startSources, type RunningSources } from '../support/source-stubs/start-sources';
import { makeFolder, removeFolders } from '../integration/market/folder-fixture';

let sources: RunningSources;
beforeAll(async () => {
  sources = await startSources({ assets: 20 });
});
afterAll(async () => {
  removeFolders();
  await sources.stop();
});

const NETWORK_JOBS = JOB_NAMES.filter((name) => scheduleOf(name).neededBy !== 'always');

describe.each([
  ['MARKET_DATA_DIR', () => makeFolder(), 'folder'],
  ['BANDWISE_OFFLINE', () => '1', 'offline'],
])('an installation with %s', (variable, value, mode) => {
  let product: Installation;
  beforeAll(async () => {
    product = await install({ env: { BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls), [variable]: value() } });
    await product.start();
    await product.until('its market', async () => (await product.status()).dataset);
  });
  afterAll(() => product.remove());

  it('sends no request, whatever is asked for, and lists sources and their work as off', async () => {
    // Those of the market's lane would wait until it is computed; they are off like the others.
    const asked = NETWORK_JOBS.filter((job) => scheduleOf(job).lane !== 'market');
    for (const job of asked) await product.request(job);
    await product.until('the work to be looked at', async () => (await product.query(`SELECT 1 FROM pgboss.job WHERE name = ANY($1) AND state < 'completed'`, [asked.map((job) => `market.${job}`)])).length === 0);
    const status = await product.status();
    expect(status.mode).toBe(mode);
    expect(status.sources.filter(({ name, state }) => name in sources.urls && state !== 'off')).toEqual([]);
    expect(status.sources.filter(({ state }) => state === 'off').length).toBeGreaterThanOrEqual(12);
    expect(status.jobs.filter(({ name, state }) => NETWORK_JOBS.some((job) => job === name) && state !== 'off')).toEqual([]);
    await withPage(async (page) => {
      await page.goto('/status');
      expect(await page.getByText(/^Off, and asked for nothing:/).innerText()).toContain('CoinGecko');
    }, { at: product.url });
    expect(sources.requests).toEqual([]);
  });
});
