import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { settle, signUp, withPage } from '../support/browser';
import { install, QUICK_SOURCES, type Installation } from '../support/installation';
import { makeSmallDisk, withSmallDisks, type SmallDisk } from '../support/small-disk';
import { startSources, type RunningSources } from '../support/source-stubs/start-sources';

const TODAY = isoDay(new Date().toISOString().slice(0, 10));
const WORDS = 'The disk of the database is full';
const DEPOSIT = { kind: 'deposit', day: addDays(TODAY, -1), asset: 'usd', quantity: '1000' };

withSmallDisks('a full disk', () => {
  let disk: SmallDisk;
  let sources: RunningSources;
  let product: Installation;
  let state: Awaited<ReturnType<BrowserContext['storageState']>>;
  let cookie = '';

  beforeAll(async () => {
    disk = makeSmallDisk(900);
    sources = await startSources({ assets: 60, since: addDays(TODAY, -200) });
    const settings = { sources: { limits: QUICK_SOURCES, feeds: sources.feeds, exchanges: ['kraken'] } };
    product = await install({ data: disk.folder, env: { BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls) }, settings });
    await product.start();
    await product.until('a market', async () => (await product.status()).dataset?.live);
    await withPage(
      async (page) => {
        await signUp(page, '/settings/tax');
        state = await page.context().storageState();
      },
      { at: product.url },
    );
    cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  });
  afterAll(async () => {
    await product.stop();
    await sources.stop();
    disk.remove();
  });

  const deposit = () => fetch(`${product.url}/api/v1/me/transactions`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify(DEPOSIT) });

  it('is told to whoever changes something, and to nobody who reads', async () => {
    expect((await deposit()).status).toBe(201);
    disk.fill();
    const answer = await deposit();
    expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ detail: expect.stringContaining(WORDS) })]);
    await withPage(
      async (page) => {
        await page.goto('/settings/tax');
        await settle(page);
        await page.getByRole('main').getByRole('button', { name: 'Save' }).click();
        await page.getByText(WORDS).waitFor();
        for (const path of ['/', '/tokens', '/indices', '/status', '/portfolio']) expect((await page.goto(path))?.status()).toBe(200);
      },
      { at: product.url, state },
    );
  });

  it('makes background work wait, which says so and goes on when there is room', async () => {
    const postgres = product.server()?.pid;
    await product.request('quotes');
    await product.until('the work to say why it waits', async () => (await product.job('quotes'))?.detail?.startsWith(WORDS));
    // Longer than it takes to look for work, many times.
    await pause(5_000);
    expect((await product.job('quotes'))?.state).toBe('waiting');
    expect((await product.status()).dataset?.live).toBe(true);
    expect(product.server()?.pid).toBe(postgres);
    disk.free();
    await product.until('the work to go on', async () => (await product.job('quotes'))?.state === 'done');
    await product.until('the history', async () => (await product.job('backfill'))?.state === 'done', 300_000);
    expect((await deposit()).status).toBe(201);
    expect(await product.query('SELECT 1 FROM transaction')).toHaveLength(2);
  });
});
