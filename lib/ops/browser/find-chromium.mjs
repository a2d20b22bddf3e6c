import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../launcher/run.mjs';
import { PlainError } from '../plain-error.mjs';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** What Playwright turns off itself (a list of our own takes the place of its), and the suggestions of the address bar, which nobody sees: a page of their own in each window took a fifth of the browser's time. */
const FEATURES_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup',
];

/** For a machine without a screen and a network that may refuse the browser's own errands. */
export const CHROMIUM_FLAGS = [
  `--disable-features=${FEATURES_OFF.join(',')}`,
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

async function works(file) {
  if (!file || !fs.existsSync(file)) return false;
  const { code } = await run(file, ['--version'], { timeout: 20_000 }).catch(() => ({ code: 1 }));
  return code === 0;
}

/** Browsers that Playwright put into its cache, newest first. */
function playwrightBrowsers() {
  const caches = [process.env.PLAYWRIGHT_BROWSERS_PATH, path.join(os.homedir(), '.cache/ms-playwright'), path.join(os.homedir(), 'Library/Caches/ms-playwright')];
  return caches
    .filter((folder) => folder && fs.existsSync(folder))
    .flatMap((folder) =>
      fs
        .readdirSync(folder)
        .filter((name) => name.startsWith('chromium'))
        .sort((a, b) => Number(b.split('-').at(-1)) - Number(a.split('-').at(-1)))
        .flatMap((name) => ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-linux/headless_shell', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'].map((file) => path.join(folder, name, file))),
    );
}

async function installFromDebian() {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, timeout: 300_000 });
  const first = await install();
  if (first.code !== 0) {
    await run('apt-get', ['update'], { env, timeout: 120_000 });
    await install();
  }
  return '/usr/bin/chromium';
}

/** The browser that comes inside an npm package; it unpacks itself and its libraries when told that it runs on Amazon's machines. */
async function packagedBrowser() {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } catch {
    return null;
  }
}

/**
 * A Chromium that starts: the one named by CHROMIUM_PATH, the system's, Playwright's, Debian's, or the packaged one.
 * @returns {Promise<string>} its path
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await works(named)) return named;
    throw new PlainError(`CHROMIUM_PATH is ${named}, which does not start.`);
  }
  for (const file of [...SYSTEM, ...playwrightBrowsers()]) if (await works(file)) return file;
  for (const provide of [installFromDebian, packagedBrowser]) {
    const file = (await provide()) ?? '';
    if (await works(file)) return file;
  }
  throw new PlainError('No Chromium was found and none could be installed. Install one and name it with CHROMIUM_PATH=/path.');
}
