import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changePassword } from '@/lib/actions/account/change-password';
import { createApiKey } from '@/lib/actions/account/create-api-key';
import { deleteAccount } from '@/lib/actions/account/delete-account';
import { endOtherSessions } from '@/lib/actions/account/end-other-sessions';
import { saveRebalancingSettings } from '@/lib/actions/account/save-rebalancing-settings';
import { saveTaxSettings } from '@/lib/actions/account/save-tax-settings';
import { setSignUpOpen } from '@/lib/actions/account/set-sign-up-open';
import { signIn } from '@/lib/actions/account/sign-in';
import { signOut } from '@/lib/actions/account/sign-out';
import { signUp } from '@/lib/actions/account/sign-up';
import { userFromRequest } from '@/lib/auth/api-user';
import { LIMITS } from '@/lib/auth/rate-limits';
import { currentUser, requireUser } from '@/lib/auth/session';
import { encodeToken } from '@/lib/auth/token-cookie';
import { pool } from '@/lib/data/pool';
import { prisma } from '@/lib/data/prisma';
import { IDLE } from '@/lib/schemas/form-state';
import { exportAccount } from '@/lib/services/account/export-account';
import { resetPassword } from '@/lib/services/account/password';
import { isSignUpOpen } from '@/lib/services/account/sign-up';
import { changeSettings, readSettings } from '@/lib/services/account/settings';
import { FakeBrowser, formOf, outcome, Redirect, openBrowser } from '../support/fake-browser';

vi.mock('next/headers', async () => (await import('../support/fake-browser')).nextHeaders);
vi.mock('next/navigation', async () => (await import('../support/fake-browser')).nextNavigation);
vi.mock('next/cache', async () => (await import('../support/fake-browser')).nextCache);

const PASSWORD = 'correct horse battery';

async function newcomer(email = `${randomUUID()}@example.org`): Promise<{ email: string; browser: FakeBrowser; id: string }> {
  const browser = openBrowser(new FakeBrowser());
  expect(await outcome(signUp(IDLE, formOf({ email, newPassword: PASSWORD })))).toEqual(new Redirect('/plan'));
  return { email, browser, id: (await requireUser()).id };
}

const attempt = (email: string, password: string, next = '') => outcome(signIn(IDLE, formOf({ email, password, ...(next === '' ? {} : { next }) })));

beforeEach(() => pool.query('delete from rate_limit'));

