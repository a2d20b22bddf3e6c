import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/clock';
import { dueTasks, hasOpenTasks } from '@/lib/data/backfill-tasks';
import { pool } from '@/lib/data/pool';
import { runBackfill } from '@/lib/services/live/backfill';
import { backfillProgress } from '@/lib/services/live/backfill-progress';
import { refreshCategories } from '@/lib/services/live/categories';
import { catchUp } from '@/lib/services/live/daily-closes';
import { firstStart } from '@/lib/services/live/first-start';
import { planMetrics } from '@/lib/services/live/plan-backfill';
import { probeSources } from '@/lib/services/live/probe';
import { refreshLiquidity } from '@/lib/services/live/refresh-liquidity';
import { refreshOnChain, refreshQuotes, refreshUniverse, refreshYields } from '@/lib/services/live/refresh';
import { readOverview } from '@/lib/services/overview/read-overview';
import { readToken } from '@/lib/services/tokens/read-token';
import { holdInIndex, liveOverStubs, oneValue, UNLIMITED, type LiveOverStubs } from '../../support/live-over-stubs';
import type { RunningSources } from '../../support/source-stubs/start-sources';

const ASSETS = 30;
const over = new AbortController().signal;
let stand: LiveOverStubs;
let sources: RunningSources;

const one = oneValue;
const days = (asset: string) => one<number>(`SELECT count(*)::integer FROM daily_fact WHERE asset_id = '${asset}'`);

beforeAll(async () => {
  stand = await liveOverStubs({ assets: ASSETS, seed: 5, today: '2026-06-15' });
  ({ sources } = stand);
});
afterAll(() => sources.stop());
beforeEach(() => stand.reset());

