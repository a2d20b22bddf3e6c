import { beforeAll, describe, expect, test, vi } from 'vitest';
import { chooseScale } from '@/lib/actions/plan/choose-scale';
import { chooseSplit } from '@/lib/actions/plan/choose-split';
import { chooseTargets } from '@/lib/actions/plan/choose-targets';
import { keepWhatIf } from '@/lib/actions/plan/keep-what-if';
import { liftGuardrail } from '@/lib/actions/plan/lift-guardrail';
import { renewPlan } from '@/lib/actions/plan/renew-plan';
import { saveProfileStep } from '@/lib/actions/plan/save-profile-step';
import { pool } from '@/lib/data/pool';
import { IDLE } from '@/lib/schemas/form-state';
import type { ProfileStep } from '@/lib/schemas/profile-form';
import { readSettings } from '@/lib/services/account/settings';
import { readProfile } from '@/lib/services/planning/profile';
import { currentPlan, planHistory } from '@/lib/services/planning/read-plan';
import { FakeBrowser, formOf, openBrowser, outcome, Redirect } from '../../support/fake-browser';
import { browserOf, newPerson, type Person } from '../../support/people';

vi.mock('next/headers', async () => (await import('../../support/fake-browser')).nextHeaders);
vi.mock('next/navigation', async () => (await import('../../support/fake-browser')).nextNavigation);
vi.mock('next/cache', async () => (await import('../../support/fake-browser')).nextCache);

const save = (step: ProfileStep, fields: Record<string, string>) => outcome(saveProfileStep(step, IDLE, formOf(fields)));

async function expectSentTo(run: Promise<unknown>, to: string | RegExp): Promise<void> {
  const result = await outcome(run);
  expect(result).toBeInstanceOf(Redirect);
  expect((result as Redirect).to).toMatch(to);
}

describe('the forms of the plan', () => {
  let person: Person;
  beforeAll(async () => {
    await pool.query(`INSERT INTO dataset (id, name, simulated, active, first_day, last_day, asset_count, content_hash, updated_at) VALUES (1, 'small', false, true, '2021-01-01', '2021-12-30', 1, 'x', now())`);
    person = await newPerson();
    openBrowser(await browserOf(person));
  });

  test('four steps lead to a plan, each saved on its way', async () => {
    await expectSentTo(save('you', { age: '38', investable: '120,000', netWorth: '310000' }), '/plan/profile/safety-net');
    expect(await readProfile(person.id)).toMatchObject({ version: 1, complete: false });
    await expectSentTo(save('safety-net', { monthlyExpenses: '2900', reserve: '20300', incomeStability: 'stable' }), '/plan/profile/time');
    await expectSentTo(save('time', { horizonYears: '12', temperament: 'aggressive' }), '/plan/profile/accounts');
    expect(await currentPlan(person.id)).toBeNull();
    await expectSentTo(save('accounts', { taxFree: '', taxDeferred: '' }), /^\/plan$/);
    expect((await currentPlan(person.id))?.result).toMatchObject({ cryptoAmount: '24000', indices: [], stablecoinCash: 1 });
  });

  test('a refused step keeps what was typed and changes nothing', async () => {
    expect(await save('you', { age: 'old', investable: '5' })).toMatchObject({ status: 'refused', errors: { age: expect.stringContaining('18') as string, netWorth: expect.any(String) as string }, values: { age: 'old', investable: '5' } });
    expect((await readProfile(person.id))?.answers.investable).toBe('120000');
  });

  test('a step can be saved for later with gaps', async () => {
    await expectSentTo(save('time', { horizonYears: '15', temperament: 'aggressive', intent: 'later' }), /^\/plan$/);
    expect((await currentPlan(person.id))?.answers.horizonYears).toBe(15);
  });

  test('the result’s own controls make versions', async () => {
    await expectSentTo(chooseScale(formOf({ scale: 'stricter' })), '/plan#scales');
    expect((await currentPlan(person.id))?.result.scales.decides).toBe('temperament');
    await expectSentTo(chooseSplit(IDLE, formOf({ strategy: 'barbell' })), '/plan#tiers');
    expect((await currentPlan(person.id))?.result.tiers.applied.aggressive).toBe(0.3);
    await expectSentTo(liftGuardrail(formOf({ guardrail: 'aggressiveMaximum', lift: 'yes' })), '/plan#guardrails');
    expect((await currentPlan(person.id))?.result.tiers.applied.aggressive).toBe(0.4);
    await expectSentTo(liftGuardrail(formOf({ guardrail: 'aggressiveMaximum', lift: 'no' })), '/plan#guardrails');
    const versions = (await planHistory(person.id)).length;
    await expectSentTo(renewPlan(), '/plan');
    expect(await planHistory(person.id)).toHaveLength(versions);
  });

  test('answers that were tried out are kept; one that cannot be read sends back', async () => {
    await expectSentTo(keepWhatIf(formOf({ age: '52' })), /^\/plan$/);
    expect((await currentPlan(person.id))?.result.stage).toBe('preRetirement');
    await expectSentTo(keepWhatIf(formOf({ age: 'x' })), /^\/plan\/what-if\?age=x/);
  });

  test('simple targets are a setting', async () => {
    await expectSentTo(chooseTargets(formOf({ targets: 'simple', simple: '3' })), '/plan#targets');
    expect((await readSettings(person.id)).targets.simple).toBe(3);
    await expectSentTo(chooseTargets(formOf({ targets: 'all', simple: '3' })), '/plan#targets');
    expect((await readSettings(person.id)).targets.simple).toBeNull();
  });

  test('what nobody could have posted changes nothing', async () => {
    const before = await readProfile(person.id);
    await expectSentTo(chooseScale(formOf({ scale: 'higher' })), '/plan#scales');
    await expectSentTo(liftGuardrail(formOf({ guardrail: 'gravity', lift: 'yes' })), '/plan#guardrails');
    expect(await readProfile(person.id)).toEqual(before);
  });

  test('a visitor is sent to sign in', async () => {
    openBrowser(new FakeBrowser());
    await expectSentTo(save('you', { age: '38' }), /^\/sign-in\?next=%2Fplan%2Fprofile%2Fyou$/);
    await expectSentTo(renewPlan(), /^\/sign-in/);
  });
});
