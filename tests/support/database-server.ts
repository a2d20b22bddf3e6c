import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServer } from '@/lib/ops/postgres/server.mjs';
import { migrate } from '@/lib/ops/prisma/migrate.mjs';
import { administer, type DatabaseServer } from './database';

interface Server {
  base: string;
  admin: string;
  stop(): Promise<void>;
}

/** A server given by the environment is used, but none of its databases is touched. */
function givenServer(url: string): Server {
  const { pathname } = new URL(url);
  return { base: url.slice(0, url.length - pathname.length), admin: url, stop: async () => {} };
}

async function ownServer(): Promise<Server> {
  const given = process.env.BANDWISE_TEST_FOLDER;
  const dataFolder = given ?? fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-test-'));
  fs.chmodSync(dataFolder, 0o711);
  // Nothing here outlives the run: durability would only cost time.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const { base, stop } = await startServer({ dataFolder, password: randomBytes(12).toString('hex'), settings });
  return {
    base,
    admin: `${base}/postgres`,
    stop: async () => {
      await stop();
      if (!given) fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function startDatabaseServer(): Promise<DatabaseServer & { stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  const { base, admin, stop } = given ? givenServer(given) : await ownServer();
  const run = randomBytes(4).toString('hex');
  const server = { base, admin, migrated: `bandwise_test_schema_${run}`, market: `bandwise_test_market_${run}` };
  await administer(server, (client) => client.query(`CREATE DATABASE "${server.migrated}"`));
  await migrate(`${base}/${server.migrated}`);
  const cleanUp = () =>
    administer(server, async (client) => {
      for (const name of [server.migrated, server.market, `${server.market}_unfinished`]) await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    });
  return {
    ...server,
    stop: async () => {
      await cleanUp();
      await stop();
    },
  };
}

type Started = Awaited<ReturnType<typeof startDatabaseServer>>;

/** The projects of one run each load this file anew, but share one server. */
const shared = globalThis as { bandwiseTestServer?: { users: number; started: Promise<Started> } };

export async function shareDatabaseServer(): Promise<{ server: DatabaseServer; release(): Promise<void> }> {
  const mine = (shared.bandwiseTestServer ??= { users: 0, started: startDatabaseServer() });
  mine.users += 1;
  const { stop, ...server } = await mine.started;
  const release = async () => {
    mine.users -= 1;
    if (mine.users > 0) return;
    delete shared.bandwiseTestServer;
    await stop();
  };
  return { server, release };
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, release } = await shareDatabaseServer();
  project.provide('databaseServer', server);
  return release;
}
