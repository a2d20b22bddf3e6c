import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveJob } from '@/lib/data/job-state';
import { pool } from '@/lib/data/pool';
import type { WorkerSession } from '@/lib/data/worker-session';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import type { DailyRow, LiveProvider, Taken } from '@/lib/providers/live-port';
import { runBackfill } from '@/lib/services/live/backfill';
import { backfillRound } from '@/lib/services/live/backfill-round';
import { refreshCategories } from '@/lib/services/live/categories';
import { catchUp } from '@/lib/services/live/daily-closes';
import { remergeLive } from '@/lib/services/live/merge-live';
import { planMetrics } from '@/lib/services/live/plan-backfill';
import { refreshNews, refreshOnChain, refreshQuotes, refreshUniverse, refreshYields } from '@/lib/services/live/refresh';
import { refreshLiquidity } from '@/lib/services/live/refresh-liquidity';
import { holdInIndex, liveOverStubs, oneValue, UNLIMITED, type LiveOverStubs } from '../../support/live-over-stubs';
import type { RunningSources } from '../../support/source-stubs/start-sources';

const over = new AbortController().signal;
let stand: LiveOverStubs;
let sources: RunningSources;

beforeAll(async () => {
  stand = await liveOverStubs({ assets: 20, seed: 6, today: '2026-06-15', since: '2025-06-15' });
  ({ sources } = stand);
});
afterAll(() => sources.stop());
beforeEach(() => stand.reset());

/** For what needs no history: fetching it takes most of the time. */
const withoutHistory = () => pool.query(`DELETE FROM backfill_task WHERE kind = 'history'`);
const asked = (source: string, path: RegExp) => sources.requests.filter((request) => request.source === source && path.test(request.path)).length;

describe('a source that refuses', () => {
  it('keeps nobody else from answering', async () => {
    const live = await stand.begin();
    const end = sources.inject({ fault: 'forbidden', source: 'alternative-me' });
    expect(await refreshOnChain(live)).toMatch(/^alternative-me: .*403.*; defillama: \d+ stored/);
    end();
    sources.inject({ fault: 'forbidden', source: 'coingecko' });
    expect(await refreshUniverse(live)).toMatch(/^coingecko: .*403.*; exchange:kraken: \d+ listed/);
  });

  it('is no success where it was the only one', async () => {
    const live = await stand.begin();
    stand.setNow('2026-06-16');
    sources.inject({ fault: 'forbidden' });
    for (const work of [refreshUniverse, refreshOnChain, refreshQuotes, refreshYields, catchUp]) await expect(work(live)).rejects.toMatchObject({ name: 'SourceError', kind: 'refused' });
    expect(await refreshNews({ ...live, providers: [] })).toBe('no source of it is switched on');
  });

  it.each([
    ['forbidden', 'is not waited for with the depth of the others', { VenueCnt: 1, VenueTopShare: 1, Depth2PctUSD: expect.any(Number) as number }],
    ['server-error', 'but only ill is', { VenueCnt: 2, SpreadBps: expect.any(Number) as number }],
  ] as const)('%s: %s', async (fault, _, found) => {
    const live = await stand.begin({ settings: { exchanges: ['kraken', 'coinbase'] } });
    await refreshUniverse(live);
    await holdInIndex(live.datasetId, 'bitcoin');
    sources.inject({ fault, source: 'exchange:coinbase' });
    expect(await refreshLiquidity(live)).toMatch(/^\d+ figures of 1 assets on 2 exchanges; exchange:coinbase: /);
    const { rows } = await pool.query<{ metric: string; value: number }>(`SELECT metric, value::float8 FROM metric_fact WHERE asset_id = 'bitcoin' AND source LIKE 'exchange:%'`);
    const combined = Object.fromEntries(rows.map(({ metric, value }) => [metric, value]));
    expect(combined).toMatchObject(found);
    expect('Depth2PctUSD' in combined).toBe('Depth2PctUSD' in found);
  });
});

/** The same source, which tells the closes of some assets only. */
function withoutThose(provider: LiveProvider, kept: (row: DailyRow) => boolean): LiveProvider {
  const closes = async (ids: readonly string[], day: IsoDay): Promise<Taken<DailyRow>> => {
    const { rows, refused } = await (provider as Required<LiveProvider>).closes(ids, day);
    return { rows: rows.filter(kept), refused };
  };
  return provider.closes ? (Object.create(provider, { closes: { value: closes } }) as LiveProvider) : provider;
}

