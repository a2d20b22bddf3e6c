import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Routes } from '@/app/api/v1/handle';
import { loadPersonalExport } from '@/lib/data/personal-export';
import { pool } from '@/lib/data/pool';
import { ENDPOINTS } from '@/lib/schemas/api/endpoints';
import { IDLE } from '@/lib/schemas/form-state';
import { apiRoutes, callApi } from '../support/api-routes';
import { newOwner, type Owner } from '../support/belongings';
import { formOf, inBrowser, NotFound, openBrowser, Redirect } from '../support/fake-browser';
import { browserOf, newPerson, type Person } from '../support/people';

vi.mock('next/headers', async () => (await import('../support/fake-browser')).nextHeaders);
vi.mock('next/navigation', async () => (await import('../support/fake-browser')).nextNavigation);
vi.mock('next/cache', async () => (await import('../support/fake-browser')).nextCache);

const ROOT = path.join(import.meta.dirname, '../..');
const files = (folder: string, name: RegExp): string[] => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => name.test(file)).sort();

let stranger: Person;

beforeAll(async () => {
  await newOwner();
  stranger = await newPerson();
});
/** What is refused for being too much would say nothing of whose it is. */
const forgetAttempts = () => pool.query('delete from rate_limit');
beforeEach(forgetAttempts);

const snapshot = async (owner: Owner): Promise<string> => JSON.stringify(await loadPersonalExport(owner.id));

