import { beforeAll, describe, expect, it } from 'vitest';
import type { Routes } from '@/app/api/v1/handle';
import { activeDataset, type DatasetSummary } from '@/lib/data/dataset';
import { pool } from '@/lib/data/pool';
import { loadCloseOrigin } from '@/lib/data/market-freshness';
import { statusEndpoint } from '@/lib/schemas/api/status';
import { orderOf } from '@/lib/schemas/sources';
import { readAlerts, seeAlerts } from '@/lib/services/alerts/read-alerts';
import { changeSources } from '@/lib/services/live/change-source-settings';
import { readSourceSettings } from '@/lib/services/live/read-source-settings';
import { loadSourceSettings } from '@/lib/services/live/source-settings';
import { freshnessOfMarket, notAdvised, readFreshness } from '@/lib/services/market/read-freshness';
import { readConflicts, readRefused } from '@/lib/services/status/read-source-records';
import { readStatus } from '@/lib/services/status/read-status';
import { readScreener } from '@/lib/services/tokens/read-screener';
import { apiRoutes, callApi } from '../../support/api-routes';
import { newPerson, type Person } from '../../support/people';

const at = (text: string) => ({ now: () => new Date(text) });
const MORNING = at('2021-12-31T06:00:00Z');
let people: Person[];
let dataset: DatasetSummary;

const ASSETS = [['fresh', '2021-12-30', 'alive'], ['late', '2021-12-28', 'alive'], ['limited', '2021-12-28', 'alive'], ['gone', '2021-06-01', 'dead'], ['unseen', null, 'alive'], ['doubted', '2021-12-28', 'alive'], ['denied', '2021-12-28', 'alive']] as const;

