import { describe, expect, it } from 'vitest';
import { expectAccessible, settle, withPage, type Visit } from '../support/browser';
import { personalPages, publicPages } from '../support/public-pages';

const VIEWS: readonly (Required<Pick<Visit, 'width' | 'scheme'>>)[] = [
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
];

describe.each(publicPages())('%s', (path) => {
  it.concurrent.each(VIEWS)('is whole at $width px, $scheme', async (view) => {
    await withPage(async (page) => {
      const response = await page.goto(path, { waitUntil: 'load' });
      expect(response?.status()).toBe(200);
      await settle(page);
      expect(await page.locator('h1').count()).toBe(1);
      await expectAccessible(page);
    }, view);
  });

  it('reads without JavaScript', async () => {
    await withPage(
      async (page) => {
        expect((await page.goto(path))?.status()).toBe(200);
        expect((await page.locator('main').innerText()).length).toBeGreaterThan(40);
      },
      { javaScript: false },
    );
  });
});

describe('pages of a person', () => {
  it.each(personalPages())('%s asks to sign in first', async (path) => {
    await withPage(async (page) => {
      await page.goto(path);
      expect(new URL(page.url()).pathname).toBe('/sign-in');
    });
  });

  it('answers 404 with a page, not with an error', async () => {
    await withPage(async (page) => {
      const response = await page.request.get('/no-such-page');
      expect(response.status()).toBe(404);
      expect(await response.text()).toContain('<h1');
    });
  });
});
