import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, settle, withPage, type Visit } from '../support/browser';
import { personalPages, publicPages } from '../support/public-pages';

/** Each width is loaded in one scheme and then switched to the other: what a scheme changes is told by styles alone. */
const VIEWS: readonly { readonly width: Visit['width']; readonly schemes: readonly ('light' | 'dark')[] }[] = [
  { width: 390, schemes: ['light', 'dark'] },
  { width: 1440, schemes: ['dark', 'light'] },
];

const background = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe.each(publicPages())('%s', (path) => {
  it.concurrent.each(VIEWS)('is whole at $width px, $schemes', async ({ width, schemes }) => {
    await withPage(async (page) => {
      const response = await page.goto(path, { waitUntil: 'load' });
      expect(response?.status()).toBe(200);
      const backgrounds: string[] = [];
      for (const scheme of schemes) {
        await page.emulateMedia({ colorScheme: scheme });
        await settle(page);
        backgrounds.push(await background(page));
        expect(await page.locator('h1').count()).toBe(1);
        await expectAccessible(page);
      }
      expect(new Set(backgrounds).size).toBe(2);
    }, { width, scheme: schemes[0] });
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
