import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { requestJob } from '@/lib/services/jobs/request-job';
import { killPrograms, startProgram } from '../../support/processes';

interface Run {
  readonly name: string;
  readonly worker: number;
  readonly began: Date;
  readonly ended: Date | null;
}

const runs = async () => (await pool.query<Run>('SELECT name, worker, began, ended FROM ran ORDER BY id')).rows;
const finished = async (name: string) => (await runs()).filter((run) => run.name === name && run.ended !== null).length;
const worker = (takesMs: number) => startProgram('tests/support/queue-worker.ts', [String(takesMs)], { DATABASE_URL: process.env.DATABASE_URL, BANDWISE_OFFLINE: '1' });
const patient = { timeout: 60_000, interval: 50 };

const livingWorkers = async () => (await pool.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'bandwise worker' AND datname = current_database()`)).rowCount;

/** Any two runs of one name, one after the other. */
const overlaps = (all: readonly Run[]): Run[] =>
  all.filter((run, i) => all.some((other, j) => i !== j && other.name === run.name && other.began <= run.began && (other.ended === null || other.ended > run.began)));

beforeEach(async () => {
  await pool.query('CREATE TABLE IF NOT EXISTS ran (id serial PRIMARY KEY, name text, worker integer, began timestamptz DEFAULT clock_timestamp(), ended timestamptz)');
  await pool.query('TRUNCATE ran, job_state; DROP SCHEMA IF EXISTS pgboss CASCADE');
});
afterEach(killPrograms);

describe('several workers on one database', () => {
  it('run each job once, and never twice at the same time', async () => {
    expect(await requestJob('scores')).toBe(false);
    const all = [worker(150), worker(150), worker(150)];
    await expect.poll(() => requestJob('scores'), patient).toBe(true);
    const share = async () => new Set((await runs()).map((run) => run.worker)).size;
    // Long enough that more than one of them had a turn, however late the others started.
    for (let i = 0; i < 30 || (i < 600 && (await share()) < 2); i += 1) {
      await Promise.all(['scores', 'indices', 'import'].map(requestJob));
      await pause(100);
    }
    await expect.poll(async () => (await pool.query(`SELECT 1 FROM pgboss.job WHERE state <= 'active'`)).rowCount, patient).toBe(0);
    const done = await runs();
    const { rows } = await pool.query<{ sent: number }>(`SELECT count(*)::integer AS sent FROM pgboss.job WHERE state = 'completed'`);
    expect(done.every((run) => run.ended !== null)).toBe(true);
    expect([done.length, rows[0]?.sent]).toEqual([rows[0]?.sent, done.length]);
    // How many of the wishes became runs of their own depends on how busy the machine is.
    expect(done.length).toBeGreaterThan(2);
    // Jobs of one lane never overlap either: import, scores and indices are one.
    expect(overlaps(done.map((run) => ({ ...run, name: 'lane' })))).toEqual([]);
    expect(await share()).toBeGreaterThan(1);
    expect(all.map(({ process: { exitCode } }) => exitCode)).toEqual([null, null, null]);
  });

  it('put back at once what a killed one had under way', async () => {
    const first = worker(60_000);
    await expect.poll(() => requestJob('scores'), patient).toBe(true);
    await expect.poll(async () => (await runs()).length, patient).toBe(1);
    worker(50);
    await expect.poll(livingWorkers, patient).toBe(2);
    const from = performance.now();
    await first.kill();
    await expect.poll(() => finished('scores'), patient).toBe(1);
    // Looked for every 20 seconds, and at each start: far from the hours after which a job expires.
    expect(performance.now() - from).toBeLessThan(25_000);
    expect(await runs()).toMatchObject([{ ended: null }, { name: 'scores' }]);
    expect((await pool.query(`SELECT state FROM pgboss.job WHERE name = 'market.scores' AND state = 'active'`)).rowCount).toBe(0);
  });

  it('begin at once what was interrupted before they started', async () => {
    const first = worker(60_000);
    await expect.poll(() => requestJob('scores'), patient).toBe(true);
    await expect.poll(async () => (await runs()).length, patient).toBe(1);
    await first.kill();
    worker(50);
    await expect.poll(() => finished('scores'), { ...patient, timeout: 15_000 }).toBe(1);
  });
});
