import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** The server of this test run, and the databases on it that others are copied from. */
export interface DatabaseServer {
  /** URL without a database name. */
  base: string;
  admin: string;
  migrated: string;
  market: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: DatabaseServer;
  }
}

export interface TestDatabase {
  name: string;
  url: string;
  drop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../..');
const MARKET_LOCK = 'bandwise test market';

export async function administer<T>(server: DatabaseServer, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server.admin });
  await client.connect();
  return work(client).finally(() => client.end());
}

async function copyOf(server: DatabaseServer, template: string): Promise<TestDatabase> {
  const name = `bandwise_test_${randomBytes(6).toString('hex')}`;
  await administer(server, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY ${template === server.market ? 'FILE_COPY' : 'WAL_LOG'}`));
  return {
    name,
    url: `${server.base}/${name}`,
    drop: () => administer(server, async (client) => void (await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))),
  };
}

/** An empty database with the schema. */
export const freshDatabase = (server: DatabaseServer = inject('databaseServer')): Promise<TestDatabase> => copyOf(server, server.migrated);

function computeMarket(url: string): Promise<void> {
  const script = path.join(root, 'tests/support/compute-market.ts');
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', script], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, NODE_ENV: 'production', LOG_LEVEL: 'warn', BANDWISE_OFFLINE: '1', BANDWISE_FORECAST: 'off' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`computing the market for the tests ended with ${code}`))));
  });
}

/** Makes the computed market once a run, whoever needs it first; the others wait. */
export async function ensureMarket(server: DatabaseServer): Promise<void> {
  await administer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [MARKET_LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [server.market]);
    if (rowCount) return;
    const unfinished = `${server.market}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${unfinished}" TEMPLATE "${server.migrated}"`);
    await computeMarket(`${server.base}/${unfinished}`);
    await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${server.market}"`);
  });
}

/** A copy of the market that `npm start` would load (MARKET_DATA_DIR, else the simulated sample), with scores and indices computed. */
export async function marketDatabase(server: DatabaseServer = inject('databaseServer')): Promise<TestDatabase> {
  await ensureMarket(server);
  return copyOf(server, server.market);
}
