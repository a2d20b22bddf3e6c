import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng, type Rng } from '@/lib/domain/foundation/rng';
import { freshDatabase, type TestDatabase } from '../../support/database';
import { bundleProgram, killPrograms, startProgram } from '../../support/processes';
import { startSources } from '../../support/source-stubs/start-sources';

const ASSETS = 16;
const KILLS = 100;
/** A worker is killed after at most so many requests of its own, and so many milliseconds later. */
const MOST_REQUESTS = 10;
const LATER_MS = 500;
/** Requests a minute while it is being killed, and when it may finish. */
const [SLOW, FAST] = ['1200', '60000'];
const SEED = 20_261_121;

/** What a backfill leaves, in a fixed order; when an answer came is the one thing that no two runs share. */
const TABLES = {
  source_daily: 'asset_id, day, source, close, traded_value, market_cap, circulating_supply, open, high, low, known_at',
  daily_fact: 'asset_id, day, close, traded_value, market_cap, circulating_supply, open, high, low, suspect, known_at',
  metric_fact: 'asset_id, metric, day, value, known_at',
  dataset_asset: 'asset_id, symbol, name, kind, sectors, ecosystem, consensus, max_supply, first_day, last_day, ending',
  fact_conflict: 'asset_id, day, fact, other_source, chosen_source, chosen_value, other_value',
  refused_answer: 'source, endpoint, subject, about, reason',
  day_digest: 'day, digest',
  backfill_task: 'source, kind, asset_id, state, from_day, to_day, attempts',
  dataset: 'content_hash, first_day, last_day, asset_count',
};

let sources: Awaited<ReturnType<typeof startSources>>;
let program: string;
let killed: TestDatabase;
let whole: TestDatabase;

beforeAll(async () => {
  [sources, program, killed, whole] = await Promise.all([startSources({ assets: ASSETS, seed: 3 }), bundleProgram('tests/support/backfill-worker.ts'), freshDatabase(), freshDatabase()]);
});
afterAll(async () => {
  await killPrograms();
  await Promise.all([sources.stop(), killed.drop(), whole.drop()]);
});

const run = (database: TestDatabase, ...args: string[]) =>
  startProgram(program, args, { DATABASE_URL: database.url, BANDWISE_SOURCE_URLS: JSON.stringify(sources.urls), BANDWISE_OFFLINE: '', MARKET_DATA_DIR: undefined, LOG_LEVEL: 'warn' });

async function ask<T extends pg.QueryResultRow>(database: TestDatabase, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client.query<T>(sql).then(({ rows }) => rows).finally(() => client.end());
}

async function digest(database: TestDatabase): Promise<Record<string, string | undefined>> {
  const entries = Object.entries(TABLES).map(async ([table, columns]) => {
    const [row] = await ask<{ rows: string }>(database, `SELECT count(*) || ' rows ' || coalesce(md5(string_agg(r::text, chr(10) ORDER BY r::text COLLATE "C")), '') AS rows FROM (SELECT ${columns} FROM ${table}) r`);
    return [table, row?.rows] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Histories that were acknowledged as done, with what is stored of them. */
const acknowledged = (database: TestDatabase) =>
  ask<{ task: string; rows: number; stored: number }>(
    database,
    `SELECT t.source || ' ' || t.kind || ' ' || t.asset_id AS task, t.rows, (SELECT count(*)::integer FROM source_daily s WHERE (s.source, s.asset_id) = (t.source, t.asset_id) AND s.day BETWEEN t.from_day AND t.to_day) AS stored
     FROM backfill_task t WHERE t.state = 'done' ORDER BY 1`,
  );

/** Where all is done before the last kill, everything is asked for once more: the same answers change nothing. */
async function reopenWhereDone(): Promise<boolean> {
  const [task] = await ask<{ waiting: number }>(killed, `SELECT count(*) FILTER (WHERE state = 'waiting')::integer AS waiting FROM backfill_task`);
  if (task?.waiting === 0) await ask(killed, `UPDATE backfill_task SET state = 'waiting', rows = 0`);
  return task?.waiting === 0;
}

/** Works until a random moment and is killed; whatever was acknowledged before still is. */
async function workAndKill(rng: Rng, before: ReadonlySet<string>): Promise<Set<string>> {
  sources.clearRequests();
  const worker = run(killed, 'work', SLOW);
  const most = 1 + rng.int(MOST_REQUESTS);
  while (sources.requests.length < most && worker.process.exitCode === null) await pause(2);
  await pause(rng.next() * LATER_MS);
  expect(worker.process.exitCode ?? 0, worker.output()).toBe(0);
  await worker.kill();
  const done = await acknowledged(killed);
  const names = new Set(done.map(({ task }) => task));
  expect([...before].filter((task) => !names.has(task))).toEqual([]);
  expect(done.filter(({ task, rows, stored }) => task.includes(' history ') && stored < rows)).toEqual([]);
  return names;
}

describe('a backfill whose worker is killed', () => {
  it(`loses nothing, doubles nothing and ends as an uninterrupted one, over ${KILLS} kills`, { timeout: 1_800_000 }, async () => {
    await Promise.all([run(killed, 'start', String(ASSETS)).done(), run(whole, 'start', String(ASSETS)).done()]);
    const rng = createRng(SEED);
    let done = new Set<string>();
    let steps = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const now = await workAndKill(rng, done);
      if (now.size > done.size) steps += 1;
      done = (await reopenWhereDone()) ? new Set() : now;
    }
    // It was in the middle of it: it went on between the kills.
    expect(steps).toBeGreaterThan(KILLS / 20);
    await Promise.all([run(killed, 'work', FAST).done(), run(whole, 'work', FAST).done()]);
    expect(await digest(killed)).toEqual(await digest(whole));
  });

  it('ends the same where two workers share it, each task done once', { timeout: 300_000 }, async () => {
    const shared = await freshDatabase();
    await run(shared, 'start', String(ASSETS)).done();
    sources.clearRequests();
    await Promise.all([run(shared, 'work', FAST).done(), run(shared, 'work', FAST).done()]);
    const asked = sources.requests.map(({ method, path }) => `${method} ${path}`).filter((request) => request.includes('market_chart'));
    expect(new Set(asked).size).toBe(asked.length);
    expect(await digest(shared)).toEqual(await digest(whole));
    await shared.drop();
  });
});