describe('a stranger with an id of somebody else, by the API', () => {
  const operations = ENDPOINTS.filter(({ path: at }) => at.startsWith('/me/'));
  /** Bodies of the operations that name a thing in the body, with the place of the id. */
  const BODIES: Readonly<Record<string, (id: string) => readonly object[]>> = {
    'POST /me/transactions': (id) => {
      const entry = { kind: 'deposit', day: '2021-01-05', asset: 'usd', quantity: '1' };
      return [{ ...entry, account: id }, { ...entry, kind: 'transfer', toAccount: id }, { ...entry, kind: 'migration', asset: 'bitcoin', toAsset: 'bitcoin-next', toQuantity: '1', account: id }];
    },
  };
  const NAMES_A_THING = /account|transaction|suggestion|lot|session|(^|[a-z])id$/i;
  const schemaOf = (schema: z.ZodType) => Object.keys((z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: object }).properties ?? {});

  async function expectNothing(owner: Owner, method: keyof Routes, at: string, url: string, params: Record<string, string>, body?: object): Promise<void> {
    const routes = await apiRoutes().find((route) => route.path === at)?.load();
    const response = await callApi(routes as Routes, method, url, { headers: stranger.headers, params, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    expect([response.status, text.includes(owner.mark)], `${method} ${url} ${JSON.stringify(body)} → ${text}`).toEqual([404, false]);
  }

  it.each(operations.filter(({ params }) => params !== undefined))('$method $path is 404', async ({ method, path: at, body, params }) => {
    const owner = await newOwner();
    const before = await snapshot(owner);
    const bodies = body === undefined ? [undefined] : BODIES[`${method} ${at}`]?.('');
    expect(bodies, `${method} ${at} has a path id and a body: add it to BODIES`).toBeDefined();
    const name = schemaOf(params as z.ZodType)[0] ?? '';
    for (const id of Object.values(owner.ids)) for (const one of bodies ?? []) await expectNothing(owner, method, at, at.replace(/\{\w+\}/, id), { [name]: id }, one);
    expect(await snapshot(owner)).toBe(before);
  });

  it('is 404 for an id in a query', async () => {
    const owner = await newOwner();
    for (const { method, path: at, query } of operations) {
      const names = query === undefined ? [] : schemaOf(query).filter((name) => NAMES_A_THING.test(name) || name === 'cursor');
      for (const name of names) for (const id of [owner.ids.account, owner.ids.transaction]) await expectNothing(owner, method, at, `${at}?${name}=${id}`, {});
    }
    expect(operations.length).toBeGreaterThan(0);
  });

  it('is 404 for an id in a body', async () => {
    const owner = await newOwner();
    const before = await snapshot(owner);
    for (const { method, path: at, body } of operations) {
      const names = body === undefined ? [] : schemaOf(body).filter((name) => NAMES_A_THING.test(name) && !['accounts'].includes(name));
      if (names.length === 0) continue;
      const bodies = BODIES[`${method} ${at}`];
      expect(bodies, `${method} ${at} takes ${names.join(', ')}: add it to BODIES`).toBeDefined();
      for (const one of bodies?.(owner.ids.account ?? '') ?? []) await expectNothing(owner, method, at, at, {}, one);
    }
    expect(await snapshot(owner)).toBe(before);
  });

  it('sees nothing of theirs in any list', async () => {
    const owner = await newOwner();
    for (const { method, path: at } of operations.filter(({ method: verb, params }) => verb === 'GET' && params === undefined)) {
      const routes = await apiRoutes().find((route) => route.path === at)?.load();
      const response = await callApi(routes as Routes, method, at, { headers: stranger.headers });
      expect(await response.text()).not.toContain(owner.mark);
    }
  });
});

describe('a stranger with an id of somebody else, by a page', () => {
  const pages = files('app/(personal)', /\[.+\].*(page\.tsx|route\.ts)$/);

  it.each(pages.length === 0 ? ['(none)'] : pages)('%s is not found', async (file) => {
    if (file === '(none)') return expect(pages).toEqual([]);
    const owner = await newOwner();
    const before = await snapshot(owner);
    const module = (await import(path.join(ROOT, 'app/(personal)', file))) as Record<string, (...parts: unknown[]) => unknown>;
    const names = [...file.matchAll(/\[(\w+)\]/g)].map((match) => match[1] ?? '');
    for (const id of [...Object.values(owner.ids), '1']) {
      const context = { params: Promise.resolve(Object.fromEntries(names.map((name) => [name, id]))), searchParams: Promise.resolve({}) };
      openBrowser(await browserOf(stranger));
      const run = async () => (file.endsWith('page.tsx') ? module.default?.(context) : module.GET?.(new Request('http://localhost/'), context));
      const seen = await run().catch((error: unknown) => error);
      const refused = seen instanceof NotFound || seen instanceof Redirect || (seen instanceof Response && seen.status === 404);
      expect([file, id, refused]).toEqual([file, id, true]);
    }
    expect(await snapshot(owner)).toBe(before);
  });
});

describe('a stranger with an id of somebody else, by an action', () => {
  /** Actions that name no stored thing. An action that is not here must refuse every foreign id, and work for its owner. */
  const WITHOUT_IDS = new Set([
    'change-password', 'create-api-key', 'delete-account', 'end-other-sessions', 'save-rebalancing-settings', 'save-tax-settings', 'set-sign-up-open', 'sign-in', 'sign-out', 'sign-up',
    'add-sample', 'choose-scale', 'choose-split', 'choose-targets', 'keep-what-if', 'lift-guardrail', 'renew-plan', 'save-profile-step',
    'move-source', 'retry-source', 'save-source-limit', 'save-source-lists', 'set-source', 'switch-to-live',
  ]);
  const actions = files('lib/actions', /\.ts$/).map((file) => ({ name: path.basename(file, '.ts'), file }));
  /** Fields that name a thing, those that mean the same kept together. */
  const FIELDS = [['id'], ['accountId', 'account'], ['toAccountId', 'toAccount'], ['transactionId', 'transaction'], ['suggestionId', 'suggestion'], ['lotId', 'sessionId', 'keyId', 'profileId', 'planId', 'userId']];
  const FORMS: readonly Readonly<Record<string, string>>[] = [
    { name: 'Renamed', kind: 'wallet', taxTreatment: 'taxable' },
    { kind: 'deposit', day: '2021-01-05', asset: 'usd', quantity: '1000', note: 'changed', unitPrice: '', fee: '' },
    { kind: 'transfer', day: '2021-01-05', asset: 'usd', quantity: '1', note: 'changed', unitPrice: '', fee: '' },
    { kind: 'migration', day: '2021-01-05', asset: 'bitcoin', quantity: '0.001', toAsset: 'bitcoin-next', toQuantity: '0.001', note: 'changed', fee: '' },
  ];
  type Action = (...parts: unknown[]) => Promise<unknown>;
  const load = async (file: string): Promise<Action> => Object.values((await import(path.join(ROOT, 'lib/actions', file))) as Record<string, Action>)[0] as Action;

  /** Calls an action in every way a form or a script could: the id in one field, the person's own things in the others. */
  async function tryAll(action: Action, who: Owner, id: string): Promise<unknown[]> {
    const outcomes: unknown[] = [];
    let browser = await browserOf(who);
    const call = async (parts: unknown[]): Promise<void> => {
      if (browser.jar.size === 0) browser = await browserOf(who);
      outcomes.push(await inBrowser(browser, () => action(...parts).catch((error: unknown) => error)));
    };
    if (action.length <= 1) await call([id]);
    for (const fields of FORMS) for (const names of FIELDS) {
      const form = (): FormData => formOf({ accountId: who.ids.account ?? '', toAccountId: who.ids.spare ?? '', ...fields, ...Object.fromEntries(names.map((name) => [name, id])) });
      for (const parts of action.length > 1 ? [[IDLE, form()], [id, form()], [id, IDLE, form()]] : [[form()]]) await call(parts);
    }
    return outcomes;
  }

  const succeeded = (outcome: unknown): boolean => (outcome instanceof Redirect && !outcome.to.startsWith('/sign-in')) || (typeof outcome === 'object' && outcome !== null && 'status' in outcome && outcome.status === 'saved');

  // Half of the time is waiting for the database: what one person does is in turn, different people do not wait for each other.
  it.concurrent.each(actions)('$name leaves their things alone', async ({ name, file }) => {
    const action = await load(file);
    const [owner, intruder] = [await newOwner(), await newOwner()];
    const before = await snapshot(owner);
    for (const [kind, id] of Object.entries(owner.ids)) {
      await forgetAttempts();
      const outcomes = await tryAll(action, intruder, id);
      expect(JSON.stringify(outcomes), `${name} shows something`).not.toContain(owner.mark);
      expect(await snapshot(owner), `${name} with the ${kind} of somebody else`).toBe(before);
    }
  });

  it.concurrent.each(actions.filter(({ name }) => !WITHOUT_IDS.has(name)))('$name refuses what is not theirs, where their own is taken', async ({ name, file }) => {
    const action = await load(file);
    const takes: string[] = [];
    for (const kind of ['account', 'deposit', 'transaction', 'suggestion', 'session', 'key', 'alert']) {
      const [owner, intruder] = [await newOwner(), await newOwner()];
      const foreign = (await tryAllByField(action, intruder, owner.ids[kind] ?? '')).filter(([, done]) => done).map(([field]) => field);
      const own = (await tryAllByField(action, owner, owner.ids[kind] ?? '')).filter(([, done]) => done).map(([field]) => field);
      takes.push(...own.filter((field) => !foreign.includes(field)));
    }
    expect(takes, `${name}: no field takes an id of one's own that is refused from others; if it takes no id, list it in WITHOUT_IDS, else give FORMS a form that suits it`).not.toEqual([]);
  });

  /** For each field that names a thing: whether the action did something with this id in it. */
  async function tryAllByField(action: Action, who: Owner, id: string): Promise<[string, boolean][]> {
    const results: [string, boolean][] = [];
    for (const [at, fields] of FORMS.entries()) for (const names of FIELDS) {
      const form = formOf({ accountId: who.ids.account ?? '', toAccountId: who.ids.spare ?? '', ...fields, ...Object.fromEntries(names.map((name) => [name, id])) });
      const outcome = await inBrowser(await browserOf(who), () => (action.length > 1 ? action(IDLE, form) : action(form)).catch((error: unknown) => error));
      results.push([`${names.join()} in form ${at}`, succeeded(outcome)]);
    }
    return results;
  }
});
