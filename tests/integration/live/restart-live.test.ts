import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer } from '@/lib/ops/postgres/server.mjs';
import { migrate } from '@/lib/ops/prisma/migrate.mjs';
import { killPrograms, startProgram, type Program } from '../../support/processes';
import { startSources } from '../../support/source-stubs/start-sources';

/** Within which the history goes on after the database is back. */
const BACK_WITHIN_MS = 10_000;
const ASSETS = 120;
/** CoinGecko is mostly waited for, at the gate; DefiLlama is asked all the time. */
const LIMITS = { coingecko: { capacity: 20, perMinute: 12, perMonth: null }, defillama: { capacity: 4, perMinute: 240, perMonth: null } };

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-restart-live-'));
fs.chmodSync(folder, 0o711);
let server: Awaited<ReturnType<typeof startServer>>;
let sources: Awaited<ReturnType<typeof startSources>>;
let worker: Program;
let url: string;

async function ask<T extends pg.QueryResultRow>(sql: string, database = url): Promise<T[]> {
  const client = new pg.Client({ connectionString: database });
  client.on('error', () => undefined);
  await client.connect();
  return client.query<T>(sql).then(({ rows }) => rows).finally(() => client.end());
}

const tasks = async (): Promise<{ done: number; waiting: number; failed: number }> =>
  (await ask<{ done: number; waiting: number; failed: number }>(`SELECT count(*) FILTER (WHERE state = 'done')::integer AS done, count(*) FILTER (WHERE state = 'waiting')::integer AS waiting, count(*) FILTER (WHERE attempts > 0)::integer AS failed FROM backfill_task`))[0] ?? { done: 0, waiting: 0, failed: 0 };

async function until(what: () => Promise<boolean>, withinMs: number): Promise<void> {
  for (const over = performance.now() + withinMs; !(await what()); await pause(50)) if (performance.now() > over) throw new Error(`not within ${withinMs} ms:\n${worker.output()}`);
}

beforeAll(async () => {
  [server, sources] = await Promise.all([startServer({ dataFolder: folder, password: 'of-a-test-only' }), startSources({ assets: ASSETS, seed: 8 })]);
  await ask('CREATE DATABASE restarted', `${server.base}/postgres`);
  url = `${server.base}/restarted`;
  await migrate(url);
  await ask(`INSERT INTO app_setting (key, value) VALUES ('sources', '${JSON.stringify({ listing: ASSETS, exchanges: [], feeds: sources.feeds, limits: LIMITS })}')`);
  worker = startProgram('lib/jobs/worker.ts', [], { DATABASE_URL: url, BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls), BANDWISE_OFFLINE: '', MARKET_DATA_DIR: undefined });
});
afterAll(async () => {
  await killPrograms();
  await Promise.all([sources.stop(), server.stop()]);
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

it.each([1, 2])('a worker in the middle of a backfill goes on within ten seconds after its database is back (restart %s)', { timeout: 180_000 }, async () => {
  await until(async () => (await tasks()).done > 0, 90_000);
  await pause(2_000);
  await server.stop();
  await pause(1_500);
  await server.restart();
  const back = performance.now();
  const before = await tasks();
  expect(before.waiting).toBeGreaterThan(20);
  await until(async () => (await tasks()).done > before.done, 60_000);
  const took = performance.now() - back;
  process.stdout.write(`the history goes on ${Math.round(took)} ms after the database was back\n`);
  expect(took).toBeLessThan(BACK_WITHIN_MS);
  // It was the same process all along, and the restart counted as nobody's failure.
  expect([worker.process.exitCode, worker.process.signalCode]).toEqual([null, null]);
  expect((await tasks()).failed).toBe(0);
});
