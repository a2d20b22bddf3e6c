import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { expectAccessible, settle, signUp, withPage } from '../support/browser';
import { install, QUICK_SOURCES, type Installation } from '../support/installation';
import { personalPages, publicPages } from '../support/public-pages';
import { startSources, type RunningSources } from '../support/source-stubs/start-sources';

const TODAY = isoDay(new Date().toISOString().slice(0, 10));
const PROFILE = { age: 40, temperament: 'balanced', incomeStability: 'stable', investable: '100000', netWorth: 250000, monthlyExpenses: '2000', reserve: '24000', debts: [], horizonYears: 10 };

let sources: RunningSources;
let product: Installation;

beforeAll(async () => {
  sources = await startSources({ assets: 60, since: addDays(TODAY, -60) });
  sources.inject({ fault: 'reset' });
  const settings = { sources: { limits: QUICK_SOURCES, feeds: sources.feeds, exchanges: ['kraken'] } };
  product = await install({ env: { BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls) }, settings });
  await product.start();
});
afterAll(async () => {
  await product.remove();
  await sources.stop();
});

interface Position {
  readonly asset: string;
  readonly quantity: string;
}

const mine = async <T>(page: Page, where: string): Promise<T> => (await (await page.request.get(`/api/v1/me/${where}`)).json()) as T;

async function book(page: Page, body: object): Promise<void> {
  const answer = await page.request.post('/api/v1/me/transactions', { data: body });
  expect([answer.status(), await answer.text()]).toEqual([201, expect.anything()]);
}

const positions = async (page: Page): Promise<string[]> => (await mine<{ positions: Position[] }>(page, 'portfolio')).positions.map(({ asset, quantity }) => `${quantity} ${asset}`);

/** Pages that do not say, before any script runs, that their market is simulated; those about a thing that this person has not are left out. */
async function unmarked(page: Page, paths: readonly string[]): Promise<string[]> {
  const seen: [string, string][] = [];
  for (const where of paths) {
    const answer = await page.request.get(where);
    if (answer.ok()) seen.push([where, await answer.text()]);
  }
  expect(seen.length).toBeGreaterThan(10);
  return seen.filter(([, text]) => !text.includes('aria-label="Simulated market"')).map(([where]) => where);
}

const dayShown = async (): Promise<string> => (await product.status()).dataset?.lastDay ?? '';

describe('a first start while no source can be reached', () => {
  it('shows the simulated market, and says so', async () => {
    await product.until('the sample', async () => (await product.status()).dataset?.simulated);
    expect((await product.status()).mode).toBe('simulated');
    await withPage(
      async (page) => {
        await page.goto('/');
        expect(await page.getByRole('complementary', { name: 'Simulated market' }).innerText()).toContain('imulated');
        expect(await unmarked(page, publicPages())).toEqual([]);
      },
      { at: product.url },
    );
  });

  it('gives way once a source answers and the owner agrees; people, plans and ledgers stay', { timeout: 300_000 }, async () => {
    await withPage(
      async (page) => {
        await signUp(page, '/status');
        expect(await unmarked(page, personalPages())).toEqual([]);
        await book(page, { kind: 'buy', day: await dayShown(), asset: 'bitcoin', quantity: '2', price: '100', funded: true });
        expect((await page.request.put('/api/v1/me/profile', { data: PROFILE })).status()).toBe(200);
        expect(await positions(page)).toEqual(['2 bitcoin']);
        expect(await page.getByRole('link', { name: 'Switch to the live market' }).count()).toBe(0);

        sources.heal();
        await page.goto('/status');
        await settle(page);
        await page.getByRole('form', { name: 'Try CoinGecko again' }).getByRole('button').click();
        // Where it has answered before the page is made anew, there is nothing left to ask for: the button is gone, and its words with it.
        const answered = page.getByRole('table', { name: 'Sources' }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'CoinGecko', exact: true }), hasNot: page.getByRole('form') });
        await page.getByText('It is being asked again.').or(answered).first().waitFor();
        await product.until('the offer', async () => {
          await page.goto('/status');
          return (await page.getByRole('link', { name: 'Switch to the live market' }).count()) === 1;
        });
        await expectAccessible(page);
        await page.getByRole('link', { name: 'Switch to the live market' }).click();
        await page.waitForURL('**/status?switch=confirm**');
        await page.getByRole('button', { name: 'Write the backup and switch' }).click();
        await product.until('the live market', async () => (await product.status()).dataset?.live, 180_000);

        expect(fs.readdirSync(path.join(product.data, 'backups'))).toEqual([expect.stringMatching(/^bandwise-simulated-.*\.tar$/)]);
        expect(await product.status()).toMatchObject({ mode: 'live', dataset: { name: 'Live market', simulated: false } });
        expect(await product.query('SELECT name FROM dataset')).toEqual([{ name: 'Live market' }]);
        expect(await mine(page, 'profile')).toMatchObject({ complete: true, answers: { age: 40 } });
        expect(await mine(page, 'plan')).toMatchObject({ version: 1 });
        expect(await product.query('SELECT kind, simulated FROM transaction ORDER BY ordinal')).toEqual([{ kind: 'deposit', simulated: true }, { kind: 'buy', simulated: true }]);
        expect(await positions(page)).toEqual([]);
        await page.goto('/portfolio/transactions');
        expect(await page.getByRole('main').innerText()).toMatch(/simulated/i);

        await book(page, { kind: 'buy', day: await dayShown(), asset: 'bitcoin', quantity: '3', price: '100', funded: true });
        expect(await positions(page)).toEqual(['3 bitcoin']);
        await page.goto('/');
        expect(await page.getByRole('complementary', { name: 'Simulated market' }).count()).toBe(0);
        await settle(page);
      },
      { at: product.url },
    );
  });
});
