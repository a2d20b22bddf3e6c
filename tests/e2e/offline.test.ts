import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOB_NAMES, scheduleOf } from '@/lib/jobs/schedule';
import { withPage } from '../support/browser';
import { install, type Installation } from '../support/installation';
import { startSources, type RunningSources } from '../support/source-stubs/start-sources';
import { makeFolder, removeFolders } from '../integration/market/folder-fixture';

const INSTALLATIONS = [
  { variable: 'MARKET_DATA_DIR', value: () => makeFolder(), mode: 'folder' },
  { variable: 'BANDWISE_OFFLINE', value: () => '1', mode: 'offline' },
] as const;

let sources: RunningSources;
const products = new Map<string, Installation>();

/** Ready, with its market. */
async function make({ variable, value }: (typeof INSTALLATIONS)[number]): Promise<void> {
  const product = await install({ env: { BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls), [variable]: value() } });
  products.set(variable, product);
  await product.start();
  await product.until('its market', async () => (await product.status()).dataset);
}

// Both at once: neither minds the other, and each waits for its own worker and database.
beforeAll(async () => {
  sources = await startSources({ assets: 20 });
  await Promise.all(INSTALLATIONS.map(make));
});
afterAll(async () => {
  await Promise.all([...products.values()].map((product) => product.remove()));
  removeFolders();
  await sources.stop();
});

const NETWORK_JOBS = JOB_NAMES.filter((name) => scheduleOf(name).neededBy !== 'always');

describe.each(INSTALLATIONS)('an installation with $variable', ({ variable, mode }) => {
  it('sends no request, whatever is asked for, and lists sources and their work as off', async () => {
    const product = products.get(variable) as Installation;
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
