import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './browser/find-chromium.mjs';
import { complain } from './launcher/say.mjs';
import { PlainError } from './plain-error.mjs';
import { fromRoot, ROOT } from './root.mjs';
import { makeSamplePerson } from './screenshots/sample-person';

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  /** Only for someone who is signed in. */
  readonly personal?: boolean;
}

const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

const SHOTS: readonly Shot[] = [
  { name: 'overview', path: '/', ...DESK, scheme: 'light' },
  { name: 'overview-dark', path: '/', ...DESK, scheme: 'dark' },
  { name: 'index', path: '/indices/large-cap-10', ...DESK, scheme: 'light' },
  { name: 'token', path: '/tokens/ethereum', ...DESK, scheme: 'light' },
  { name: 'model', path: '/model', ...DESK, scheme: 'light' },
  { name: 'tokens-phone', path: '/tokens', ...PHONE, scheme: 'light' },
  { name: 'plan', path: '/plan', ...DESK, scheme: 'light', personal: true },
  { name: 'portfolio', path: '/portfolio', ...DESK, scheme: 'light', personal: true },
  { name: 'rebalance', path: '/rebalance', ...DESK, scheme: 'light', personal: true },
  { name: 'rebalance-phone', path: '/rebalance', ...PHONE, scheme: 'dark', personal: true },
];

async function open(browser: Browser, base: string, shot: Shot, state: Awaited<ReturnType<typeof makeSamplePerson>>): Promise<Page> {
  const context = await browser.newContext({ baseURL: base, viewport: { width: shot.width, height: shot.height }, colorScheme: shot.scheme, reducedMotion: 'reduce', storageState: shot.personal ? state : undefined });
  const page = await context.newPage();
  const response = await page.goto(shot.path, { waitUntil: 'networkidle' });
  if (response?.status() !== 200) throw new PlainError(`${shot.path} answered ${response?.status() ?? 'nothing'}.`);
  return page;
}

/** `npm run screenshots [-- http://localhost:3000]`: pictures of a running product for the README, with a sample person of its own. */
async function main(base = 'http://localhost:3000'): Promise<void> {
  const folder = fromRoot('public/screenshots');
  fs.mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
  try {
    const state = await makeSamplePerson(browser, base);
    for (const shot of SHOTS) {
      const page = await open(browser, base, shot, state);
      const file = path.join(folder, `${shot.name}.png`);
      await page.screenshot({ path: file });
      console.log(`  ${path.relative(ROOT, file)}  ${Math.round(fs.statSync(file).size / 1000)} kB`);
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
}

try {
  await main(process.argv[2]);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