describe('the first start', () => {
  it('shows the market of the day that ended, with caps, and asks for history', async () => {
    const told: number[] = [];
    const live = await stand.open();
    const provider = await probeSources(live.providers);
    expect(provider?.source).toBe('coingecko');
    const from = performance.now();
    const words = await firstStart(live, provider as NonNullable<typeof provider>, (share) => void told.push(share));
    expect(performance.now() - from).toBeLessThan(60_000);
    expect(words).toMatch(/^30 assets of coingecko, closes of 2026-06-14; \d+ histories to come$/);
    expect(await one('SELECT active AND live AND NOT simulated FROM dataset')).toBe(true);
    expect(await one<number>(`SELECT count(*)::integer FROM daily_fact WHERE day = '2026-06-14' AND market_cap > 0`)).toBeGreaterThan(ASSETS * 0.8);
    expect(await one<number>('SELECT count(*)::integer FROM daily_fact WHERE day > $$2026-06-14$$::date')).toBe(0);
    expect(told.every((share, i) => i === 0 || share >= (told[i - 1] as number) - 0.5)).toBe(true);
    // Without a key CoinGecko gives five requests at once: the listing and the probe take no more.
    expect(sources.requests.filter(({ source }) => source === 'coingecko').length).toBeLessThanOrEqual(5);
  });

  it('finds nobody where no source answers, within its six seconds', async () => {
    sources.inject({ fault: 'hang', source: 'coingecko' });
    const from = performance.now();
    expect(await probeSources((await stand.open()).providers, 300)).toBeNull();
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  it('keeps what came before a failure, and goes on with it', async () => {
    sources.inject({ fault: 'server-error', source: 'defillama' });
    await stand.begin();
    expect(await one('SELECT bool_or(active) FROM dataset')).toBe(false);
    sources.heal();
    await pool.query('UPDATE source_state SET open_until = NULL, failures = 0');
    await stand.begin();
    expect(await one('SELECT active FROM dataset')).toBe(true);
  });
});

describe('the backfill', () => {
  it('fetches what indices would hold first, then by size, and ends with every history', async () => {
    const live = await stand.begin();
    await refreshCategories(live);
    const order = (await dueTasks(live.datasetId, 'coingecko', 100)).map(({ assetId }) => assetId);
    const kinds = await Promise.all(order.map((asset) => one<string>(`SELECT kind FROM dataset_asset WHERE asset_id = '${asset}'`)));
    const candidates = kinds.map((kind) => kind === 'coin' || kind === 'token');
    expect(candidates.indexOf(false) === -1 || candidates.lastIndexOf(true) < candidates.indexOf(false)).toBe(true);
    const { failed } = await runBackfill(live, { session: stand.session, over });
    expect([failed, await hasOpenTasks(live.datasetId)]).toEqual([0, false]);
    expect(await days('bitcoin')).toBeGreaterThan(365);
    expect((await backfillProgress(live.datasetId)).words).toMatch(/^(\d+) of \1 histories fetched$/);
  });

  it('waits where a quota is used up, and counts no failure', async () => {
    const live = await stand.begin();
    const { datasetId } = live;
    const poor = await stand.open({ limits: (source) => (source === 'coingecko' ? { capacity: 1, perMinute: 0.1, perMonth: null } : UNLIMITED) });
    const { resting, failed } = await runBackfill(poor, { session: stand.session, over });
    expect([failed, [...resting.keys()]]).toEqual([0, ['coingecko']]);
    expect(await one('SELECT count(*)::integer FROM backfill_task WHERE attempts > 0')).toBe(0);
    expect((await dueTasks(datasetId, 'coingecko', 1)).length).toBe(1);
  });

  it('tries a failed task again at a growing distance, and gives up after five with the reason', async () => {
    const live = await stand.begin();
    await pool.query(`DELETE FROM backfill_task WHERE asset_id <> 'bitcoin' OR source <> 'coingecko'`);
    sources.inject({ fault: 'garbage', source: 'coingecko' });
    const seen: unknown[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      // Distances count from now as the database has it.
      await runBackfill({ ...live, clock: systemClock }, { session: stand.session, over });
      const { rows } = await pool.query('SELECT state, attempts, error_kind AS kind, round(extract(epoch FROM not_before - now()) / 60)::integer AS minutes FROM backfill_task');
      seen.push(rows[0]);
      await pool.query('UPDATE backfill_task SET not_before = now(); UPDATE source_state SET open_until = NULL, failures = 0');
    }
    expect(seen).toMatchObject([
      { state: 'waiting', attempts: 1, kind: 'garbled', minutes: 1 },
      { state: 'waiting', attempts: 2, minutes: 10 },
      { state: 'waiting', attempts: 3, minutes: 60 },
      { state: 'waiting', attempts: 4, minutes: 360 },
      { state: 'given-up', attempts: 5, kind: 'garbled' },
    ]);
  });
});

describe('the days after', () => {
  it('take the closes of all at once, and heal a week that was missed', async () => {
    const live = await stand.begin();
    await runBackfill(live, { session: stand.session, over });
    const before = (await days('bitcoin')) ?? 0;
    stand.setNow('2026-06-16');
    expect(await catchUp(live)).toMatchObject({ day: '2026-06-15', troubles: [] });
    expect(await days('bitcoin')).toBe(before + 1);
    expect((await dueTasks(live.datasetId, 'defillama', 1)).length).toBe(0);
    stand.setNow('2026-06-24');
    const { tasks } = await catchUp(live);
    expect(tasks).toBeGreaterThan(0);
    // Yesterday stands at once, the week between with its tasks.
    expect(await days('bitcoin')).toBe(before + 2);
    await runBackfill(live, { session: stand.session, over });
    expect(await days('bitcoin')).toBe(before + 9);
    expect((await catchUp(live)).tasks).toBe(0);
  });

  it('bring quotes, series, metrics, yields and liquidity, each from whoever tells it', async () => {
    const live = await stand.begin();
    await refreshCategories(live);
    expect(await refreshQuotes(live)).toMatch(/coingecko: \d+ stored/);
    expect(await refreshUniverse(live)).toMatch(/coingecko: 30 listed; exchange:kraken: \d+ listed/);
    expect(await refreshOnChain(live)).toMatch(/alternative-me: \d+ stored; defillama: \d+ stored/);
    expect(await refreshYields(live)).toMatch(/defillama: \d+ stored/);
    await holdInIndex(live.datasetId, 'bitcoin');
    expect(await refreshLiquidity(live)).toMatch(/^\d+ figures of 1 assets on 1 exchanges$/);
    expect(await one<number>(`SELECT count(*)::integer FROM metric_fact WHERE asset_id = 'bitcoin' AND metric = 'Depth2PctUSD'`)).toBe(1);
    expect(await planMetrics(live, 'developer')).toBeGreaterThan(0);
    // What was told of a day stands on the asset's page once that day is known.
    stand.setNow('2026-06-18');
    await catchUp(live);
    expect((await readToken('bitcoin'))?.liquidity).toMatchObject({ depth2pct: expect.any(Number), spreadBps: expect.any(Number), openInterest: expect.any(Number), fundingPerDay: expect.any(Number), venues: 1, pegDeviation: null });
    expect((await readToken('tether'))?.liquidity.pegDeviation).toBeLessThan(0.2);
    await pool.query(`INSERT INTO regime_day (dataset_id, day, regime, detail) VALUES ($1, '2026-06-14', 'ranging', '{"level":1,"mean200d":1,"slope":0,"efficiency":0.1,"volatility30d":0.5,"volatilityRank":0.5}')`, [live.datasetId]);
    expect((await readOverview())?.regime?.mood).toEqual({ value: expect.any(Number), source: 'alternative-me' });
  });

  it('go on where one source is in trouble, and say so', async () => {
    const live = await stand.begin();
    stand.setNow('2026-06-16');
    sources.inject({ fault: 'server-error', source: 'coingecko' });
    const { troubles, stored } = await catchUp(live);
    expect(troubles).toMatchObject([expect.stringMatching(/^coingecko: /)]);
    expect(stored).toBeGreaterThan(0);
  });
});