beforeAll(async () => {
  people = [await newPerson(), await newPerson()];
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO dataset (name, simulated, live, active, first_day, last_day, asset_count, content_hash) VALUES ('Live market', false, true, true, '2021-06-01', '2021-12-30', 5, 'abc') RETURNING id`);
  const id = rows[0]?.id ?? 0;
  for (const [asset, lastDay, ending] of ASSETS) {
    await pool.query('INSERT INTO asset (id) VALUES ($1)', [asset]);
    await pool.query(`INSERT INTO dataset_asset (dataset_id, asset_id, symbol, name, kind, sectors, first_day, last_day, ending) VALUES ($1, $2, upper($2), $2, 'coin', '{}', $3, $3, $4)`, [id, asset, lastDay, ending]);
    await pool.query(`INSERT INTO source_asset (source, external_id, asset_id, symbol, name, first_seen, last_seen) VALUES ($1, $2, $2, $2, $2, now(), now())`, [asset === 'limited' ? 'defillama' : 'coingecko', asset]);
    await pool.query(`INSERT INTO asset_snapshot (dataset_id, asset_id, day, price, investor_grade, rating, eligible, flags) VALUES ($1, $2, '2021-12-30', 5, 80, 'buy', true, '{}')`, [id, asset]);
  }
  await pool.query(`INSERT INTO source_state (source, error, error_kind, last_success) VALUES ('defillama', 'answered 429', 'rate-limited', '2021-12-28'), ('coingecko', NULL, NULL, '2021-12-31 05:55Z')`);
  await pool.query(`INSERT INTO source_daily (dataset_id, asset_id, day, source, close, known_at) VALUES ($1, 'fresh', '2021-12-30', 'coingecko', 5, '2021-12-31'), ($1, 'fresh', '2021-12-30', 'defillama', 4.88, '2021-12-31')`, [id]);
  await pool.query(`INSERT INTO fact_conflict (dataset_id, asset_id, day, fact, other_source, chosen_source, chosen_value, other_value, difference) SELECT $1, 'fresh', d, 'close', 'defillama', 'coingecko', 5, 4.88, 0.024 FROM generate_series(date '2021-12-01', '2021-12-30', '1 day') d`, [id]);
  await pool.query(`INSERT INTO quote (dataset_id, asset_id, source, price, quoted_at) VALUES ($1, 'fresh', 'coingecko', 5.1, '2021-12-31 05:56Z'), ($1, 'late', 'coingecko', 5.1, '2021-12-29 05:56Z')`, [id]);
  await pool.query(`INSERT INTO refused_answer (source, endpoint, subject, about, reason, raw, first_at, last_at) SELECT s, 'markets', 'a' || i, '', 'price must be greater than 0', '-1', now(), now() - i * interval '1 s' FROM generate_series(1, 25) i, unnest(ARRAY['coingecko', 'news']) s`);
  await pool.query(`INSERT INTO refused_answer (source, endpoint, subject, about, reason, raw, first_at, last_at) VALUES ('defillama', 'daily', 'denied', '2021-12-29', 'close must be greater than 0', '-1', '2021-12-30', '2021-12-30')`);
  // An exchange lists something else under a name that a token has elsewhere.
  await pool.query(`INSERT INTO source_asset (source, external_id, asset_id, symbol, name, first_seen, last_seen) VALUES ('exchange:kraken', 'late', 'fresh', 'late', 'late', now(), now())`);
  await pool.query(`INSERT INTO refused_answer (source, endpoint, subject, about, reason, raw, first_at, last_at) VALUES ('exchange:kraken', 'daily', 'late', '2021-12-29', 'close must be greater than 0', '-1', '2021-12-30', '2021-12-30')`);
  await pool.query(`INSERT INTO source_daily (dataset_id, asset_id, day, source, close, known_at) SELECT $1, 'doubted', d, 'coingecko', 500, d + interval '1 day' FROM generate_series(date '2021-12-29', '2021-12-30', '1 day') d`, [id]);
  await pool.query(`INSERT INTO withheld_fact (dataset_id, asset_id, day, source, fault, reason) SELECT $1, 'doubted', d, 'coingecko', 'jump', 'unconfirmed jump: close ×100 of the days before' FROM generate_series(date '2021-12-29', '2021-12-30', '1 day') d`, [id]);
  dataset = (await activeDataset()) as DatasetSummary;
});

describe('the age of a live close', () => {
  it('says why nothing is advised', async () => {
    const found = await readFreshness(dataset, null, MORNING);
    expect(Object.fromEntries([...found].map(([id, { state, reason, ageHours }]) => [id, [state, reason, ageHours]]))).toEqual({
      fresh: ['fresh', 'conflicting', 6], late: ['stale', 'stale', 54], limited: ['stale', 'rate-limited', 54], gone: ['dead', 'dead', 5094], unseen: ['stale', 'never-seen', null], doubted: ['stale', 'refused', 54], denied: ['stale', 'refused', 54],
    });
    expect([notAdvised(found, 'fresh'), notAdvised(found, 'late')?.reason, notAdvised(found, 'nobody')?.reason]).toEqual([null, 'stale', 'never-seen']);
    expect([found.get('fresh')?.quote?.ageMinutes, found.get('late')?.quote]).toEqual([4, null]);
    expect([freshnessOfMarket(dataset, MORNING).state, freshnessOfMarket(dataset, at('2022-01-02T00:01:00Z')).state]).toEqual(['fresh', 'stale']);
  });

  it('withholds a rating and keeps the number', async () => {
    const rows = new Map((await readScreener(MORNING))?.rows.map((row) => [row.id, row]));
    expect([rows.get('fresh')?.rating, rows.get('fresh')?.quote?.price, rows.get('fresh')?.flags]).toEqual(['buy', '5.1', []]);
    expect(['late', 'gone'].map((id) => [rows.get(id)?.rating, rows.get(id)?.investorGrade, rows.get(id)?.price, rows.get(id)?.flags])).toEqual([[null, 80, '5', ['stale']], [null, 80, '5', ['dead']]]);
  });

  it('names the source of a close and who differs', async () => {
    expect(await loadCloseOrigin(dataset.id, 'fresh', '2021-12-30', ['coingecko', 'defillama'])).toMatchObject({ source: 'coingecko', conflicts: [{ otherSource: 'defillama', difference: expect.closeTo(-0.024, 6) as number }] });
    expect(await loadCloseOrigin(dataset.id, 'late', '2021-12-28', ['coingecko'])).toEqual({ source: null, conflicts: [] });
  });
});

describe('the status of a live market', () => {
  it('fits its schema and tells sources, conflicts and refusals', async () => {
    const status = await readStatus(MORNING);
    expect(status).toMatchObject({ dataset: { live: true, ageHours: 6 }, conflicts: 30, withheld: 2, refused: 52, stale: false });
    expect(status.sources.find(({ name }) => name === 'defillama')).toMatchObject({ errorKind: 'rate-limited', error: 'answered 429' });
    expect(statusEndpoint.response.safeParse(JSON.parse(JSON.stringify(status))).error).toBeUndefined();
    expect(await readStatus(at('2022-01-02T00:01:00Z'))).toMatchObject({ status: 'degraded', stale: true });
  });

  it.each([[null, 1, 20, 2], [null, 99, 10, 2], ['defillama', 1, 20, 2], ['github', 1, 0, 1]] as const)('pages the conflicts of %s: page %d has %d', async (source, page, rows, pages) => {
    const found = await readConflicts(dataset.id, { source, page });
    expect([found.rows.length, found.pages]).toEqual([rows, pages]);
  });

  it('pages what was refused, by source', async () => {
    const found = await readRefused({ source: 'news', page: 2 });
    expect([found.rows.length, found.total, found.rows.every(({ source }) => source === 'news')]).toEqual([5, 25, true]);
  });
});

describe('what sources said and the market is not made of, by the API', () => {
  const ask = async (path: string): Promise<unknown> => {
    const routes = await apiRoutes().find((route) => route.path === path.split('?')[0])?.load();
    const response = await callApi(routes as Routes, 'GET', path);
    return [response.status, await response.json()];
  };

  it('is each day that is withheld, with what was said and why', async () => {
    const row = { asset: 'doubted', name: 'doubted', source: 'coingecko', fault: 'jump', reason: 'unconfirmed jump: close ×100 of the days before', close: '500' };
    expect(await ask('/status/withheld')).toEqual([200, { withheld: [{ ...row, day: '2021-12-30' }, { ...row, day: '2021-12-29' }], total: 2, page: 1, pages: 1 }]);
    expect(await ask('/status/withheld?limit=1&page=2')).toMatchObject([200, { withheld: [{ day: '2021-12-29' }], page: 2, pages: 2 }]);
    expect(await ask('/status/withheld?source=defillama')).toMatchObject([200, { withheld: [], total: 0 }]);
  });

  it('is each conflict and each answer that was not taken, page by page and by source', async () => {
    expect(await ask('/status/conflicts?limit=1&page=99')).toEqual([200, { conflicts: [{ asset: 'fresh', name: 'fresh', day: '2021-12-01', fact: 'close', chosenSource: 'coingecko', otherSource: 'defillama', chosenValue: '5', otherValue: '4.88', difference: expect.closeTo(-0.024, 6) as number }], total: 30, page: 30, pages: 30 }]);
    expect(await ask('/status/refused?source=defillama')).toMatchObject([200, { refused: [{ endpoint: 'daily', subject: 'denied', about: '2021-12-29', reason: 'close must be greater than 0', count: 1 }], total: 1 }]);
    expect(await ask('/status/quarantine')).toEqual([200, { quarantine: [], total: 0, page: 1, pages: 1 }]);
  });

  it.each(['/status/conflicts?source=Nobody!', '/status/withheld?limit=0', '/status/refused?page=0', '/status/quarantine?source=news'])('refuses %s', async (path) => expect(await ask(path)).toMatchObject([422, {}]));
});

describe('settings of the sources', () => {
  it('are the owner’s to change, and everybody’s to read', async () => {
    const [owner, other] = people.map(({ id }) => id);
    const swap = () => changeSources(other ?? '', (settings) => ({ ...settings, order: { close: ['defillama', 'coingecko'] } }));
    expect(await swap()).toBe('not-owner');
    expect(orderOf(await loadSourceSettings(), 'close')[0]).toBe('coingecko');
    expect(await changeSources(owner ?? '', (settings) => ({ ...settings, order: { close: ['defillama', 'coingecko'] } }))).toMatch(/saved|merging/);
    expect(orderOf(await loadSourceSettings(), 'close')[0]).toBe('defillama');
    const view = await readSourceSettings(other ?? '');
    expect([view.owner, view.sources.find(({ name }) => name === 'coinmetrics')?.enabled, JSON.stringify(view).includes('key-')]).toEqual([false, false, false]);
  });
});

it('shows alerts until they are read, each person their own', async () => {
  const [one, two] = people.map(({ id }) => id);
  await pool.query(`INSERT INTO alert (id, user_id, kind, subject, day, text, href) SELECT gen_random_uuid(), $1, 'rating', s, '2021-12-30', s, '/' FROM unnest(ARRAY['a', 'b']) s`, [one]);
  const [first] = await readAlerts(one ?? '');
  expect(await seeAlerts(two ?? '', first?.id ?? '')).toBe(0);
  expect(await seeAlerts(one ?? '', first?.id ?? '')).toBe(1);
  expect((await readAlerts(one ?? '')).length).toBe(1);
  expect([await seeAlerts(one ?? '', null), await readAlerts(one ?? '')]).toEqual([1, []]);
});
