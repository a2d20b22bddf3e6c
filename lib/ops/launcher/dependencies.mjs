import fs from 'node:fs';
import { PlainError } from '../plain-error.mjs';
import { fromRoot, QUIET, ROOT } from '../root.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const readPackages = (file) => (fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {}) : {});

/**
 * Whether what npm installed is what the lock file names. npm writes its own list last, so that a broken-off install does not count.
 * @param {{ dev: boolean }} need whether the packages for tests are needed too
 */
export function dependenciesStand({ dev }, wanted = readPackages(fromRoot('package-lock.json')), installed = readPackages(fromRoot('node_modules/.package-lock.json'))) {
  return Object.entries(wanted).every(([place, { version, integrity, optional, dev: forTests, devOptional, link }]) => {
    const found = installed[place];
    if (found) return found.version === version && found.integrity === integrity;
    return place === '' || optional || devOptional || link || (forTests && !dev);
  });
}

/** Installs what the lock file names, when something else or nothing is there. */
export async function ensureDependencies(need) {
  if (dependenciesStand(need)) return 'in place';
  say('installing the dependencies; this takes a minute or two');
  const npm = process.env.npm_execpath;
  const [command, first] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []];
  const { code, output } = await run(command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    env: { ...process.env, ...QUIET },
    show: true,
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (code === 0) return 'installed';
  if (/ENOSPC/.test(output)) throw new PlainError('The disk is full: the dependencies could not be installed. Free some space and start again.');
  throw new PlainError('The dependencies could not be installed (see the lines of npm above).');
}
