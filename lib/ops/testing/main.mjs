import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, buildStands, ensureClient } from '../launcher/build.mjs';
import { ensureDependencies } from '../launcher/dependencies.mjs';
import { createFamily, watchNpm } from '../launcher/family.mjs';
import { complain, say } from '../launcher/say.mjs';
import { runningServer } from '../postgres/control-file.mjs';
import { fromRoot, QUIET } from '../root.mjs';
import { tally } from './tally.mjs';

const family = createFamily();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-test-'));
const results = path.join(folder, 'results.json');

/** Nothing of a run stays behind, however it ended. */
async function cleanUp() {
  await family.stop();
  const server = runningServer(path.join(folder, 'database/pgdata'));
  if (server) process.kill(server.pid, 'SIGINT');
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

function listenForTheEnd() {
  const end = () => void cleanUp().then(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
  watchNpm(end);
}

function tool(entry, args, env = {}) {
  const child = family.start([fromRoot('node_modules', entry), ...args], { ...QUIET, ...env }, { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}

const CHECKS = {
  lint: () => tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  build: async () => (buildStands() ? true : build(family.start).then(() => true)),
  // Next writes the types of its routes: they must be there first.
  types: async () => (await tool('next/dist/bin/next', ['typegen'])) && tool('typescript/bin/tsc', ['--noEmit', '-p', fromRoot('tsconfig.json')]),
};

/** One check is one test. A check that cannot even run has failed. */
async function check(name) {
  const from = performance.now();
  const passed = await CHECKS[name]().catch((error) => {
    complain(error);
    return false;
  });
  say(`${name}: ${passed ? 'passed' : 'FAILED'} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  return passed;
}

/** Arguments go to vitest, e.g. --project unit. */
async function runSuites(args) {
  const env = { BANDWISE_TEST_FOLDER: folder, NODE_ENV: 'test' };
  const exited = await tool('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...args], env);
  return { exited, ...tally(results) };
}

async function runAll(args) {
  await ensureDependencies({ dev: true });
  await ensureClient();
  // Lint reads sources only, so it need not wait for what is built.
  const built = async () => [await check('build'), await check('types')];
  const checks = (await Promise.all([check('lint'), built()])).flat();
  const suites = await runSuites(args);
  const passed = checks.filter(Boolean).length + suites.passed;
  const failed = checks.length - checks.filter(Boolean).length + suites.failed;
  // A suite that broke without naming a test must not pass for green.
  return { passed, failed: failed === 0 && !suites.exited ? 1 : failed, leftOut: suites.leftOut };
}

export async function main(args) {
  listenForTheEnd();
  fs.chmodSync(folder, 0o711);
  const outcome = await runAll(args).catch((error) => {
    complain(error);
    return { passed: 0, failed: 1, leftOut: 0 };
  });
  await cleanUp();
  if (outcome.leftOut > 0) say(`${outcome.leftOut} left out for want of data (see the lines "left out" above)`);
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  process.exit(outcome.failed === 0 ? 0 : 1);
}
