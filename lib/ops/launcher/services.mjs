import os from 'node:os';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { plainLine, PlainError } from '../plain-error.mjs';
import { fromRoot, QUIET } from '../root.mjs';
import { say } from './say.mjs';

const PRODUCTION = { ...QUIET, NODE_ENV: 'production' };
const SERVER_PATIENCE_MS = 60_000;
/** One that ended for the first time is missed at once. */
const SOON_MS = 500;
/** Its database went away in the middle of a computation: no fault of its own, however often (see lib/jobs/keep-working.ts). */
const DATABASE_WENT_AWAY = 75;
const RESTART_MS = 5_000;
const RESTARTS = 5;
/** A worker that ran so long was well: what ends it then is a new trouble. */
const CALM_MS = 10 * 60_000;

/** Arguments to run one of our TypeScript programs as it is. */
export const typescript = (file) => ['--conditions=react-server', '--import', 'tsx', fromRoot(file)];

/** Background work yields to the build and to whoever reads a page. */
function giveWay(pid) {
  try {
    os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some systems refuse; then it is merely less polite.
  }
}

/** Log lines of the worker on its jobs, in words for the terminal. */
function retell(line) {
  try {
    const { job, progress, seconds, reason, msg } = JSON.parse(line);
    const measure = seconds === undefined ? (typeof progress === 'number' ? ` (${Math.round(progress * 100)} %)` : '') : ` (${seconds.toFixed(1)} s)`;
    const trouble = reason ? `: ${plainLine(new Error(reason)) ?? reason}` : '';
    say(`${job ? `${job}: ` : ''}${msg}${trouble}${measure}`);
  } catch {
    console.log(line);
  }
}

/** Keeps the worker running: it loads and computes the market in the background. */
export function keepWorker(family, stopping, attempt = 1) {
  const worker = family.start(typescript('lib/jobs/worker.ts'), PRODUCTION, { stdio: ['ignore', 'pipe', 'inherit'] });
  const born = performance.now();
  if (worker.pid) giveWay(worker.pid);
  readline.createInterface({ input: worker.stdout }).on('line', retell);
  worker.once('close', (code) => {
    if (stopping()) return;
    if (code === DATABASE_WENT_AWAY) {
      say('the worker lost its database in the middle of a computation; starting it again');
      return setTimeout(() => (stopping() ? undefined : keepWorker(family, stopping, attempt)), SOON_MS);
    }
    const tried = performance.now() - born > CALM_MS ? 1 : attempt;
    if (tried > RESTARTS) return say(`the worker ended with ${code} ${RESTARTS} times and stays down; pages keep what is computed so far`);
    say(`the worker ended with ${code}; starting it again`);
    setTimeout(() => (stopping() ? undefined : keepWorker(family, stopping, tried + 1)), tried === 1 ? SOON_MS : RESTART_MS);
  });
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

/** Preloaded into the web server: whoever speaks with it is named by us, not by themselves; the API never answers with a page. */
const PRELOADED = ['name-peer', 'refuse-address'].flatMap((name) => ['--import', pathToFileURL(fromRoot(`lib/ops/launcher/${name}.mjs`)).href]);

/** Starts the web server and comes back when it answers. */
export async function serve(family, { port, env: given = {}, onEnd = () => undefined }) {
  const env = { ...PRODUCTION, ...given, PORT: String(port) };
  const server = family.start([...PRELOADED, fromRoot('node_modules/next/dist/bin/next'), 'start', '-p', String(port)], env, { stdio: ['ignore', 'pipe', 'pipe'] });
  let early = '';
  let ready = false;
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk) => (ready ? process.stdout.write(chunk) : (early += chunk)));
  }
  let ended;
  server.once('close', (code) => {
    ended = code ?? 1;
    if (ready) onEnd(ended);
  });
  const until = performance.now() + SERVER_PATIENCE_MS;
  while (ended === undefined && performance.now() < until) {
    if (await answers(`http://127.0.0.1:${port}/api/v1/status`)) {
      ready = true;
      return `answers on port ${port}`;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (/EADDRINUSE/.test(early)) throw new PlainError(`Port ${port} is in use by another program. Choose another: PORT=${port + 1} npm start`);
  throw new Error(ended === undefined ? `the server did not answer within a minute:\n${early}` : `the server ended with ${ended}:\n${early}`);
}