describe('signing up and in', () => {
  it('makes an account, keeps a hash only, and signs the browser in', async () => {
    const { email, id } = await newcomer(`Someone+${randomUUID()}@Example.org`);
    const stored = await prisma.user.findUniqueOrThrow({ where: { id } });
    expect(stored.email).toBe(email.toLowerCase());
    expect(stored.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(await prisma.session.findMany({ where: { userId: id } }))).not.toContain(PASSWORD);
  });

  it('refuses a taken address, a short password and a closed door', async () => {
    const { email } = await newcomer();
    openBrowser(new FakeBrowser());
    expect(await signUp(IDLE, formOf({ email: email.toUpperCase(), newPassword: PASSWORD }))).toMatchObject({ status: 'refused', errors: { email: expect.stringContaining('already') } });
    expect(await signUp(IDLE, formOf({ email: 'new@example.org', newPassword: 'short' }))).toMatchObject({ errors: { newPassword: expect.stringContaining('10') }, values: { email: 'new@example.org' } });
    await prisma.appSetting.create({ data: { key: 'signUpOpen', value: false } });
    expect(await signUp(IDLE, formOf({ email: 'new@example.org', newPassword: PASSWORD }))).toMatchObject({ status: 'refused', message: expect.stringContaining('no new accounts') });
    await prisma.appSetting.delete({ where: { key: 'signUpOpen' } });
    expect(await prisma.user.count({ where: { email: 'new@example.org' } })).toBe(0);
  });

  it('lets only the first account close the door', async () => {
    const other = await newcomer();
    const owner = await prisma.user.findFirstOrThrow({ orderBy: { createdAt: 'asc' } });
    expect(owner.id).not.toBe(other.id);
    expect(await setSignUpOpen(IDLE, formOf({ open: 'no' }))).toMatchObject({ status: 'refused' });
    expect(await prisma.appSetting.count()).toBe(0);
  });

  it('passes the door on to the oldest account that is left, and opens it when none is', async () => {
    await prisma.user.deleteMany();
    const [first, second, third] = [await newcomer(), await newcomer(), await newcomer()];
    openBrowser(second.browser);
    expect(await setSignUpOpen(IDLE, formOf({ open: 'no' }))).toMatchObject({ status: 'refused' });
    await prisma.user.delete({ where: { id: first.id } });
    expect(await setSignUpOpen(IDLE, formOf({ open: 'no' }))).toMatchObject({ status: 'saved' });
    expect(await isSignUpOpen()).toBe(false);
    openBrowser(third.browser);
    expect(await setSignUpOpen(IDLE, formOf({ open: 'yes' }))).toMatchObject({ status: 'refused' });
    await prisma.user.deleteMany();
    expect(await isSignUpOpen()).toBe(true);
    await prisma.appSetting.deleteMany();
    await newcomer();
  });

  it('goes on where the person wanted to go, on this site only', async () => {
    const { email } = await newcomer();
    openBrowser(new FakeBrowser());
    expect(await attempt(email, PASSWORD, '/rebalance?band=5')).toEqual(new Redirect('/rebalance?band=5'));
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/\u0009/evil.example', 'javascript:alert(1)']) {
      openBrowser(new FakeBrowser());
      expect(await attempt(email, PASSWORD, next)).toEqual(new Redirect('/'));
    }
  });

  it('says the same for an unknown address as for a wrong password, and takes as long', async () => {
    const { email } = await newcomer();
    openBrowser(new FakeBrowser());
    const timed = async (address: string) => {
      const from = performance.now();
      const answer = await attempt(address, 'not the password');
      return { answer, took: performance.now() - from };
    };
    await timed('warm-up@example.org');
    const [known, unknown] = [await timed(email), await timed('nobody@example.org')];
    expect(unknown.answer).toMatchObject({ status: 'refused', message: 'Email and password do not match.' });
    expect((known.answer as { message: string }).message).toBe((unknown.answer as { message: string }).message);
    expect(unknown.took).toBeGreaterThan(known.took / 4);
    expect(await currentUser()).toBeNull();
  });

  it('stops guessing, and lets the owner in elsewhere', async () => {
    const { email } = await newcomer();
    const guesser = openBrowser(new FakeBrowser());
    guesser.head.set('x-forwarded-for', '203.0.113.9');
    for (let i = 0; i < LIMITS.signInPair.points; i += 1) expect(await attempt(email, `guess ${i}`)).toMatchObject({ message: 'Email and password do not match.' });
    expect(await attempt(email, PASSWORD)).toMatchObject({ status: 'refused', message: expect.stringMatching(/^Too many attempts. Try again in \d+ minutes.$/) });
    openBrowser(new FakeBrowser()).head.set('x-forwarded-for', '198.51.100.4');
    expect(await attempt(email, PASSWORD)).toEqual(new Redirect('/'));
  });
});

