import { beforeEach, describe, expect, it } from 'vitest';
import { loadJobs, resetInterruptedJobs, saveJob } from '@/lib/data/job-state';
import { pool } from '@/lib/data/pool';
import { statusEndpoint } from '@/lib/schemas/api/status';
import { isStale } from '@/lib/services/jobs/stale-jobs';
import { openWorkerSession } from '@/lib/data/worker-session';
import { SourceError } from '@/lib/providers/live-port';
import { NotBefore, trackJob } from '@/lib/services/jobs/track-job';
import { readStatus } from '@/lib/services/status/read-status';

const NOW = new Date('2022-01-05T12:00:00Z');
const clock = { now: () => NOW };
const job = async (name: string) => (await loadJobs()).find((row) => row.name === name);

const addMarket = (simulated: boolean) =>
  pool.query(`INSERT INTO dataset (name, simulated, active, first_day, last_day, asset_count, content_hash) VALUES ('one', $1, true, '2015-01-01', '2021-12-30', 400, 'abc') RETURNING id`, [simulated]);

beforeEach(() => pool.query('TRUNCATE dataset, job_state CASCADE'));

describe('tracked work', () => {
  it('is running while it runs, with how far it is, and done when it is done', async () => {
    const words = await trackJob('scores', 'v1', async (report) => {
      report(0.25, 'a quarter');
      await expect.poll(async () => await job('scores')).toMatchObject({ state: 'running', progress: 0.25, detail: 'a quarter' });
      return 'all graded';
    });
    expect(words).toBe('all graded');
    expect(await job('scores')).toMatchObject({ state: 'done', progress: 1, detail: 'all graded', inputHash: 'v1', error: null });
  });

  it('says why it failed, and fails', async () => {
    await expect(trackJob('scores', 'v1', () => Promise.reject(new Error('no panel')))).rejects.toThrow('no panel');
    expect(await job('scores')).toMatchObject({ state: 'failed', error: 'no panel' });
  });
});

describe('work that has to wait', () => {
  const until = new Date('2022-01-05T13:10:00Z');

  it.each([
    ['asks to be called later', new NotBefore(until, 'the month is over tomorrow'), 'the month is over tomorrow'],
    ['found a quota used up', new SourceError('coingecko', 'rate-limited', 'too fast', until), 'waits for the quota of coingecko until 13:10 UTC'],
  ])('has not failed: %s', async (_, error, detail) => {
    await expect(trackJob('closes', null, () => Promise.reject(error))).rejects.toMatchObject({ name: 'NotBefore', moment: until });
    expect(await job('closes')).toMatchObject({ state: 'waiting', nextRun: until, detail, error: null });
  });

  it('has failed where a source is in trouble', async () => {
    await expect(trackJob('closes', null, () => Promise.reject(new SourceError('coingecko', 'failed', 'HTTP 500')))).rejects.toThrow('HTTP 500');
    expect(await job('closes')).toMatchObject({ state: 'failed', error: 'HTTP 500' });
  });
});

describe('the session of a worker', () => {
  it('puts back what says that it runs while its worker is gone, and only that', async () => {
    const [alive, gone] = [await openWorkerSession(), await openWorkerSession()];
    await saveJob('scores', { state: 'running', progress: 0.5, worker: alive.worker });
    await saveJob('indices', { state: 'running', progress: 0.5, worker: gone.worker });
    await saveJob('import', { state: 'done' });
    await gone.end();
    await expect.poll(resetInterruptedJobs).toEqual(['indices']);
    expect([await job('scores'), await job('indices'), await job('import')]).toMatchObject([{ state: 'running', progress: 0.5 }, { state: 'waiting', progress: null }, { state: 'done' }]);
    await alive.end();
    await expect.poll(resetInterruptedJobs).toEqual(['scores']);
  });

  it('lets one move in a lane at a time, and frees it when its connection ends', async () => {
    const [one, other] = [await openWorkerSession(), await openWorkerSession()];
    expect(one.worker).not.toBe(other.worker);
    expect([await one.take('market'), await one.take('market'), await other.take('market'), await other.take('quotes')]).toEqual([true, false, false, true]);
    await one.leave('market');
    expect(await other.take('market')).toBe(true);
    await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1`, [other.worker]);
    await expect.poll(() => other.lost.aborted).toBe(true);
    expect([await one.take('market'), await one.take('quotes'), await other.take('news')]).toEqual([true, true, false]);
    await one.end();
  });
});

describe('stale results', () => {
  it.each([
    ['no market', false, null, false],
    ['never computed', true, null, true],
    ['computed on another content', true, { state: 'done', inputHash: '1:old' }, true],
    ['failed on another content', true, { state: 'failed', inputHash: '1:old' }, true],
    ['being computed', true, { state: 'running', inputHash: '1:old' }, false],
  ] as const)('%s', async (_, market, row, stale) => {
    if (market) await addMarket(false);
    if (row) await saveJob('scores', row);
    expect(await isStale('scores')).toBe(stale);
  });

  it('are not those of the market as it is', async () => {
    const { rows } = await addMarket(false);
    await saveJob('scores', { state: 'done', inputHash: `${rows[0].id}:abc` });
    expect(await isStale('scores')).toBe(false);
  });
});

describe('the status', () => {
  it('starts without a market', async () => {
    const status = await readStatus(clock);
    expect(status).toMatchObject({ status: 'starting', dataset: null, quarantined: 0, conflicts: 0, refused: 0, stale: false });
    expect(new Set(status.sources.map(({ state }) => state))).toEqual(new Set(status.mode === 'starting' ? ['unseen', 'off'] : ['off']));
    expect(status.jobs.map(({ name, state }) => [name, state])).toEqual([['import', 'waiting'], ['scores', 'waiting'], ['indices', 'waiting']]);
    expect(statusEndpoint.response.safeParse(status).error).toBeUndefined();
  });

  it('tells the age of real data, and none of simulated data', async () => {
    await addMarket(false);
    expect(await readStatus(clock)).toMatchObject({ status: 'computing', stale: true, dataset: { name: 'one', lastDay: '2021-12-30', ageDays: 6 } });
    expect(await readStatus({ now: () => new Date('2022-01-02T12:00:00Z') })).toMatchObject({ stale: false, dataset: { ageDays: 3 } });
    await pool.query('TRUNCATE dataset CASCADE');
    await addMarket(true);
    expect((await readStatus(clock)).stale).toBe(false);
  });

  it('counts what was refused, and is degraded while something failed', async () => {
    const { rows } = await addMarket(false);
    await pool.query(`INSERT INTO quarantine_row (dataset_id, file, line, severity, reason, raw) VALUES ($1, 'daily.csv', 2, 'reject', 'r', ''), ($1, 'daily.csv', 3, 'suspect', 's', '')`, [rows[0].id]);
    await saveJob('import', { state: 'failed', error: 'line 7' });
    const status = await readStatus(clock);
    expect(status).toMatchObject({ status: 'degraded', quarantined: 1, quarantine: { reject: 1, unordered: 0, suspect: 1 } });
    expect(statusEndpoint.response.safeParse(JSON.parse(JSON.stringify(status))).error).toBeUndefined();
  });

  it('is ok when everything is done', async () => {
    await addMarket(true);
    for (const name of ['import', 'scores', 'indices']) await saveJob(name, { state: 'done' });
    expect((await readStatus(clock)).status).toBe('ok');
  });
});
