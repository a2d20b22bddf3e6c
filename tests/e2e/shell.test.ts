import { describe, expect, it } from 'vitest';
import { expectAccessible, withPage } from '../support/browser';

const ROWS = 'table.screener tbody tr:not(.spacer)';

describe('the frame', () => {
  it('is worked by keyboard: skip link, hide amounts, theme', async () => {
    await withPage(async (page) => {
      await page.goto('/', { waitUntil: 'networkidle' });
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
      await page.keyboard.press('h');
      expect(await page.evaluate(() => document.documentElement.dataset.amounts)).toBe('hidden');
      await page.reload({ waitUntil: 'networkidle' });
      expect(await page.evaluate(() => document.documentElement.dataset.amounts)).toBe('hidden');
      await page.getByRole('button', { name: /^Theme/ }).first().click();
      await page.getByRole('button', { name: /^Theme/ }).first().click();
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(17, 22, 28)');
      await expectAccessible(page);
    });
  });

  it('finds a token with one key', async () => {
    await withPage(async (page) => {
      await page.goto('/', { waitUntil: 'networkidle' });
      await page.keyboard.press('/');
      await page.getByRole('dialog').getByRole('searchbox').fill('bitcoin');
      await page.getByRole('menuitem', { name: /^Bitcoin\s*BTC/ }).waitFor();
      await expectAccessible(page);
      await page.getByRole('menuitem', { name: /^Bitcoin\s*BTC/ }).click();
      await page.waitForURL(/\/tokens\/bitcoin/);
    });
  });

  it('has a menu and answers where a number comes from without JavaScript', async () => {
    await withPage(
      async (page) => {
        await page.goto('/');
        await page.locator('details.menu > summary').click();
        expect(await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Tokens' }).isVisible()).toBe(true);
        await page.locator('details.menu > summary').click();
        await page.locator('.regime button.prov').first().click();
        expect(await page.locator('.regime .prov-pop').first().isVisible()).toBe(true);
      },
      { width: 390, javaScript: false },
    );
  });
});

describe('the overview', () => {
  it('shows three tiers, the regime and what changed', async () => {
    await withPage(async (page) => {
      await page.goto('/');
      expect(await page.locator('.tcol h2').allInnerTexts()).toEqual(['Conservative', 'Balanced', 'Aggressive']);
      expect(await page.locator('.tcol .chart').count()).toBeGreaterThan(0);
      expect(await page.locator('.regime > div').count()).toBe(4);
      await page.getByRole('link', { name: 'Earlier' }).click();
      await page.waitForURL(/until=/);
    });
  });
});

describe('the screener', () => {
  it('searches, sorts and scrolls through every token at once', async () => {
    await withPage(async (page) => {
      const all = page.waitForResponse(/\/api\/v1\/tokens\?limit=500/);
      await page.goto('/tokens');
      await all;
      await page.locator('p.cap[role=status]', { hasText: 'tokens' }).waitFor();
      expect(await page.locator(ROWS).count()).toBeLessThan(80);
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForFunction((rows) => Number(document.querySelector(rows)?.getAttribute('aria-rowindex')) > 100, ROWS);
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.locator('input[type=search]').fill('bitcoin');
      await page.waitForFunction((rows) => document.querySelectorAll(rows).length < 10, ROWS);
      expect(page.url()).toContain('q=bitcoin');
      await page.getByRole('columnheader', { name: '30 d', exact: true }).getByRole('link').click();
      expect(page.url()).toContain('sort=change30d');
      await expectAccessible(page);
    });
  });

  it('filters, sorts and turns pages without JavaScript', async () => {
    await withPage(
      async (page) => {
        await page.goto('/tokens');
        expect(await page.locator(ROWS).count()).toBe(50);
        await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: '2', exact: true }).click();
        expect(page.url()).toContain('page=2');
        await page.goto('/tokens?sort=name&order=asc');
        await page.locator('input[type=search]').fill('bitcoin');
        await page.keyboard.press('Enter');
        await page.waitForURL(/q=bitcoin/);
        expect(page.url()).toContain('sort=name');
        expect(await page.locator(ROWS).first().innerText()).toContain('Bitcoin');
      },
      { javaScript: false },
    );
  });

  it('opens a token’s numbers on a phone with a tap', async () => {
    await withPage(
      async (page) => {
        await page.goto('/tokens');
        await page.locator('.list-cards summary').first().click();
        expect(await page.locator('.list-cards .more').first().innerText()).toContain('Market cap');
        await expectAccessible(page);
      },
      { width: 390 },
    );
  });

  it('hands out a CSV of what it shows', async () => {
    await withPage(async (page) => {
      const response = await page.request.get('/tokens.csv?q=bitcoin');
      expect(response.headers()['content-type']).toContain('text/csv');
      const lines = (await response.text()).trim().split('\r\n');
      expect(lines[0]).toContain('rank,id,symbol,name');
      expect(lines.slice(1).every((line) => line.toLowerCase().includes('bitcoin'))).toBe(true);
    });
  });
});

describe('the list of indices', () => {
  it('compares what is ticked, without JavaScript', async () => {
    await withPage(
      async (page) => {
        await page.goto('/indices');
        await page.getByRole('checkbox', { name: 'Compare Large Cap 10' }).check();
        await page.getByRole('checkbox', { name: 'Compare DeFi' }).check();
        await page.getByRole('button', { name: 'Compare' }).click();
        await page.waitForURL(/slugs=large-cap-10&slugs=defi/);
        expect(await page.getByRole('table', { name: 'Overlap of each two indices' }).getByRole('rowheader').allInnerTexts()).toEqual(['Large Cap 10', 'DeFi']);
        await page.getByRole('link', { name: '30 d', exact: true }).first().click();
        await page.waitForURL(/slugs=large-cap-10&slugs=defi&range=30d/);
      },
      { javaScript: false },
    );
  });
});