describe('sessions', () => {
  it('end in the database when the browser signs out', async () => {
    const { browser } = await newcomer();
    const stolen = new FakeBrowser();
    for (const [name, value] of browser.jar) stolen.jar.set(name, value);
    expect(await outcome(signOut())).toEqual(new Redirect('/'));
    expect(browser.jar.size).toBe(0);
    openBrowser(stolen);
    expect(await currentUser()).toBeNull();
    expect(await outcome(requireUser('/plan'))).toEqual(new Redirect('/sign-in?next=%2Fplan'));
  });

  it('end everywhere else when the password changes', async () => {
    const { email, browser, id } = await newcomer();
    const elsewhere = openBrowser(new FakeBrowser());
    expect(await attempt(email, PASSWORD)).toBeInstanceOf(Redirect);
    openBrowser(browser);
    expect(await changePassword(IDLE, formOf({ password: 'wrong', newPassword: 'another long one' }))).toMatchObject({ errors: { password: 'This is not your password.' } });
    expect(await changePassword(IDLE, formOf({ password: PASSWORD, newPassword: 'another long one' }))).toMatchObject({ status: 'saved' });
    expect((await currentUser())?.id).toBe(id);
    openBrowser(elsewhere);
    expect(await currentUser()).toBeNull();
    expect(await attempt(email, PASSWORD)).toMatchObject({ status: 'refused' });
    expect(await attempt(email, 'another long one')).toBeInstanceOf(Redirect);
  });

  it('leave API keys to their owner when the password changes: kept and said so, or revoked', async () => {
    const { id } = await newcomer();
    const live = () => prisma.apiKey.count({ where: { userId: id, revokedAt: null } });
    for (const name of ['one', 'two']) expect(await createApiKey(IDLE, formOf({ name }))).toMatchObject({ status: 'saved' });
    expect(await changePassword(IDLE, formOf({ password: 'wrong', newPassword: 'another long one', revokeKeys: 'on' }))).toMatchObject({ status: 'refused', values: { revokeKeys: 'on' } });
    expect(await live()).toBe(2);
    expect(await changePassword(IDLE, formOf({ password: PASSWORD, newPassword: 'another long one' }))).toMatchObject({ status: 'saved', message: expect.stringContaining('API keys that still work: 2') });
    expect(await live()).toBe(2);
    expect(await changePassword(IDLE, formOf({ password: 'another long one', newPassword: PASSWORD, revokeKeys: 'on' }))).toMatchObject({ status: 'saved', message: expect.stringContaining('revoked') });
    expect(await live()).toBe(0);
    expect(await changePassword(IDLE, formOf({ password: PASSWORD, newPassword: 'another long one' }))).toMatchObject({ message: 'The password is changed. All other sessions have ended.' });
  });

  it('end one by one, all others at once, and by the operator', async () => {
    const { email, browser, id } = await newcomer();
    openBrowser(new FakeBrowser());
    await attempt(email, PASSWORD);
    openBrowser(browser);
    expect(await endOtherSessions(IDLE)).toMatchObject({ status: 'saved', message: 'One session has ended.' });
    expect((await currentUser())?.id).toBe(id);
    await prisma.apiKey.create({ data: { userId: id, name: 'of a thief', prefix: 'bw_', hash: randomUUID() } });
    const password = await resetPassword(email);
    expect(await prisma.apiKey.count({ where: { userId: id, revokedAt: null } })).toBe(0);
    expect(password).toMatch(/^[a-zA-Z2-9]{5}(-[a-zA-Z2-9]{5}){3}$/);
    expect(await currentUser()).toBeNull();
    expect(await attempt(email, password ?? '')).toBeInstanceOf(Redirect);
    expect(await resetPassword('nobody@example.org')).toBeNull();
  });

  it('take no token that is forged, of another session, of an old version, or over', async () => {
    const { browser, id } = await newcomer();
    const session = await prisma.session.findFirstOrThrow({ where: { userId: id } });
    const other = await newcomer();
    openBrowser(browser);
    const seen = async (token: string) => {
      browser.jar.set('next-auth.session-token', token);
      return (await currentUser())?.id ?? null;
    };
    expect(await seen(await encodeToken({ userId: id, sessionId: session.id, version: 1 }))).toBe(id);
    expect(await seen(await encodeToken({ userId: other.id, sessionId: session.id, version: 1 }))).toBeNull();
    expect(await seen(await encodeToken({ userId: id, sessionId: session.id, version: 2 }))).toBeNull();
    expect(await seen('eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..x.y.z')).toBeNull();
    await prisma.session.update({ where: { id: session.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect(await seen(await encodeToken({ userId: id, sessionId: session.id, version: 1 }))).toBeNull();
  });
});

describe('API keys', () => {
  it('open the API, are stored as hashes, and end when revoked', async () => {
    const { id } = await newcomer();
    const made = await createApiKey(IDLE, formOf({ name: 'script' }));
    const key = made.values.key ?? '';
    expect(key).toMatch(/^bw_[\w-]{43}$/);
    const asked = () => userFromRequest(new Request('http://localhost/api/v1/me/plan', { headers: { authorization: `Bearer ${key}` } }));
    expect(await asked()).toMatchObject({ id, by: 'key' });
    const stored = await prisma.apiKey.findFirstOrThrow({ where: { userId: id } });
    expect(stored.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(stored)).not.toContain(key);
    expect(stored.lastUsedAt).not.toBeNull();
    await prisma.apiKey.update({ where: { id: stored.id }, data: { revokedAt: new Date() } });
    await expect(asked()).rejects.toMatchObject({ status: 401 });
  });
});

describe('settings', () => {
  it('start from the rules and keep what was chosen', async () => {
    const { id } = await newcomer();
    expect(await readSettings(id)).toMatchObject({ rebalancing: { band: { kind: 'either', points: 0.05, fraction: 0.25 }, destination: 'halfway', minTrade: '10' }, tax: { lotMethod: 'least-tax' }, targets: { simple: null } });
    expect(await saveTaxSettings(IDLE, formOf({ shortRate: '35', longRate: '15,5', lotMethod: 'fifo', feeBps: '25' }))).toMatchObject({ status: 'saved' });
    expect(await saveRebalancingSettings(IDLE, formOf({ bandKind: 'absolute', points: '4', fraction: '25', oneWayCost: '0.3', destination: 'edge', minTrade: '50', simple: '5', expectedContribution: '250', trigger: 'monthly' }))).toMatchObject({ status: 'saved' });
    expect(await readSettings(id)).toEqual({
      tax: { shortRate: 0.35, longRate: 0.155, lotMethod: 'fifo' },
      costs: { feeBps: 25 },
      rebalancing: { band: { kind: 'absolute', points: 0.04 }, destination: 'edge', minTrade: '50', contributionsFirst: false, expectedContribution: '250', trigger: 'monthly' },
      targets: { simple: 5 },
    });
    expect(await saveTaxSettings(IDLE, formOf({ shortRate: '135', longRate: 'x', lotMethod: 'hifo', feeBps: '-1' }))).toMatchObject({ status: 'refused', errors: { shortRate: 'At most 100 %.', longRate: expect.any(String), lotMethod: expect.any(String), feeBps: 'At least 0.' } });
  });
});

describe('settings that change at the same moment', () => {
  it('keep each other', async () => {
    const { id } = await newcomer();
    const changes = Array.from({ length: 6 }, (_, i) => [changeSettings(id, { targets: { simple: i + 1 } }), changeSettings(id, { costs: { feeBps: i + 20 } })]);
    await Promise.all(changes.flat());
    const { targets, costs, rebalancing } = await readSettings(id);
    expect(targets.simple).not.toBeNull();
    expect(costs.feeBps).toBeGreaterThanOrEqual(20);
    expect(rebalancing.minTrade).toBe('10');
    expect(await changeSettings(id, {})).toMatchObject({ targets, costs });
  });
});

describe('leaving', () => {
  /** Every table that hangs on a user, so that none is forgotten when one is added. */
  async function personalTables(): Promise<string[]> {
    const { rows } = await pool.query<{ table_name: string }>(`select table_name from information_schema.columns where table_schema = 'public' and column_name = 'user_id' order by 1`);
    return rows.map((row) => row.table_name);
  }

  async function fill(userId: string): Promise<void> {
    const profile = await prisma.profile.create({ data: { userId, version: 1, answers: {}, complete: false } });
    await prisma.plan.create({ data: { userId, profileId: profile.id, version: 1, result: {}, catalogueVersion: 'v', datasetId: 1 } });
    const account = await prisma.account.create({ data: { userId, name: 'Exchange', kind: 'exchange' } });
    const suggestion = await prisma.suggestion.create({ data: { userId, state: 'open', input: {}, result: {}, pricesDay: new Date('2021-12-30'), datasetId: 1, expiresAt: new Date() } });
    const transaction = await prisma.transaction.create({ data: { userId, accountId: account.id, kind: 'buy', day: new Date('2021-01-02'), assetId: 'bitcoin', quantity: '0.123456789012345678', unitPrice: '30000.10', fee: '1.5', note: '=SUM(A1)', suggestionId: suggestion.id } });
    await prisma.lot.create({ data: { userId, accountId: account.id, assetId: 'bitcoin', acquired: new Date('2021-01-02'), quantity: '0.123456789012345678', unitCost: '30000.10', transactionId: transaction.id } });
    await prisma.apiKey.create({ data: { userId, name: 'script', prefix: 'bw_abc', hash: `hash of ${userId}` } });
    await prisma.idempotencyKey.create({ data: { userId, key: 'k', requestHash: 'h', status: 201, response: {} } });
    await prisma.alert.create({ data: { userId, kind: 'drift', subject: 'bitcoin', day: new Date('2021-01-02'), text: 'Bitcoin left its band.', href: '/rebalance' } });
  }

  it('exports everything, exactly, without secrets', async () => {
    const { id, email } = await newcomer();
    await fill(id);
    const { json, fileName } = await exportAccount(id);
    const data = JSON.parse(json) as Record<string, unknown[]> & { user: { email: string }; transactionsCsv: string };
    expect(fileName).toMatch(/^bandwise-\d{4}-\d\d-\d\d\.json$/);
    expect(data.user.email).toBe(email);
    expect(data).toHaveProperty('market');
    expect(data.transactions).toMatchObject([{ day: '2021-01-02', quantity: '0.123456789012345678', unitPrice: '30000.1' }]);
    expect(data.transactionsCsv).toContain("2021-01-02,buy,Exchange,,bitcoin,0.123456789012345678,30000.1,1.5,'=SUM(A1)");
    expect(data.transactionsCsv.split('\n').map((line) => line.split(',').slice(-3).join())).toEqual(['toAsset,toQuantity,simulated', ',,no', '']);
    expect(json).not.toMatch(/argon2|hash of|passwordHash/);
    const lists = Object.values(data).filter((part) => Array.isArray(part) && part.length > 0);
    expect(lists.length).toBe((await personalTables()).length);
  });

  it('deletes everything, after the password was asked again, and nobody else', async () => {
    const bystander = await newcomer();
    await fill(bystander.id);
    const { id } = await newcomer();
    await fill(id);
    const rowsOf = async (userId: string) => {
      const counts = await Promise.all((await personalTables()).map(async (table) => Number((await pool.query<{ n: string }>(`select count(*) n from "${table}" where user_id = $1`, [userId])).rows[0]?.n)));
      return counts;
    };
    expect((await rowsOf(id)).every((count) => count > 0)).toBe(true);
    expect(await deleteAccount(IDLE, formOf({ password: 'wrong' }))).toMatchObject({ status: 'refused' });
    expect(await outcome(deleteAccount(IDLE, formOf({ password: PASSWORD })))).toEqual(new Redirect('/'));
    expect((await rowsOf(id)).every((count) => count === 0)).toBe(true);
    // Neither the guesses that were counted under this person.
    expect((await pool.query('select key from rate_limit where key like $1', ['passwordCheck:%'])).rows).toEqual([]);
    expect(await prisma.user.count({ where: { id } })).toBe(0);
    expect(await currentUser()).toBeNull();
    expect((await rowsOf(bystander.id)).every((count) => count > 0)).toBe(true);
  });
});
