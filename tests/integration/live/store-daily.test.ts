import { beforeEach, expect, it } from 'vitest';
import { readDataset } from '@/lib/data/dataset';
import { pool } from '@/lib/data/pool';
import { ensureLiveDataset } from '@/lib/services/live/ensure-live-dataset';
import { mergeLive } from '@/lib/services/live/merge-live';
import { storeDaily } from '@/lib/services/live/store-daily';
import { storeListing } from '@/lib/services/live/store-listing';
import type { DailyRow, NetworkSource } from '@/lib/providers/live-port';
import { answer, clearMarket, daily, day, facts, later, listed, marketHash, marketText, NOON, refusals, withheld } from './live-fixture';

let datasetId = 0;

beforeEach(async () => {
  await clearMarket();
  datasetId = await ensureLiveDataset();
  await storeListing({ datasetId }, 'coingecko', { ...answer([listed('bitcoin', 'BTC'), listed('ethereum', 'ETH')]), quotes: [] }, NOON);
});

const store = (rows: readonly DailyRow[], source: NetworkSource = 'coingecko', at = NOON) => storeDaily({ datasetId }, source, answer(rows), at);
const days = (externalId: string, from: number, to: number, close: (index: number) => number): DailyRow[] => Array.from({ length: to - from + 1 }, (_, i) => daily(externalId, from + i, close(from + i)));

it('makes the market from what one source said', async () => {
  expect(await store([...days('bitcoin', 0, 9, (i) => 100 + i), ...days('ethereum', 5, 9, () => 10)])).toEqual({ stored: 15, refused: 0 });
  expect(await mergeLive(datasetId)).toEqual({ days: 10, dirtyFrom: day(0), conflicts: 0 });
  expect(await facts('bitcoin')).toHaveLength(10);
  const dataset = await readDataset(datasetId);
  expect(dataset).toMatchObject({ firstDay: day(0), lastDay: day(9), assets: 2, simulated: false });
  expect((await pool.query('SELECT active FROM dataset')).rows).toEqual([{ active: true }]);
  expect(await mergeLive(datasetId)).toEqual({ days: 0, dirtyFrom: null, conflicts: 0 });
});

it('stores the same answers as the same bytes, however often', async () => {
  const rows = days('bitcoin', 0, 9, (i) => 100 + i);
  await store(rows);
  await mergeLive(datasetId);
  const before = await marketHash();
  await store(rows);
  await mergeLive(datasetId);
  await store([...rows].reverse());
  await mergeLive(datasetId);
  expect(await marketHash()).toBe(before);
});

it('takes the first source of the order, keeps conflicts beyond 2 %, and lets them go when they are resolved', async () => {
  await store([daily('bitcoin', 0, 100), daily('bitcoin', 1, 100), daily('bitcoin', 2, null, { circulatingSupply: '19' })]);
  await store([daily('bitcoin', 0, 101), daily('bitcoin', 1, 103), daily('bitcoin', 2, 105)], 'defillama');
  expect(await mergeLive(datasetId)).toMatchObject({ conflicts: 1 });
  expect(await facts('bitcoin')).toEqual([[day(0), 100], [day(1), 100], [day(2), 105]]);
  const conflicts = async () => (await pool.query(`SELECT day::text, fact, chosen_source, other_source, round(difference::numeric, 4)::text AS difference FROM fact_conflict`)).rows;
  expect(await conflicts()).toEqual([{ day: day(1), fact: 'close', chosen_source: 'coingecko', other_source: 'defillama', difference: '0.0300' }]);
  expect((await pool.query(`SELECT market_cap::text AS cap FROM daily_fact WHERE day = $1`, [day(2)])).rows).toEqual([{ cap: '1995' }]);
  await store([daily('bitcoin', 1, 100)], 'defillama', later(60));
  expect(await mergeLive(datasetId)).toMatchObject({ days: 0, conflicts: 0 });
  expect(await conflicts()).toEqual([]);
});

it('keeps a jump out until its own next days confirm it', async () => {
  await store([...days('bitcoin', 0, 9, () => 1), daily('bitcoin', 10, 150)]);
  await mergeLive(datasetId);
  expect(await facts('bitcoin')).toHaveLength(10);
  expect(await withheld('bitcoin')).toEqual([`coingecko ${day(10)} jump`]);
  await store([daily('bitcoin', 11, 151)], 'coingecko', later(86_400));
  await mergeLive(datasetId);
  expect(await facts('bitcoin')).toHaveLength(10);
  await store([daily('bitcoin', 12, 149)], 'coingecko', later(2 * 86_400));
  expect(await mergeLive(datasetId)).toMatchObject({ days: 3, dirtyFrom: day(10) });
  expect(await facts('bitcoin')).toHaveLength(13);
  expect(await withheld('bitcoin')).toEqual([]);
});

it('keeps a jump out until another source confirms it', async () => {
  await store([...days('bitcoin', 0, 9, () => 1), daily('bitcoin', 10, 150)]);
  await mergeLive(datasetId);
  await store([daily('bitcoin', 10, 149)], 'defillama');
  await mergeLive(datasetId);
  expect((await facts('bitcoin')).at(-1)).toEqual([day(10), 150]);
});

