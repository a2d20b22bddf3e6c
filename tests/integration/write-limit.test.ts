import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { countAttempt, LIMITS } from '@/lib/auth/rate-limits';
import { loadPersonalExport } from '@/lib/data/personal-export';
import { pool } from '@/lib/data/pool';
import { IDLE } from '@/lib/schemas/form-state';
import { newOwner, type Owner } from '../support/belongings';
import { formOf, openBrowser, outcome, Redirect } from '../support/fake-browser';
import { browserOf } from '../support/people';

vi.mock('next/headers', async () => (await import('../support/fake-browser')).nextHeaders);
vi.mock('next/navigation', async () => (await import('../support/fake-browser')).nextNavigation);
vi.mock('next/cache', async () => (await import('../support/fake-browser')).nextCache);

const FOLDER = path.join(import.meta.dirname, '../../lib/actions');
/** Counted by place or needing no count: nobody is signed in before them, or nothing but this browser's session ends. */
const OTHERWISE = ['account/sign-in.ts', 'account/sign-up.ts', 'account/sign-out.ts'];
const actions = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !OTHERWISE.includes(file)).sort();

let owner: Owner;
beforeAll(async () => {
  owner = await newOwner();
  openBrowser(await browserOf(owner));
});
beforeEach(async () => {
  await pool.query('delete from rate_limit');
  await countAttempt('write', owner.id);
});

describe('a person who changed too much in a short time', () => {
  it.each(actions)('%s is refused, says so and keeps what was typed', async (file) => {
    await pool.query('update rate_limit set points = $1', [LIMITS.write.points + 1]);
    const before = JSON.stringify(await loadPersonalExport(owner.id));
    const module = (await import(path.join(FOLDER, file))) as Record<string, (...parts: unknown[]) => Promise<unknown>>;
    const action = Object.values(module)[0];
    const form = formOf({ id: owner.ids.account ?? '', name: 'typed', password: 'typed too' });
    const parts = [[form], [form], [IDLE, form], ['you', IDLE, form]][action?.length ?? 0] ?? [];
    const answer = await outcome(action?.(...parts) ?? Promise.resolve());
    if (answer instanceof Redirect) expect(answer.to).toBe('/plan?tooMany=changes');
    else expect(answer).toMatchObject({ status: 'refused', message: expect.stringMatching(/^Too many changes in a short time. Try again in (1 minute|\d+ seconds?)\.$/) as string });
    expect(JSON.stringify(answer)).not.toContain('typed too');
    if (parts.length > 1) expect((answer as typeof IDLE).values).toMatchObject(action?.length === 1 ? {} : { name: 'typed' });
    expect(JSON.stringify(await loadPersonalExport(owner.id))).toBe(before);
  });

  it('walks every action', () => expect(actions.length).toBeGreaterThan(15));
});
