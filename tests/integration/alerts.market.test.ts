import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Routes } from '@/app/api/v1/handle';
import { pool } from '@/lib/data/pool';
import { prisma } from '@/lib/data/prisma';
import { isoDay, type IsoDay } from '@/lib/domain/foundation/iso-day';
import type { ProfileAnswers } from '@/lib/schemas/plan';
import { transactionSchema } from '@/lib/schemas/portfolio';
import { personalAlerts } from '@/lib/services/alerts/personal-alerts';
import { writeAlerts } from '@/lib/services/alerts/write-alerts';
import { saveProfile } from '@/lib/services/planning/profile';
import { currentPlan } from '@/lib/services/planning/read-plan';
import { addAccount } from '@/lib/services/portfolio/accounts';
import { addTransaction } from '@/lib/services/portfolio/transactions';
import { acceptSuggestion } from '@/lib/services/rebalancing/accept-suggestion';
import { buildSuggestion } from '@/lib/services/rebalancing/build-suggestion';
import { apiRoutes, callApi } from '../support/api-routes';
import { newPerson, type Person } from '../support/people';

const ANSWERS = { age: 40, temperament: 'balanced', incomeStability: 'stable', investable: '150000', netWorth: '400000', monthlyExpenses: '3000', reserve: '25000', debts: [], horizonYears: 15 } satisfies ProfileAnswers;

let person: Person;
let lastDay: IsoDay;

/** A person with a plan who holds one token alone: it is above its band, all others below theirs. */
async function lopsided(): Promise<Person> {
  const someone = await newPerson();
  await saveProfile(someone.id, ANSWERS);
  const account = await addAccount(someone.id, { name: 'Exchange', kind: 'exchange', taxTreatment: 'taxable' });
  const buy = transactionSchema.parse({ accountId: account.ok ? account.value.id : '', kind: 'buy', day: lastDay, asset: 'bitcoin', quantity: '0.5', unitPrice: '40000' });
  const added = await addTransaction(someone.id, { ...buy, funded: true });
  if (!added.ok) throw new Error(added.message);
  return someone;
}

async function ask<T>(method: keyof Routes, at: string, id?: string): Promise<{ status: number; json: T }> {
  const path = at.split('?')[0]?.replace(id ?? '-', '{id}') ?? '';
  const routes = await apiRoutes().find((route) => route.path === path)?.load();
  const response = await callApi(routes as Routes, method, at, { headers: person.headers, ...(id === undefined ? {} : { params: { id } }) });
  return { status: response.status, json: (await response.json()) as T };
}

interface Listed {
  readonly alerts: readonly { readonly id: string; readonly kind: string; readonly text: string; readonly href: string; readonly day: string; readonly seen: boolean }[];
  readonly unseen: number;
}

const ofKind = async (kind: string) => (await personalAlerts(person.id, lastDay)).filter((alert) => alert.kind === kind);

beforeAll(async () => {
  lastDay = isoDay(((await prisma.dataset.findFirstOrThrow({ where: { active: true } })).lastDay as Date).toISOString().slice(0, 10));
});
beforeEach(async () => {
  await pool.query('DELETE FROM app_user');
  person = await lopsided();
});