it('uses nothing of a history restated beyond measure, not even what was first said with it', async () => {
  await store(days('bitcoin', 0, 2, () => 1));
  await store([daily('bitcoin', 2, 1, { tradedValue: '5' })], 'coingecko', later(60));
  await store(days('bitcoin', 0, 2, () => 100).map((row) => ({ ...row, tradedValue: '500', open: '100', high: '100', low: '100' })), 'coingecko', later(86_400));
  await mergeLive(datasetId);
  expect(await withheld('bitcoin')).toEqual([0, 1, 2].map((index) => `coingecko ${day(index)} restated`));
  expect((await pool.query('SELECT close::float8, traded_value::float8 AS traded, open, high, low FROM daily_fact ORDER BY day')).rows).toEqual([null, null, 5].map((traded) => ({ close: 1, traded, open: null, high: null, low: null })));
});

it('keeps a redenomination out to the end, until the source restates its history', async () => {
  const supply = (rows: DailyRow[], units: string): DailyRow[] => rows.map((row) => ({ ...row, circulatingSupply: units }));
  await store(supply(days('bitcoin', 0, 4, () => 1), '1000000'));
  await mergeLive(datasetId);
  for (let index = 5; index < 12; index += 1) {
    const morning = later((index - 20) * 86_400);
    await store(supply([daily('bitcoin', index, 1000)], '1000'), 'coingecko', morning);
    await store([daily('bitcoin', index, 1001)], 'defillama', morning);
    await mergeLive(datasetId);
    expect(await facts('bitcoin')).toHaveLength(5);
  }
  expect(await withheld('bitcoin')).toContain(`coingecko ${day(11)} redenomination`);
  await store(supply(days('bitcoin', 0, 4, () => 1000), '1000'), 'coingecko', later(60));
  await mergeLive(datasetId);
  expect(await facts('bitcoin')).toHaveLength(12);
  expect(await withheld('bitcoin')).toEqual([]);
});

it('refuses by row, with reason and count', async () => {
  const bad = [
    daily('bitcoin', 0, -1), daily('bitcoin', 1, 0), daily('bitcoin', 2, '1e308'), daily('bitcoin', 3, '0.0000000000000000001'), daily('bitcoin', 30, 1), daily('bitcoin', 400, 1),
    daily('bitcoin', 4, 5_000_000_000), daily('bitcoin', 5, 1, { marketCap: '500', circulatingSupply: '100' }), daily('nobody', 6, 1), daily('ethereum', 7, 1), daily('ethereum', 7, 2),
    daily('ethereum', 8, null), daily('ethereum', 9, 5, { open: '5', high: '4', low: '6' }),
  ];
  expect(await store(bad)).toEqual({ stored: 0, refused: 12 });
  await store(bad, 'coingecko', later(60));
  await mergeLive(datasetId);
  expect((await marketText(['source_daily', 'daily_fact']))).toEqual({ source_daily: [], daily_fact: [] });
  expect(await refusals()).toEqual([
    `coingecko | daily | bitcoin | ${day(0)} | negative close | 2`,
    `coingecko | daily | bitcoin | ${day(1)} | zero close | 2`,
    `coingecko | daily | bitcoin | ${day(2)} | close is not finite | 2`,
    `coingecko | daily | bitcoin | ${day(3)} | close below 1e-15 (no real price) | 2`,
    `coingecko | daily | bitcoin | ${day(4)} | close above 1000000000 USD (not plausible) | 2`,
    `coingecko | daily | bitcoin | ${day(5)} | market cap contradicts close × supply beyond 2 times | 2`,
    `coingecko | daily | bitcoin | ${day(30)} | day not finished yet | 2`,
    `coingecko | daily | bitcoin | ${day(400)} | future day | 2`,
    `coingecko | daily | ethereum | ${day(7)} | the answer contradicts itself: two different rows | 2`,
    `coingecko | daily | ethereum | ${day(8)} | states nothing | 2`,
    `coingecko | daily | ethereum | ${day(9)} | candle contradicts itself | 2`,
    `coingecko | daily | nobody | ${day(6)} | no asset of ours has this id | 2`,
  ]);
});

it('ends what no longer has closes, by the rule', async () => {
  await store([...days('bitcoin', 0, 20, () => 100), ...days('ethereum', 0, 9, () => 10)]);
  await mergeLive(datasetId);
  const endings = async () => (await pool.query('SELECT asset_id AS id, ending FROM dataset_asset ORDER BY 1')).rows;
  expect(await endings()).toEqual([{ id: 'bitcoin', ending: 'alive' }, { id: 'ethereum', ending: 'truncated' }]);
  await store([daily('ethereum', 10, 0.3)]);
  await mergeLive(datasetId);
  expect(await endings()).toEqual([{ id: 'bitcoin', ending: 'alive' }, { id: 'ethereum', ending: 'dead' }]);
  await store([daily('ethereum', 19, 9)]);
  await mergeLive(datasetId);
  expect(await endings()).toEqual([{ id: 'bitcoin', ending: 'alive' }, { id: 'ethereum', ending: 'alive' }]);
});
