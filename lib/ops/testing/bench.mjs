import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, buildStands, ensureClient } from '../launcher/build.mjs';
import { ensureDependencies } from '../launcher/dependencies.mjs';
import { createFamily } from '../launcher/family.mjs';
import { choosePort } from '../launcher/port.mjs';
import { complain, step } from '../launcher/say.mjs';
import { serve, typescript } from '../launcher/services.mjs';
import { PlainError } from '../plain-error.mjs';
import { startServer } from '../postgres/server.mjs';
import { fromRoot, QUIET } from '../root.mjs';

const SUFFIX = '.bench.ts';
/** What a benchmark stands on, unless it is the computed market alone. */
const ON_EMPTY = new Set(['import', 'live-market', 'forecast', 'new-day']);
const ON_SERVER = new Set(['pages', 'live-market']);

const family = createFamily();
const finished = (child) => new Promise((resolve, reject) => child.once('close', (code) => (code === 0 ? resolve() : reject(new PlainError(`a program of the benchmark ended with ${code}`)))));

function chosen(names) {
  const all = fs
    .readdirSync(fromRoot('tests/bench'))
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown) throw new PlainError(`There is no benchmark "${unknown}". There are: ${all.join(', ')}.`);
  return names.length > 0 ? names : all;
}

async function createDatabase(server, name, template) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: `${server.base}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`).finally(() => client.end());
  return `${server.base}/${name}`;
}

async function prepareEmpty(server) {
  const { migrate } = await import('../prisma/migrate.mjs');
  await migrate(await createDatabase(server, 'empty', 'template1'));
}

async function prepareMarket(server) {
  const url = await createDatabase(server, 'market', 'empty');
  await finished(family.start(typescript('tests/support/compute-market.ts'), { ...QUIET, DATABASE_URL: url, LOG_LEVEL: 'warn' }));
}

async function prepareServer(env) {
  if (!buildStands()) await build(family.start);
  const port = await choosePort('0');
  await serve(family, { port, env });
  return { ...env, BENCH_URL: `http://localhost:${port}` };
}

async function runOne(server, name) {
  const url = await createDatabase(server, `bench_${name.replaceAll('-', '_')}`, ON_EMPTY.has(name) ? 'empty' : 'market');
  const base = { ...QUIET, DATABASE_URL: url, LOG_LEVEL: 'warn', NEXTAUTH_SECRET: 'a-secret-for-benchmarks-only-0123456789' };
  const env = ON_SERVER.has(name) ? await prepareServer(base) : base;
  console.log(`\n${name}`);
  await finished(family.start(typescript(`tests/bench/${name}${SUFFIX}`), env));
}

export async function main(args) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-bench-'));
  fs.chmodSync(folder, 0o711);
  let server;
  try {
    const names = chosen(args);
    await ensureDependencies({ dev: true });
    await ensureClient();
    server = await startServer({ dataFolder: folder, password: 'benchmarks' });
    await prepareEmpty(server);
    if (!names.every((name) => ON_EMPTY.has(name))) await step('market', () => prepareMarket(server));
    for (const name of names) await runOne(server, name);
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
  await family.stop();
  await server?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit();
}
