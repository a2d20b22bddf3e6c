import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadJobs, type JobRow } from '@/lib/data/job-state';
import { pool } from '@/lib/data/pool';
import { addDays, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { requestJob } from '@/lib/services/jobs/request-job';
import { killPrograms, startProgram, type Program } from '../../support/processes';
import { startSources, type RunningSources } from '../../support/source-stubs/start-sources';

const ASSETS = 10;
const TODAY = isoDay(new Date().toISOString().slice(0, 10));
const QUICK = Object.fromEntries(['coingecko', 'defillama', 'alternative-me', 'github', 'news'].map((source) => [source, { capacity: 1_000, perMinute: 60_000, perMonth: null }]));
const AFTER_FIRST_START = ['import', 'categories', 'universe', 'developer', 'on-chain', 'news', 'yields'];
const patient = { timeout: 240_000, interval: 200 };

let sources: RunningSources;
let worker: Program;

const job = async (name: string): Promise<JobRow | undefined> => (await loadJobs()).find((row) => row.name === name);
const count = async (from: string): Promise<number | undefined> => (await pool.query<{ rows: number }>(`SELECT count(*)::integer AS rows FROM ${from}`)).rows[0]?.rows;

/** Asks for a job as a page does, and waits until it has been done once more. */
async function again(name: string): Promise<JobRow | undefined> {
  const before = (await job(name))?.lastRun ?? null;
  expect(await requestJob(name)).toBe(true);
  await expect.poll(async () => { const row = await job(name); return row?.state === 'done' && row.lastRun?.getTime() !== before?.getTime(); }, patient).toBe(true);
  return job(name);
}

beforeAll(async () => {
  sources = await startSources({ assets: ASSETS, seed: 4, since: addDays(TODAY, -90) });
  const feeds = [...sources.feeds, `${sources.urls.news}/gone`];
  await pool.query(`INSERT INTO app_setting (key, value) VALUES ('sources', $1)`, [JSON.stringify({ listing: ASSETS, exchanges: [], feeds, limits: QUICK })]);
  const env = { DATABASE_URL: process.env.DATABASE_URL, BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls), BANDWISE_OFFLINE: '', MARKET_DATA_DIR: undefined, COINGECKO_API_KEY: undefined, GITHUB_TOKEN: 'ghp_token-of-a-test' };
  worker = startProgram('lib/jobs/worker.ts', [], env);
});
afterAll(async () => {
  await killPrograms();
  await sources.stop();
});

describe('a worker over sources of this machine', () => {
  it('lists the market, then does everything that comes after it', { timeout: 300_000 }, async () => {
    await expect.poll(async () => (await loadJobs()).filter(({ name, state }) => AFTER_FIRST_START.includes(name) && state === 'done').map(({ name }) => name).sort(), patient).toEqual([...AFTER_FIRST_START].sort());
    expect((await loadJobs()).filter(({ error }) => error !== null)).toEqual([]);
    expect(await count(`backfill_task WHERE source = 'coingecko' AND kind = 'developer'`)).toBe(ASSETS);
    expect(worker.process.exitCode).toBeNull();
  });

  it('brings the headlines of every feed, each once, and says which feed gave none', { timeout: 300_000 }, async () => {
    const { rows } = await pool.query<{ feed: string; headlines: number; marked: number; future: number }>(
      `SELECT feed, count(*)::integer AS headlines, count(*) FILTER (WHERE link LIKE '%utm_%' OR title = '')::integer AS marked, count(*) FILTER (WHERE published_at > now())::integer AS future FROM news_item GROUP BY feed ORDER BY feed DESC`,
    );
    expect(rows).toEqual(sources.feeds.map((feed) => ({ feed, headlines: 48, marked: 0, future: 0 })));
    // Who came by a second time, by the clock, found all of them judged.
    expect((await job('news'))?.detail).toMatch(/^news: 96 stored, 1 refused(; 96 judged)?$/);
    expect(await count(`text_item WHERE language = 'en' AND method LIKE 'rules:%'`)).toBe(96);
    expect(await count(`metric_fact WHERE source = 'text' AND metric IN ('NewsPolarity', 'NewsCount')`)).toBeGreaterThan(0);
    expect((await pool.query(`SELECT subject, reason FROM refused_answer WHERE source = 'news'`)).rows).toEqual([{ subject: `${sources.urls.news}/gone`, reason: expect.stringContaining('answered 404') }]);
    await again('news');
    // An hour that has begun since brings one more to each.
    expect([96, 98]).toContain(await count('news_item'));
  });

  it('asks GitHub for the repositories that the pages of the assets name', { timeout: 300_000 }, async () => {
    await expect.poll(async () => (await job('backfill'))?.state, patient).toBe('done');
    expect(await count(`metric_fact WHERE source = 'coingecko' AND metric = 'DevStars'`)).toBe(ASSETS);
    expect((await again('developer'))?.detail).toMatch(/^\d+ assets to ask for$/);
    await expect.poll(() => count(`backfill_task WHERE source = 'github' AND state = 'done'`), patient).toBe(ASSETS);
    const { rows } = await pool.query<{ metric: string; assets: number; last: string }>(`SELECT metric, count(DISTINCT asset_id)::integer AS assets, max(day)::text AS last FROM metric_fact WHERE source = 'github' GROUP BY metric ORDER BY metric`);
    expect(rows.map(({ metric, assets }) => [metric, assets])).toEqual(['DevAgeDays', 'DevCommits', 'DevContributors', 'DevIssueHours', 'DevReleases', 'DevStars'].map((metric) => [metric, ASSETS]));
    // Of days that have ended only; people are known of a week until the next one has ended.
    expect(rows.filter(({ last }) => dayNumber(isoDay(last)) >= dayNumber(TODAY)).map(({ metric }) => metric)).toEqual([]);
    expect(sources.requests.filter(({ source }) => source === 'github').length).toBeGreaterThan(ASSETS * 6);
  });
});
