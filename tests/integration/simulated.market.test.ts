import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Routes } from '@/app/api/v1/handle';
import { activeDataset } from '@/lib/data/dataset';
import { prisma } from '@/lib/data/prisma';
import { ENDPOINTS } from '@/lib/schemas/api/endpoints';
import { isAboutMarket } from '@/lib/schemas/api/registry';
import { readSuggestionPage } from '@/lib/services/rebalancing/read-suggestion-page';
import { apiRoutes, callApi } from '../support/api-routes';
import { openBrowser } from '../support/fake-browser';
import { browserOf, newPerson, type Person } from '../support/people';
import { storeMadeProof } from '../support/stored-proof';

vi.mock('next/headers', async () => (await import('../support/fake-browser')).nextHeaders);
vi.mock('next/navigation', async () => (await import('../support/fake-browser')).nextNavigation);

const APP = path.join(import.meta.dirname, '../../app');
const PROFILE = { age: 40, temperament: 'balanced', incomeStability: 'stable', investable: '100000', netWorth: 250000, monthlyExpenses: '2000', reserve: '24000', debts: [], horizonYears: 10 };
const DEPOSIT = { kind: 'deposit', day: '2021-11-01', asset: 'usd', quantity: '10000.00' };

let person: Person;
let suggestion = '';

async function ask(method: keyof Routes, at: string, options: { readonly params?: Record<string, string>; readonly body?: object } = {}) {
  const { params = {}, body } = options;
  const routes = await apiRoutes().find((route) => route.path === at)?.load();
  const response = await callApi(routes as Routes, method, at, { params, headers: person.headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: response.status, header: response.headers.get('x-bandwise-simulated'), json: (await response.json()) as Record<string, unknown> };
}

/** Its forecast was judged. The person who lives on it has a plan, money, and trades that were accepted. */
beforeAll(async () => {
  await prisma.dataset.updateMany({ data: { simulated: true } });
  const dataset = await activeDataset();
  await storeMadeProof(dataset?.id ?? 0, dataset?.lastDay ?? '');
  person = await newPerson();
  await ask('PUT', '/me/profile', { body: PROFILE });
  await ask('POST', '/me/transactions', { body: DEPOSIT });
  suggestion = String((await ask('GET', '/me/suggestion')).json.id);
});

/** Every file that leaves the product, as the folders of `app` say: a new one is tested from its first day. */
const exportsOf = (group: string): string[] =>
  readdirSync(path.join(APP, group), { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === 'route.ts').map((file) => path.join(group, file)).sort();

async function download(file: string): Promise<string> {
  openBrowser(await browserOf(person));
  const { GET } = (await import(path.join(APP, file))) as { GET(request: Request, context: object): Promise<Response> };
  const id = file.includes('rebalance') ? suggestion : 'bitcoin';
  const query = file.includes('compare') ? '?slugs=large-cap-10' : '';
  const response = await GET(new Request(`http://localhost/${query}`), { params: Promise.resolve({ slug: 'large-cap-10', id }) });
  expect(response.status).toBe(200);
  return response.text();
}

describe('a simulated market', () => {
  it('is named so by every answer about it', async () => {
    const paramsOf = (at: string) => Object.fromEntries(Object.entries({ id: 'bitcoin', slug: 'large-cap-10' }).filter(([name]) => at.includes(`{${name}}`)));
    const reads = ENDPOINTS.filter((endpoint) => endpoint.method === 'GET' && isAboutMarket(endpoint) && endpoint.path !== '/model').map(({ path: at }) => at);
    expect(reads.length).toBeGreaterThan(10);
    for (const at of reads) expect({ at, ...(await ask('GET', at, { params: paramsOf(at) })), json: null }).toEqual({ at, status: 200, header: 'true', json: null });
  });

  it('is named so where something is computed or written on it', async () => {
    expect(await ask('POST', '/plan', { body: PROFILE })).toMatchObject({ status: 200, header: 'true', json: { simulated: true } });
    expect(await ask('POST', '/me/suggestion/{id}/accept', { params: { id: suggestion } })).toMatchObject({ status: 200, header: 'true', json: { simulated: true, state: 'accepted' } });
    expect(await ask('POST', '/me/transactions', { body: DEPOSIT })).toMatchObject({ status: 201, header: 'true', json: { simulated: true } });
    const { json } = await ask('GET', '/me/transactions');
    expect(json.simulated).toBe(true);
    expect(new Set((json.transactions as { simulated: boolean }[]).map(({ simulated }) => simulated))).toEqual(new Set([true]));
  });

  it.each([...exportsOf('(market)'), ...exportsOf('(personal)')])('is named so in the file of %s', async (file) => {
    const text = await download(file);
    expect(text.split('\n').length).toBeGreaterThan(1);
    expect(text).toMatch(/\(simulated\)|"simulated": true/);
  });

  it('stays named so in what was made on it, when it has given way to a real one', async () => {
    await prisma.plan.updateMany({ data: { datasetId: 999 } });
    await prisma.suggestion.updateMany({ data: { datasetId: 999 } });
    await prisma.dataset.updateMany({ data: { simulated: false } });
    expect(await ask('GET', '/me/plan')).toMatchObject({ header: 'true', json: { simulated: true } });
    expect(await ask('POST', '/me/suggestion/{id}/accept', { params: { id: suggestion } })).toMatchObject({ header: 'true', json: { simulated: true } });
    expect(await readSuggestionPage(person.id, suggestion)).toMatchObject({ suggestion: { simulated: true } });
    for (const file of exportsOf('(personal)/rebalance')) expect(await download(file)).toMatch(/\(simulated\)|"simulated": true/);
    expect(await ask('GET', '/me/portfolio')).toMatchObject({ header: null, json: { dataset: { simulated: false }, transactions: 0 } });
    expect(await ask('GET', '/me/transactions')).toMatchObject({ header: null, json: { simulated: false } });
  });
});
