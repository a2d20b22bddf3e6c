import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as one from '@/app/api/v1/me/keys/[id]/route';
import * as all from '@/app/api/v1/me/keys/route';
import * as profile from '@/app/api/v1/me/profile/route';
import { LIMITS } from '@/lib/auth/rate-limits';
import { createApiKey } from '@/lib/data/api-keys';
import { pool } from '@/lib/data/pool';
import { prisma } from '@/lib/data/prisma';
import { MAX_API_KEYS } from '@/lib/schemas/account';
import { callApi } from '../../support/api-routes';
import { browserOf, newPerson, type Person } from '../../support/people';

let person: Person;
let cookie: Readonly<Record<string, string>>;

beforeAll(async () => {
  person = await newPerson();
  cookie = { cookie: (await browserOf(person)).cookieHeader };
});
beforeEach(() => pool.query('delete from rate_limit'));

const make = (headers: Readonly<Record<string, string>>, name = 'a script') => callApi(all, 'POST', '/me/keys', { headers, body: JSON.stringify({ name }) });
const openWith = (key: string) => callApi(profile, 'GET', '/me/profile', { headers: { authorization: `Bearer ${key}` } });

describe('API keys by the API', () => {
  it('are shown once, open the API, and do so no more once revoked', async () => {
    const made = await make(cookie);
    const { id, key } = (await made.json()) as { id: string; key: string };
    expect([made.status, key]).toEqual([201, expect.stringMatching(/^bw_[\w-]{43}$/)]);
    expect((await openWith(key)).status).toBe(200);
    const listed = await (await callApi(all, 'GET', '/me/keys', { headers: cookie })).text();
    expect(listed).toContain(id);
    expect(listed).not.toContain(key);
    expect(JSON.stringify(await prisma.apiKey.findMany())).not.toContain(key);
    const revoke = () => callApi(one, 'DELETE', `/me/keys/${id}`, { headers: cookie, params: { id } });
    expect(await (await revoke()).json()).toEqual({ id, revoked: true });
    expect((await openWith(key)).status).toBe(401);
    expect((await revoke()).status).toBe(404);
  });

  it('make no keys themselves', async () => {
    expect((await make(person.headers)).status).toBe(403);
  });

  it('are so many at most, one after the other and at once', async () => {
    const other = await newPerson();
    const headers = { cookie: (await browserOf(other)).cookieHeader };
    for (let count = 1; count < MAX_API_KEYS - 1; count += 1) await createApiKey(other.id, `key ${count}`);
    const answers = await Promise.all([1, 2, 3].map(() => make(headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await prisma.apiKey.count({ where: { userId: other.id, revokedAt: null } })).toBe(MAX_API_KEYS);
  });

  it('that are wrong may be tried so often from one place', async () => {
    const guess = () => openWith('bw_wrongwrongwrongwrongwrong');
    expect((await guess()).status).toBe(401);
    await pool.query('update rate_limit set points = $1', [LIMITS.keyGuess.points + 1]);
    const refused = await guess();
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await callApi(profile, 'GET', '/me/profile', { headers: person.headers })).status).toBe(200);
  });

  it('are not made without end', async () => {
    await make(cookie);
    await pool.query('update rate_limit set points = $1 where key like $2', [LIMITS.keyCreate.points + 1, 'keyCreate%']);
    const refused = await make(cookie);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([429, 'application/problem+json']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
