import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectAccessible, withPage, type Visit } from '../support/browser';
import { withMarketData } from '../support/real-data';

const PASSWORD = 'six plain words are long enough';

async function reads(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Large Cap 10' }).first().click();
  await page.waitForURL('**/indices/large-cap-10');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Large Cap 10');
  await page.getByRole('main').locator('a[href="/tokens/bitcoin"]').first().click();
  await page.waitForURL('**/tokens/bitcoin');
  expect(await page.getByText('Why this grade').isVisible()).toBe(true);
}

async function signsUp(page: Page, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/plan');
}

/** Four steps; each answer as a person would type it. */
async function plans(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await page.waitForURL('**/plan/profile/you');
  await page.locator('[name=age]').fill('42');
  await page.locator('[name=investable]').fill('200000');
  await page.locator('[name=netWorth]').fill('400000');
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.waitForURL('**/plan/profile/safety-net');
  await page.locator('[name=monthlyExpenses]').fill('3000');
  await page.locator('[name=reserve]').fill('30000');
  await page.getByText('Stable', { exact: true }).click();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.waitForURL('**/plan/profile/time');
  await page.locator('[name=horizonYears]').fill('10');
  await page.getByText('Balanced', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await page.waitForURL('**/plan/profile/accounts');
  await page.getByRole('button', { name: 'Save and show the plan' }).click();
  await page.waitForURL((url) => url.pathname === '/plan');
  // Growth, balanced: the middle of 10–20 %, of 200,000.
  expect(await page.getByRole('main').innerText()).toMatch(/15\s*%/);
  expect(await page.getByRole('main').innerText()).toMatch(/\$30,000/);
}

/** Opens an account and enters 0.5 BTC at their cost, and 5,000 dollars. */
async function enters(page: Page): Promise<void> {
  await page.goto('/portfolio');
  await page.getByRole('link', { name: 'Enter what you hold' }).click();
  await page.waitForURL('**/portfolio/transactions**');
  await page.getByLabel('Name').fill('Exchange one');
  await page.getByRole('button', { name: 'Open the account' }).click();
  await page.getByRole('button', { name: 'Record the deposit' }).waitFor();
  for (const [asset, day, quantity, cost] of [['bitcoin', '2021-03-01', '0.5', '48000'], ['usd', '2021-12-01', '5000', '']] as const) {
    await page.goto(`/portfolio/transactions?kind=deposit&asset=${asset}`);
    await page.locator('[name=day]').fill(day);
    await page.locator('[name=quantity]').fill(quantity);
    await page.locator('[name=unitPrice]').fill(cost);
    await page.getByRole('button', { name: 'Record the deposit' }).click();
    await page.getByRole('cell', { name: new RegExp(quantity === '0.5' ? '0\\.5' : '5,?000') }).first().waitFor();
  }
  await page.goto('/portfolio');
  // 0.5 BTC at the close of 30 December 2021 and the cash.
  expect(await page.getByRole('main').innerText()).toMatch(/\$28,\d{3}/);
}

async function rebalances(page: Page, twice: boolean): Promise<number> {
  await page.goto('/rebalance');
  const answer = await page.getByRole('heading', { level: 1 }).innerText();
  expect(answer).toMatch(/Sell .*Bitcoin|trades/);
  const accept = page.getByRole('button', { name: 'Accept and record' });
  if (twice) await accept.dblclick();
  else await accept.click();
  await page.waitForURL(/\/rebalance\/[0-9a-f-]{36}/);
  const told = await page.getByRole('heading', { level: 1 }).innerText();
  expect(told).toMatch(/^\d+ trades? accepted and recorded$/);
  return Number.parseInt(told, 10);
}

/** The ledger holds what was accepted, once, and nothing is left to do. */
async function sees(page: Page, trades: number): Promise<void> {
  const ledger = await page.request.get('/portfolio/ledger.csv');
  const rows = (await ledger.text()).split('\n').filter((line) => /,(buy|sell),/.test(line));
  expect(rows).toHaveLength(trades);
  await page.goto('/rebalance');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Nothing to do/);
}

/** The whole way. The checker of accessibility is itself a script, so it runs where scripts do. */
async function expectStory(page: Page, email: string, { twice, scripts }: { twice: boolean; scripts: boolean }): Promise<void> {
  const check = (): Promise<void> => (scripts ? expectAccessible(page) : Promise.resolve());
  await reads(page);
  await signsUp(page, email);
  await plans(page);
  await check();
  await enters(page);
  await check();
  const trades = await rebalances(page, twice);
  await check();
  await sees(page, trades);
  await check();
}

const VISITS: readonly (readonly [string, Visit, boolean])[] = [
  ['on a desk, with a double click', { width: 1440, scheme: 'light' }, true],
  ['on a phone in the dark', { width: 390, scheme: 'dark' }, false],
  ['without JavaScript', { width: 1440, scheme: 'light', javaScript: false }, false],
];

// Its days and amounts are those of the real market.
withMarketData('from landing to accepted trades', () => {
  it.each(VISITS)('%s', async (label, visit, twice) => {
    const email = `${label.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}-${Date.now()}@example.org`;
    await withPage((page) => expectStory(page, email, { twice, scripts: visit.javaScript !== false }), visit);
  });

  it('previews a contribution in the browser before anything is stored', async () => {
    await withPage(async (page) => {
      await signsUp(page, `preview-${Date.now()}@example.org`);
      await plans(page);
      await enters(page);
      await page.goto('/rebalance', { waitUntil: 'networkidle' });
      await page.locator('[name=invest]').fill('2500');
      await page.getByText('This is a preview.').waitFor();
      await page.getByRole('button', { name: 'Make this the suggestion' }).click();
      await page.waitForURL(/invest=2500/);
      await page.getByRole('button', { name: 'Accept and record' }).waitFor();
      expect(await page.locator('[name=invest]').inputValue()).toBe('2500');
    });
  });
});