describe('an asset', () => {
  const assets = async (where: string) => (await pool.query<{ id: string; kind: string; sectors: string[]; ending: string }>(`SELECT asset_id AS id, kind, sectors, ending FROM dataset_asset WHERE ${where} ORDER BY asset_id`)).rows;

  it('appears by itself with its category, and gets its history', async () => {
    const before = await stand.begin({ settings: { listing: 10 } });
    await runBackfill(before, { session: stand.session, over });
    stand.setNow('2026-06-16');
    const live = await stand.open();
    expect(await refreshUniverse(live)).toMatch(/^coingecko: 20 listed.*; \d+ histories to come$/);
    await refreshCategories(live);
    await catchUp(live);
    await runBackfill(live, { session: stand.session, over });
    const fresh = await assets(`asset_id IN (SELECT asset_id FROM backfill_task WHERE source = 'coingecko' AND kind = 'history' AND to_day = '2026-06-15')`);
    expect(fresh.length).toBeGreaterThanOrEqual(10);
    expect(fresh.filter(({ kind, sectors }) => kind === 'other' && sectors.length === 0)).toEqual([]);
    expect(await assets('first_day IS NULL')).toEqual([]);
  });

  it('that nobody tells of any more ends: truncated, or dead where its price had gone', async () => {
    const live = await stand.begin();
    await runBackfill(live, { session: stand.session, over });
    const [lost, worthless] = (await assets(`kind <> 'stablecoin' AND first_day < '2026-01-01'`)).map(({ id }) => id) as [string, string];
    // In its last days it was worth a thirtieth.
    await pool.query(`UPDATE source_daily SET close = close / 30, close_first = close_first / 30, market_cap = NULL, market_cap_first = NULL, open = NULL, high = NULL, low = NULL WHERE asset_id = $1 AND day > '2026-06-08'`, [worthless]);
    await remergeLive(live.datasetId);
    const kept = ({ externalId }: DailyRow): boolean => externalId !== lost && externalId !== worthless;
    const silent = { ...live, providers: live.providers.map((provider) => withoutThose(provider, kept)) };
    for (const day of ['16', '17', '18', '19']) {
      stand.setNow(`2026-06-${day}`);
      await catchUp(silent);
      const ended = (await assets(`ending <> 'alive'`)).map(({ id, ending }) => `${id} ${ending}`);
      expect(ended).toEqual(day < '19' ? [] : [`${lost} truncated`, `${worthless} dead`].sort());
    }
  });
});

describe('a week that was missed', () => {
  it('heals in the metrics of all assets too', async () => {
    const live = await stand.begin();
    await refreshOnChain(live);
    await withoutHistory();
    await runBackfill(live, { session: stand.session, over });
    const before = await oneValue<number>(`SELECT count(*)::integer FROM metric_fact WHERE metric = 'TvlUSD' AND day = '2026-06-14'`);
    expect(before).toBeGreaterThan(0);
    stand.setNow('2026-06-15');
    expect(await refreshOnChain(live)).toMatch(/; 0 assets to ask for$/);
    stand.setNow('2026-06-24');
    expect(await refreshOnChain(live)).toMatch(/; [1-9]\d* assets to ask for$/);
    expect(await oneValue<number>(`SELECT count(DISTINCT day)::integer FROM metric_fact WHERE metric = 'TvlUSD' AND day > '2026-06-14'`)).toBe(1);
    await runBackfill(live, { session: stand.session, over });
    expect((await pool.query(`SELECT day::text, count(*)::integer AS told FROM metric_fact WHERE metric = 'TvlUSD' AND day > '2026-06-14' GROUP BY day ORDER BY day`)).rows).toEqual(Array.from({ length: 9 }, (_, i) => ({ day: `2026-06-${15 + i}`, told: before })));
    expect(await refreshOnChain(live)).toMatch(/; 0 assets to ask for$/);
    expect(await oneValue<number>('SELECT count(*)::integer FROM market_fact')).toBeGreaterThan(300);
  });
});

