import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { startServer } from '@/lib/ops/postgres/server.mjs';
import { migrate } from '@/lib/ops/prisma/migrate.mjs';
import { requestJob } from '@/lib/services/jobs/request-job';
import { killPrograms, startProgram, type Program } from '../../support/processes';

/** Within which everybody is back after the database is. */
const BACK_WITHIN_MS = 10_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-restart-'));
fs.chmodSync(folder, 0o711);
let server: Awaited<ReturnType<typeof startServer>>;
let worker: Program;

const patient = { timeout: 60_000, interval: 50 };
const finished = async () => (await pool.query('SELECT 1 FROM ran WHERE ended IS NOT NULL')).rowCount ?? 0;

beforeAll(async () => {
  server = await startServer({ dataFolder: folder, password: 'of-a-test-only' });
  const admin = new pg.Client({ connectionString: `${server.base}/postgres` });
  await admin.connect();
  await admin.query('CREATE DATABASE restarted');
  await admin.end();
  const url = `${server.base}/restarted`;
  await migrate(url);
  process.env.DATABASE_URL = url;
  await pool.query('CREATE TABLE ran (id serial PRIMARY KEY, name text, worker integer, began timestamptz DEFAULT clock_timestamp(), ended timestamptz)');
  worker = startProgram('tests/support/queue-worker.ts', ['50'], { DATABASE_URL: url, BANDWISE_OFFLINE: '1' });
});

afterAll(async () => {
  await killPrograms();
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

/** Pages go on asking while the database is away; nobody helps them. */
function keepAsking(): { stop(): Promise<{ answers: number; failures: number }> } {
  const over = new AbortController();
  const tally = { answers: 0, failures: 0 };
  const asking = Array.from({ length: 4 }, async () => {
    while (!over.signal.aborted) {
      await pool.query('SELECT count(*) FROM job_state').then(
        () => (tally.answers += 1),
        () => (tally.failures += 1),
      );
      await pause(20);
    }
  });
  return {
    async stop() {
      over.abort();
      await Promise.all(asking);
      return tally;
    },
  };
}

async function jobRuns(before: number): Promise<void> {
  await expect.poll(() => requestJob('scores').catch(() => false), patient).toBe(true);
  await expect.poll(() => finished().catch(() => 0), patient).toBeGreaterThan(before);
}

describe('a database that is restarted under load', () => {
  it.each([1, 2])('is found again by pages and worker on their own (restart %s)', async () => {
    await jobRuns(await finished());
    const before = await finished();
    const load = keepAsking();
    await server.stop();
    await pause(1_500);
    await server.restart();
    const back = performance.now();
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await jobRuns(before);
    expect(performance.now() - back).toBeLessThan(BACK_WITHIN_MS);
    const { answers, failures } = await load.stop();
    expect(failures).toBeGreaterThan(0);
    expect(answers).toBeGreaterThan(0);
    // It was the same process all along.
    expect([worker.process.exitCode, worker.process.signalCode]).toEqual([null, null]);
  });
});
