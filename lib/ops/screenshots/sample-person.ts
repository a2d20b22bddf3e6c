import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PlainError } from '../plain-error.mjs';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A person of 38 with a steady income: the answers that the pictures show. */
const ANSWERS = {
  age: 38, temperament: 'balanced', incomeStability: 'stable', investable: '120000', netWorth: '310000', monthlyExpenses: '2900', reserve: '20300',
  debts: [{ balance: '4800', annualRate: 0.089 }], horizonYears: 12,
};
const DAYS_HELD = 25;
const TOKENS_AN_INDEX = 4;
const PLACES = 6;

interface IndexAnswer {
  readonly holdings: readonly { readonly id: string; readonly weight: number }[];
}

/** Calls the API as the page would, so that the session's own rules hold. */
async function api<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const { status, text } = await page.evaluate(
    async ([verb, address, sent, key]) => {
      const response = await fetch(`/api/v1${address}`, { method: verb, headers: sent === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key ?? '' }, body: sent });
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body), randomUUID()] as [string, string, string | undefined, string],
  );
  if (status >= 300) throw new PlainError(`${method} /api/v1${path} answered ${status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

/** Simple targets: the largest tokens of each index with its whole weight, as shares that sum to 1. */
async function sharesOf(page: Page): Promise<Map<string, number>> {
  const { result } = await api<{ result: { indices: readonly { slug: string; weight: number }[] } }>(page, 'GET', '/me/plan');
  const shares = new Map<string, number>();
  for (const { slug, weight } of result.indices) {
    const { holdings } = await api<IndexAnswer>(page, 'GET', `/indices/${slug}`);
    const largest = [...holdings].sort((a, b) => b.weight - a.weight || a.id.localeCompare(b.id)).slice(0, TOKENS_AN_INDEX);
    const sum = largest.reduce((total, holding) => total + holding.weight, 0);
    for (const holding of largest) shares.set(holding.id, (shares.get(holding.id) ?? 0) + (weight * holding.weight) / sum);
  }
  return shares;
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Chooses a handful of tokens an index instead of all of them. */
async function chooseSimpleTargets(page: Page): Promise<void> {
  await page.goto('/plan');
  await page.locator('input[name=targets][value=simple]').check({ force: true });
  await page.locator('input[name=simple]').fill(String(TOKENS_AN_INDEX));
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.waitForLoadState('networkidle');
}

/** Buys what the plan wants some weeks before the market's last day, so that they have drifted since. */
async function buy(page: Page): Promise<void> {
  const { dataset } = await api<{ dataset: { lastDay: string } }>(page, 'GET', '/status');
  const { result } = await api<{ result: { cryptoAmount: string } }>(page, 'GET', '/me/plan');
  const day = daysBefore(dataset.lastDay, DAYS_HELD);
  for (const [asset, share] of await sharesOf(page)) {
    const { close } = await api<{ close: readonly (number | null)[] }>(page, 'GET', `/tokens/${asset}/history?from=${day}&to=${day}`);
    const price = close[0];
    if (price === null || price === undefined) continue;
    const quantity = ((Number(result.cryptoAmount) * share) / price).toFixed(PLACES);
    if (Number(quantity) > 0) await api(page, 'POST', '/me/transactions', { kind: 'buy', day, asset, quantity, price: String(price), fee: '0', funded: true });
  }
}

/** Signs a sample person up and gives them a plan and a portfolio that has drifted. Returns the sign-in. */
export async function makeSamplePerson(browser: Browser, base: string): Promise<State> {
  const context = await browser.newContext({ baseURL: base });
  const page = await context.newPage();
  await page.goto('/sign-up');
  await page.locator('input[name=email]').fill(`sample-${randomUUID().slice(0, 8)}@example.org`);
  for (const field of await page.locator('input[type=password]').all()) await field.fill(randomUUID());
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-up');
  await api(page, 'PUT', '/me/profile', ANSWERS);
  await chooseSimpleTargets(page);
  await buy(page);
  const state = await context.storageState();
  await context.close();
  return state;
}
