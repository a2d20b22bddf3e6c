import { beforeAll, describe, expect, it } from 'vitest';
import type { Routes } from '@/app/api/v1/handle';
import { prisma } from '@/lib/data/prisma';
import { apiRoutes, callApi } from '../../support/api-routes';
import { browserOf, newPerson, type Person } from '../../support/people';

const PROFILE = { age: 40, temperament: 'balanced', incomeStability: 'stable', investable: '100000', netWorth: 250000, monthlyExpenses: '2000', reserve: '24000', debts: [], horizonYears: 10 };
const DEPOSIT = { kind: 'deposit', day: '2021-11-01', asset: 'usd', quantity: '10000.00' };

let person: Person;
beforeAll(async () => {
  person = await newPerson();
});

interface Answer {
  readonly status: number;
  readonly json: Record<string, never> & { readonly [field: string]: unknown };
}

async function ask(method: keyof Routes, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
  const [at = '', search = ''] = path.split('?');
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(at)?.[0];
  const routes = await apiRoutes().find((route) => route.path === (id === undefined ? at : at.replace(id, '{id}')))?.load();
  const response = await callApi(routes as Routes, method, search === '' ? at : `${at}?${search}`, { headers: { ...person.headers, ...headers }, ...(id === undefined ? {} : { params: { id } }), ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: response.status, json: (await response.json()) as Answer['json'] };
}

describe('a person by the API, from the first answer to accepted trades', () => {
  it('has nothing at first, and is told what is missing', async () => {
    expect(await ask('GET', '/me/profile')).toEqual({ status: 200, json: { version: 0, answers: {}, complete: false, savedAt: null } });
    expect(await ask('GET', '/me/plan')).toMatchObject({ status: 404, json: { detail: expect.stringContaining('profile') } });
    expect(await ask('GET', '/me/suggestion')).toMatchObject({ status: 404, json: { detail: expect.stringContaining('profile') } });
    expect(await ask('GET', '/me/portfolio')).toMatchObject({ status: 200, json: { dataset: { simulated: !process.env.MARKET_DATA_DIR }, total: '0', positions: [], returns: { ok: false } } });
  });

  it('keeps answers by version and makes a plan once they suffice', async () => {
    expect(await ask('PUT', '/me/profile', { age: 40 })).toMatchObject({ status: 200, json: { version: 1, complete: false } });
    expect(await ask('PUT', '/me/profile', PROFILE)).toMatchObject({ status: 200, json: { version: 2, complete: true, answers: { investable: '100000', netWorth: '250000' } } });
    expect(await ask('PUT', '/me/profile', PROFILE)).toMatchObject({ status: 200, json: { version: 2 } });
    expect(await ask('GET', '/me/plan')).toMatchObject({ status: 200, json: { version: 1, result: { stage: 'growth', classes: { crypto: expect.closeTo(0.15, 9) } } } });
    expect(await ask('PUT', '/me/profile', { ...PROFILE, age: 17 })).toMatchObject({ status: 422, json: { errors: [{ path: 'age', message: 'must be at least 18' }] } });
  });

  it('books a write once for a key, however often and at once it is sent', async () => {
    const headers = { 'idempotency-key': 'first-deposit' };
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask('POST', '/me/transactions', DEPOSIT, headers)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 201, json: { kind: 'deposit', quantity: '10000', account: { name: 'Main' } } });
    expect(await ask('POST', '/me/transactions', { ...DEPOSIT, quantity: '10001' }, headers)).toMatchObject({ status: 422, json: { errors: [{ path: 'Idempotency-Key' }] } });
    expect((await ask('POST', '/me/transactions', DEPOSIT, { 'idempotency-key': 'k'.repeat(129) })).status).toBe(400);
    expect(await prisma.transaction.count({ where: { userId: person.id } })).toBe(1);
  });

  it.each([
    [{ kind: 'buy', day: '2021-11-02', asset: 'bitcoin', quantity: '10', price: '60000' }, 422, 'quantity'],
    [{ kind: 'buy', day: '2021-11-02', asset: 'bitcoin', quantity: '0.1' }, 422, 'price'],
    [{ kind: 'buy', day: '2021-11-02', asset: 'no-such-token', quantity: '0.1', price: '1' }, 422, 'asset'],
    [{ kind: 'deposit', day: '2031-01-01', asset: 'usd', quantity: '1' }, 422, 'day'],
    [{ kind: 'buy', day: '2021-11-02', asset: 'bitcoin', quantity: '999999999999999999', price: '999999999999999999', funded: true }, 422, 'quantity'],
    [{ kind: 'deposit', day: '0000-01-01', asset: 'usd', quantity: '1' }, 422, 'day'],
    [{ kind: 'deposit', day: '2021-02-30', asset: 'usd', quantity: '1' }, 422, 'day'],
    [{ kind: 'deposit', day: '2021-11-01', asset: 'usd', quantity: '0' }, 422, 'quantity'],
    [{ kind: 'deposit', day: '2021-11-01', asset: 'usd', quantity: '1', account: 'not mine' }, 404, null],
  ])('refuses %j', async (body, status, path) => {
    const answer = await ask('POST', '/me/transactions', body);
    expect(answer.status).toBe(status);
    if (path !== null) expect(answer.json).toMatchObject({ errors: [{ path }] });
  });

  it('lists by page, newest first', async () => {
    const buy = await ask('POST', '/me/transactions', { kind: 'buy', day: '2021-11-02', asset: 'bitcoin', quantity: '0.123456789012345678', price: '60000.01', fee: '1.50', note: 'by hand' });
    expect(buy).toMatchObject({ status: 201, json: { quantity: '0.123456789012345678', price: '60000.01', fee: '1.5' } });
    const first = await ask('GET', '/me/transactions?limit=1');
    expect(first.json).toMatchObject({ transactions: [{ kind: 'buy' }] });
    expect(await ask('GET', `/me/transactions?limit=1&cursor=${String(first.json.next)}`)).toMatchObject({ status: 200, json: { transactions: [{ kind: 'deposit' }], next: null } });
    expect(await ask('GET', '/me/transactions?asset=bitcoin&from=2021-11-02&to=2021-11-02')).toMatchObject({ json: { transactions: [{ id: buy.json.id }], next: null } });
  });

  it('accepts a suggestion once, and is then on target', async () => {
    const before = await ask('GET', '/me/portfolio');
    const suggestion = await ask('GET', '/me/suggestion?destination=target');
    const { id, trades, totals } = suggestion.json as unknown as { id: string; trades: { side: string }[]; totals: { fee: string; slippage: string } };
    expect(trades.length).toBeGreaterThan(3);
    expect((await ask('GET', '/me/suggestion?destination=target')).json.id).toBe(id);
    const accepted = await Promise.all([1, 2, 3].map(() => ask('POST', `/me/suggestion/${id}/accept`)));
    expect(accepted.map((answer) => [answer.status, answer.json.state])).toEqual([[200, 'accepted'], [200, 'accepted'], [200, 'accepted']]);
    expect(await prisma.transaction.count({ where: { userId: person.id, suggestionId: id } })).toBe(trades.length);
    const after = await ask('GET', '/me/portfolio');
    expect(Number(before.json.total) - Number(after.json.total)).toBeCloseTo(Number(totals.fee) + Number(totals.slippage), 2);
    expect((await ask('GET', '/me/suggestion')).json).toMatchObject({ id: null, nothingToDo: true, trades: [] });
    expect(await ask('POST', '/me/suggestion/00000000-0000-4000-8000-000000000000/accept')).toMatchObject({ status: 404 });
  });

  it('may come by cookie, but changes things from this site only', async () => {
    const cookie = (await browserOf(person)).cookieHeader;
    const routes = await apiRoutes().find((route) => route.path === '/me/accounts')?.load();
    const send = async (headers: Record<string, string>) => (await callApi(routes as Routes, 'POST', '/me/accounts', { headers: { cookie, host: 'bandwise.test', ...headers }, body: JSON.stringify({ name: `Wallet ${JSON.stringify(headers)}`.slice(0, 60), kind: 'wallet' }) })).status;
    expect(await send({ authorization: 'Bearer wrong' })).toBe(401);
    expect(await send({ 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect(await send({ origin: 'http://bandwise.test' })).toBe(201);
    expect(await send({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(403);
    expect(await send({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await send({ origin: 'null' })).toBe(403);
  });
});