describe('a month with an allowance', () => {
  const allowance = { settings: { limits: { coingecko: { ...UNLIMITED, perMonth: 1_000 } } } };

  it('keeps most of it for what is stored: prices on show come from others then', async () => {
    const live = await stand.begin(allowance);
    expect(await refreshQuotes(live)).toMatch(/coingecko: \d+ stored/);
    await pool.query(`UPDATE source_state SET month = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM'), month_requests = 999 WHERE source = 'coingecko'`);
    sources.clearRequests();
    expect(await refreshQuotes(live)).toMatch(/coingecko: what is left of the month is kept for closes and history; .*defillama: \d+ stored/);
    expect(asked('coingecko', /./)).toBe(0);
  });

  it('reads the page of what indices hold once a week, else every day', async () => {
    const live = await stand.begin(allowance);
    const plenty = await stand.open();
    await planMetrics(live, 'developer');
    await withoutHistory();
    await runBackfill(live, { session: stand.session, over });
    await holdInIndex(live.datasetId, 'bitcoin');
    const waiting = () => oneValue<number>(`SELECT count(*)::integer FROM backfill_task WHERE source = 'coingecko' AND kind = 'developer' AND state = 'waiting'`);
    stand.setNow('2026-06-16');
    await planMetrics(live, 'developer');
    expect(await waiting()).toBe(0);
    await planMetrics(plenty, 'developer');
    expect(await waiting()).toBe(1);
    await pool.query(`UPDATE backfill_task SET state = 'done', to_day = '2026-06-14' WHERE kind = 'developer'`);
    stand.setNow('2026-06-22');
    await planMetrics(live, 'developer');
    expect(await waiting()).toBe(1);
  });
});

it('takes up what is planned for one source while another is still at work', async () => {
  const live = await stand.begin();
  const first = (source: string): string => `(dataset_id, source, kind, asset_id) = (SELECT dataset_id, source, kind, asset_id FROM backfill_task WHERE source = '${source}' AND kind = 'history' ORDER BY asset_id LIMIT 1)`;
  const planned = () => oneValue<string>(`SELECT state FROM backfill_task WHERE ${first('defillama')}`);
  await pool.query(`UPDATE backfill_task SET state = 'done'`);
  await pool.query(`UPDATE backfill_task SET state = 'waiting' WHERE ${first('coingecko')}`);
  let seen: string | undefined;
  /** Plans a task of the other source, and works until that is done. */
  const slow = (provider: LiveProvider): LiveProvider['history'] => async (id, span) => {
    await pool.query(`UPDATE backfill_task SET state = 'waiting' WHERE ${first('defillama')}`);
    const end = performance.now() + 30_000;
    do {
      seen = await planned();
      await pause(50);
    } while (seen !== 'done' && performance.now() < end);
    return provider.history?.(id, span) ?? expect.fail('has no history');
  };
  const providers = live.providers.map((provider) => (provider.source === 'coingecko' ? { ...provider, history: slow(provider) } : provider));
  await runBackfill({ ...live, providers }, { session: stand.session, over });
  expect(seen).toBe('done');
  expect(await oneValue(`SELECT count(*)::integer FROM backfill_task WHERE state <> 'done'`)).toBe(0);
});

it('asks for the repositories of what an index has begun to hold as soon as its page has named them, once a day', async () => {
  const live = await stand.begin();
  const github = () => oneValue<number>(`SELECT count(*)::integer FROM backfill_task WHERE source = 'github'`);
  await planMetrics(live, 'developer');
  expect(await github()).toBe(0);
  await withoutHistory();
  await runBackfill(live, { session: stand.session, over });
  expect(await planMetrics(live, 'developer')).toBe(0);
  await holdInIndex(live.datasetId, 'bitcoin');
  expect(await planMetrics(live, 'developer')).toBe(1);
  expect(await github()).toBe(1);
  expect(await planMetrics(live, 'developer')).toBe(0);
});

describe('history at the source of the listing', () => {
  it.each(['categories', 'universe', 'closes', 'quotes'])('gives way to %s, and goes on when that is done', async (job) => {
    const live = await stand.begin();
    await pool.query(`DELETE FROM backfill_task WHERE asset_id NOT IN ('bitcoin', 'ethereum')`);
    await saveJob(job, { state: 'running' });
    sources.clearRequests();
    const round = backfillRound(stand.session as WorkerSession, over, () => Promise.resolve(live));
    await expect.poll(() => oneValue<number>(`SELECT count(*)::integer FROM backfill_task WHERE source = 'defillama' AND state = 'done'`), { timeout: 30_000 }).toBe(2);
    expect(asked('coingecko', /market_chart/)).toBe(0);
    await saveJob(job, { state: 'done' });
    await round;
    expect(asked('coingecko', /market_chart/)).toBe(2);
  });
});
