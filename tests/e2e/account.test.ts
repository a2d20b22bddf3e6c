import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, settle, withPage } from '../support/browser';

const PASSWORD = 'correct horse battery';
const NEXT_PASSWORD = 'correct horse stapler';

const press = (page: Page, name: string): Promise<void> => page.getByRole('main').getByRole('button', { name, exact: true }).click();

async function signUp(page: Page, email: string, next: string): Promise<void> {
  await page.goto(`/sign-up?next=${next}`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await press(page, 'Create account');
  await page.waitForURL(`**${next}`);
}

async function refusesAWeakPassword(page: Page, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('short');
  await press(page, 'Create account');
  await page.getByText('At least 10 characters').first().waitFor();
  await page.getByText('Please check the marked fields.').waitFor();
  expect(await page.getByLabel('Email').inputValue()).toBe(email);
}

async function changesThePassword(page: Page): Promise<void> {
  await page.getByLabel('Your password now').fill(PASSWORD);
  await page.getByLabel('New password').fill(NEXT_PASSWORD);
  await press(page, 'Change password');
  await page.getByText('The password is changed.').waitFor();
  await page.reload();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Settings');
}

async function expectAKeyOpensTheApiUntilRevoked(page: Page): Promise<void> {
  await page.goto('/settings/keys');
  await page.getByLabel('Name').fill('my script');
  await press(page, 'Create key');
  await page.getByLabel('Your new key').waitFor();
  const key = await page.getByLabel('Your new key').inputValue();
  const ask = () => page.request.get('/api/v1/me/profile', { headers: { authorization: `Bearer ${key}`, cookie: '' } });
  expect((await ask()).status()).toBe(200);
  await page.goto('/settings/keys');
  expect(await page.getByText(key).count()).toBe(0);
  await press(page, 'Revoke');
  await page.getByText('Revoked').first().waitFor();
  expect((await ask()).status()).toBe(401);
}

async function keepsSettings(page: Page): Promise<void> {
  await page.goto('/settings/tax');
  await page.getByLabel('Tax on short-term gains').fill('35,5');
  await page.getByLabel('Lots to sell first').selectOption('fifo');
  await press(page, 'Save');
  await page.getByText('Saved.').waitFor();
  await page.goto('/settings/tax');
  expect(await page.getByLabel('Tax on short-term gains').inputValue()).toBe('35.5');
  expect(await page.getByLabel('Lots to sell first').inputValue()).toBe('fifo');
}

async function comesAndGoes(page: Page, email: string): Promise<void> {
  await page.goto('/settings');
  await press(page, 'Sign out');
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/settings/data');
  expect(page.url()).toContain('/sign-in?next=%2Fsettings%2Fdata');
  await page.getByLabel('Email').fill(email.toUpperCase());
  await page.getByLabel('Password').fill(NEXT_PASSWORD);
  await press(page, 'Sign in');
  await page.waitForURL('**/settings/data');
}

async function leaves(page: Page): Promise<void> {
  const exported = await page.request.get('/settings/export');
  expect(exported.headers()['content-disposition']).toMatch(/^attachment; filename="bandwise-.*\.json"$/);
  await page.getByLabel('Your password').fill(NEXT_PASSWORD);
  await press(page, 'Delete my account');
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/settings');
  expect(page.url()).toContain('/sign-in');
}

describe.each([{ javaScript: true }, { javaScript: false }])('an account, script $javaScript', (visit) => {
  it('is made, kept, used by a script, exported and deleted', async () => {
    await withPage(async (page) => {
      const email = `${randomUUID()}@example.org`;
      await refusesAWeakPassword(page, email);
      await signUp(page, email, '/settings/security');
      await changesThePassword(page);
      await expectAKeyOpensTheApiUntilRevoked(page);
      await keepsSettings(page);
      await comesAndGoes(page, email);
      await leaves(page);
    }, visit);
  });
});

describe('the settings', () => {
  let state: Awaited<ReturnType<BrowserContext['storageState']>>;
  beforeAll(() => withPage(async (page) => {
    await signUp(page, `${randomUUID()}@example.org`, '/settings');
    state = await page.context().storageState();
  }));

  it.each(['/settings', '/settings/security', '/settings/keys', '/settings/tax', '/settings/rebalancing', '/settings/data'])('%s is whole on every screen', async (path) => {
    for (const view of [{ width: 390, scheme: 'light' }, { width: 1440, scheme: 'dark' }] as const) {
      await withPage(async (page) => {
        expect((await page.goto(path))?.status()).toBe(200);
        await settle(page);
        await expectAccessible(page);
      }, { ...view, state });
    }
  });
});
