import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { CHROMIUM_FLAGS } from '@/lib/ops/browser/find-chromium.mjs';

export interface Visit {
  /** Where the product runs; the one that all browser tests share without it. */
  readonly at?: string;
  readonly width?: 390 | 1440;
  readonly scheme?: 'light' | 'dark';
  /** False reads the page as it is served. */
  readonly javaScript?: boolean;
  /** A saved sign-in. */
  readonly state?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

/** The address of the running product. */
export const appUrl = (): string => inject('appUrl');

let browser: Promise<Browser> | undefined;
const openBrowser = (): Promise<Browser> => (browser ??= chromium.launch({ executablePath: inject('chromium'), args: CHROMIUM_FLAGS }));
afterAll(async () => (await browser)?.close());

/** What goes wrong behind a page: errors on the console, uncaught ones, answers of 5xx. */
function listen(page: Page): string[] {
  const troubles: string[] = [];
  page.on('console', (message) => (message.type() === 'error' ? troubles.push(`console: ${message.text()} (${message.location().url})`) : undefined));
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('response', (response) => (response.status() >= 500 ? troubles.push(`${response.status()} ${response.url()}`) : undefined));
  return troubles;
}

/** Opens a page of its own, and fails when anything goes wrong behind it. */
export async function withPage(work: (page: Page) => Promise<void>, { at, width = 1440, scheme = 'light', javaScript = true, state }: Visit = {}): Promise<void> {
  const opened = await openBrowser();
  const context = await opened.newContext({
    baseURL: at ?? appUrl(),
    viewport: { width, height: width === 390 ? 844 : 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: javaScript,
    locale: 'en-US',
    storageState: state,
  });
  const page = await context.newPage();
  const troubles = listen(page);
  try {
    await work(page);
    expect(troubles).toEqual([]);
  } finally {
    await context.close();
  }
}

const BREATH_MS = 250;

/** Waits until fonts are there and scripts have nothing urgent left, so that troubles of the first moments have shown. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 3_000 }));
  });
  await page.waitForTimeout(BREATH_MS);
}

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Our pages have no frames, so that axe can judge within the page: else it opens a second one for each judgement and sends itself and all it
 * saw there and back. Of what is well it need not describe each element. Both together cost as much as the judging itself.
 */
const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);

/** No axe violation on the page or in a part of it, and nothing wider than the window. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  const { violations } = await axeOn(page).include(part).withTags(AXE_TAGS).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
}

/** Makes an account; the first of an installation is its owner's. */
export async function signUp(page: Page, next: string, email = 'owner@example.org'): Promise<void> {
  await page.goto(`/sign-up?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('main').getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(({ pathname }) => pathname === next);
}