describe('what a person’s own plan and positions give cause to tell', () => {
  it('is each token outside of its band, as the page of suggestions has it', async () => {
    const built = await buildSuggestion(person.id, {});
    const breached = built?.result.ok ? built.result.value.drift.filter((row) => row.breached && !row.kept).map(({ asset }) => asset) : [];
    const drift = await ofKind('drift');
    expect(breached).toContain('bitcoin');
    expect(drift.map(({ subject }) => subject)).toEqual(breached);
    expect(drift.find(({ subject }) => subject === 'bitcoin')).toEqual({ userId: person.id, kind: 'drift', subject: 'bitcoin', day: lastDay, text: expect.stringMatching(/^Bitcoin is 100\.0.% of your portfolio, above its band’s \d+\.\d.%\.$/) as string, href: '/rebalance' });
    expect(drift.filter(({ subject }) => subject !== 'bitcoin').every(({ text }) => text.includes('below its band’s'))).toBe(true);
  });

  it('is each watch of the plan that fired, and no other', async () => {
    const fired = (await buildSuggestion(person.id, {}))?.watches.filter((watch) => watch.fired) ?? [];
    expect(fired.length).toBeGreaterThan(0);
    expect((await ofKind('plan')).map(({ text, href }) => [text, href])).toEqual(fired.map(({ detail }) => [detail, '/plan']));
  });

  it('is an index of the plan that waits for data', async () => {
    expect(await ofKind('index')).toEqual([]);
    const { slug } = ((await currentPlan(person.id))?.result.indices ?? [])[0] ?? { slug: '' };
    await pool.query(`UPDATE index_state SET status = 'waiting', input_hash = 'gone' WHERE slug = $1`, [slug]);
    expect(await ofKind('index')).toEqual([{ userId: person.id, kind: 'index', subject: slug, day: lastDay, text: `An index of your plan, ${slug}, waits for data: its part is counted as cash.`, href: `/indices/${slug}` }]);
    await pool.query(`UPDATE index_state SET status = 'live', input_hash = 'back' WHERE slug = $1`, [slug]);
  });

  it('is nothing about a token whose close is too old: nothing is advised about it', async () => {
    await pool.query(`UPDATE dataset_asset SET last_day = last_day - 3 WHERE asset_id = 'bitcoin'`);
    expect((await ofKind('drift')).map(({ subject }) => subject)).not.toContain('bitcoin');
    await pool.query(`UPDATE dataset_asset SET last_day = last_day + 3 WHERE asset_id = 'bitcoin'`);
  });

  it('is no drift any more once the suggestion was accepted', async () => {
    const built = await buildSuggestion(person.id, { to: 'target' });
    expect(await acceptSuggestion(person.id, built?.snapshot?.id ?? randomUUID())).toMatchObject({ ok: true });
    expect(await ofKind('drift')).toEqual([]);
  });

  it('is nothing for somebody without a plan', async () => {
    expect(await personalAlerts((await newPerson()).id, lastDay)).toEqual([]);
  });
});

describe('told alerts', () => {
  it('are written once a day and subject, listed unread first, and read one by one', async () => {
    const expected = (await personalAlerts(person.id, lastDay)).map(({ kind, text }) => [kind, text]);
    const written = await writeAlerts();
    expect(written).toBeGreaterThanOrEqual(expected.length);
    expect(await writeAlerts()).toBe(0);
    const { status, json } = await ask<Listed>('GET', '/me/alerts');
    expect([status, json.unseen, json.alerts.length]).toEqual([200, written, written]);
    expect(json.alerts.filter(({ kind }) => kind === 'drift' || kind === 'plan').map(({ kind, text }) => [kind, text]).sort()).toEqual(expected.sort());
    const first = json.alerts[0]?.id ?? '';
    const seen = await ask<object>('POST', `/me/alerts/${first}/seen`, first);
    expect(seen).toMatchObject({ status: 200, json: { id: first, seen: true, day: lastDay } });
    expect(await ask('POST', `/me/alerts/${first}/seen`, first)).toEqual(seen);
    const after = (await ask<Listed>('GET', '/me/alerts?limit=500')).json;
    expect([after.unseen, after.alerts.at(-1)?.id]).toEqual([written - 1, first]);
    expect((await ask<Listed>('GET', '/me/alerts?limit=1')).json.alerts).toHaveLength(1);
    expect((await ask('GET', '/me/alerts?limit=0')).status).toBe(422);
  });

  it('are kept from nobody because of somebody else’s trouble', async () => {
    const other = await lopsided();
    await pool.query(`UPDATE plan SET result = '{}' WHERE user_id = $1`, [other.id]);
    expect(await writeAlerts()).toBeGreaterThan(0);
    expect((await ask<Listed>('GET', '/me/alerts')).json.alerts.some(({ kind }) => kind === 'drift')).toBe(true);
  });
});
