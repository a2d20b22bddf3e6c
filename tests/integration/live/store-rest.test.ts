import { beforeEach, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { externalIdsOf } from '@/lib/data/source-assets';
import type { NewsRow, YieldRow } from '@/lib/providers/live-port';
import { ensureLiveDataset } from '@/lib/services/live/ensure-live-dataset';
import { mergeLive, remergeLive } from '@/lib/services/live/merge-live';
import { loadSourceSettings, saveSourceSettings } from '@/lib/services/live/source-settings';
import { storeDaily } from '@/lib/services/live/store-daily';
import { storeCategories, storeDescription, storeListing } from '@/lib/services/live/store-listing';
import { storeMetrics, storeSeries } from '@/lib/services/live/store-metrics';
import { storeNews } from '@/lib/services/live/store-news';
import { storeQuotes } from '@/lib/services/live/store-quotes';
import { storeYields } from '@/lib/services/live/store-yields';
import { answer, clearMarket, daily, day, facts, later, listed, NOON, quote, refusals } from './live-fixture';

let datasetId = 0;

beforeEach(async () => {
  await clearMarket();
  datasetId = await ensureLiveDataset();
});

const list = (rows: readonly ReturnType<typeof listed>[], at = NOON, quotes: readonly ReturnType<typeof quote>[] = []) => storeListing({ datasetId }, 'coingecko', { ...answer(rows), quotes }, at);
const assets = async (columns: string) => (await pool.query(`SELECT ${columns} FROM dataset_asset ORDER BY asset_id`)).rows as Record<string, unknown>[];
const quotes = async () => (await pool.query(`SELECT asset_id || ' ' || price || ' ' || source AS text FROM quote ORDER BY 1`)).rows.map(({ text }: { text: string }) => text);

it('lets assets appear by themselves, under ids that follow from their names', async () => {
  await list([listed('bitcoin', 'BTC'), listed('foo_bar', 'FOO', { kind: null, sectors: [] }), listed('foo-bar', 'FOO', { name: 'Another' })]);
  const ids = (await assets('asset_id')).map(({ asset_id }) => String(asset_id));
  expect(ids).toEqual(['bitcoin', 'foo-bar', expect.stringMatching(/^foo-bar-[0-9a-z]{7}$/)]);
  expect((await assets('kind')).map(({ kind }) => kind)).toEqual(['coin', 'coin', 'other']);
  await storeCategories({ datasetId }, 'coingecko', [{ externalId: 'foo_bar', kind: 'stablecoin', sectors: [], ecosystem: null, consensus: null }, { externalId: 'unlisted', kind: 'coin', sectors: [], ecosystem: null, consensus: null }], later(1));
  expect((await assets('kind')).map(({ kind }) => kind)).toEqual(['coin', 'coin', 'stablecoin']);
  expect(await externalIdsOf(pool, 'coingecko', ids)).toEqual(new Map([['bitcoin', 'bitcoin'], ['foo-bar', 'foo-bar'], [ids[2], 'foo_bar']]));
});

it('follows a new name, and lets an asset’s own page outrank the listing', async () => {
  await list([listed('matic', 'MATIC', { name: 'Polygon' })]);
  await storeDescription({ datasetId }, 'coingecko', answer([{ ...listed('matic', 'MATIC', { kind: 'token', sectors: ['layer-2'], name: 'Polygon' }), metrics: [{ externalId: 'matic', metric: 'DevStars', day: day(29), value: '5' }] }]), later(1));
  await list([listed('matic', 'POL', { kind: 'coin', name: 'Polygon Ecosystem' })], later(2));
  await list([listed('matic', 'OLD', { name: 'Older' })], later(-9));
  expect(await assets('symbol, name, kind, sectors')).toEqual([{ symbol: 'POL', name: 'Polygon Ecosystem', kind: 'token', sectors: ['layer-2'] }]);
  const { rows } = await pool.query(`SELECT detail->'labels' AS labels FROM source_asset`);
  expect(rows).toEqual([{ labels: ['MATIC Polygon', 'OLD Older', 'POL Polygon Ecosystem'] }]);
  expect((await pool.query('SELECT metric, value::text FROM metric_fact')).rows).toEqual([{ metric: 'DevStars', value: '5' }]);
});

it('refuses what is no listing', async () => {
  await list([listed('a', ' '), listed('b', 'B', { maxSupply: '-1' }), listed('c', 'BTC', { name: 'Bitcoin' }), listed('d', 'BTC', { name: 'bitcoin' }), listed('e', 'E'), listed('e', 'E')]);
  expect(await assets('asset_id')).toEqual([{ asset_id: 'e' }]);
  expect((await refusals()).map((text) => text.split(' | ').slice(2, 5).join(' '))).toEqual([
    'a  has no symbol or name', 'b  maximum supply is no positive number', 'c  several assets of one answer have this symbol and name', 'd  several assets of one answer have this symbol and name',
    'e  said twice in one answer; one was kept',
  ]);
});

it('takes a ticker of an exchange only where symbol and price leave no doubt', async () => {
  await list([listed('bitcoin', 'BTC'), listed('uniswap', 'UNI'), listed('unicorn', 'UNI', { name: 'Unicorn' }), listed('luna', 'LUNA')], NOON, [quote('bitcoin', 100, NOON), quote('uniswap', 5, NOON), quote('luna', 1, NOON)]);
  const pairs = [listed('BTC/USD', 'BTC'), listed('UNI/USD', 'UNI', { name: 'UNI' }), listed('LUNA/USD', 'LUNA'), listed('XYZ/USD', 'XYZ')];
  await storeListing({ datasetId }, 'exchange:kraken', { ...answer(pairs), quotes: [quote('BTC/USD', 101, NOON), quote('UNI/USD', 5, NOON), quote('LUNA/USD', 60, NOON)] }, later(1));
  expect((await pool.query(`SELECT external_id, asset_id FROM source_asset WHERE source = 'exchange:kraken'`)).rows).toEqual([{ external_id: 'BTC/USD', asset_id: 'bitcoin' }]);
  expect((await refusals()).map((text) => text.split(' | ').slice(2, 5).join(' '))).toEqual([
    'LUNA/USD  ambiguous ticker: its price is not that of the listed asset', 'UNI/USD  ambiguous ticker: 2 listed assets have it', 'XYZ/USD  no listed asset has this ticker',
  ]);
  expect(await quotes()).toEqual(['bitcoin 100 coingecko', 'luna 1 coingecko', 'uniswap 5 coingecko']);
  await storeDaily({ datasetId }, 'exchange:kraken', answer([daily('BTC/USD', 3, 100, { open: '99', high: '102', low: '98' }), daily('UNI/USD', 3, 5)]), NOON);
  await mergeLive(datasetId);
  expect((await pool.query('SELECT asset_id, close::text, high::text FROM daily_fact')).rows).toEqual([{ asset_id: 'bitcoin', close: '100', high: '102' }]);
});

it('keeps the newest quote and none that is off the last close', async () => {
  await list([listed('bitcoin', 'BTC')]);
  const see = (price: number, seconds: number, source: 'coingecko' | 'defillama' = 'coingecko') => storeQuotes({ datasetId }, source, answer([quote('bitcoin', price, later(seconds))]), NOON);
  await see(100, -60);
  await see(90, -120);
  expect(await quotes()).toEqual(['bitcoin 100 coingecko']);
  await see(101, -30, 'defillama');
  expect(await quotes()).toEqual(['bitcoin 101 defillama']);
  await storeDaily({ datasetId }, 'coingecko', answer([daily('bitcoin', 29, 100)]), NOON);
  await mergeLive(datasetId);
  expect(await see(5_100, -10)).toEqual({ stored: 0, refused: 1 });
  expect(await quotes()).toEqual(['bitcoin 101 defillama']);
});

it('drops a quote that the closes show to be off', async () => {
  await list([listed('bitcoin', 'BTC')], NOON, [quote('bitcoin', 100, NOON)]);
  expect(await quotes()).toEqual(['bitcoin 100 coingecko']);
  await storeDaily({ datasetId }, 'coingecko', answer([daily('bitcoin', 29, 1)]), NOON);
  await mergeLive(datasetId);
  expect(await facts('bitcoin')).toEqual([[day(29), 1]]);
  expect(await quotes()).toEqual([]);
});

it('believes the first source of the order of metrics, which the owner may change, and its newest answer most', async () => {
  await list([listed('bitcoin', 'BTC')]);
  const tell = (source: 'coinmetrics' | 'defillama', externalId: string, value: string, seconds: number) => storeMetrics({ datasetId }, source, answer([{ externalId, metric: 'FeeTotUSD', day: day(28), value }]), later(seconds));
  const value = async () => (await pool.query('SELECT value::text, source FROM metric_fact')).rows;
  const settings = await loadSourceSettings();
  await saveSourceSettings({ ...settings, enabled: { coinmetrics: true } });
  await tell('defillama', 'bitcoin', '5', 3);
  await tell('coinmetrics', 'btc', '7', 1);
  await tell('coinmetrics', 'btc', '6', 0);
  await tell('defillama', 'bitcoin', '9', 9);
  expect(await value()).toEqual([{ value: '7', source: 'coinmetrics' }]);
  await saveSourceSettings({ ...settings, enabled: { coinmetrics: true }, order: { metrics: ['defillama', 'coinmetrics'] } });
  await tell('coinmetrics', 'btc', '8', 10);
  await tell('defillama', 'bitcoin', '4', 0);
  await tell('coinmetrics', 'btc', '3', 11);
  expect(await value()).toEqual([{ value: '4', source: 'defillama' }]);
  await saveSourceSettings(settings);
  expect(await tell('coinmetrics', 'btc', '-1', 5)).toEqual({ stored: 0, refused: 1 });
  await storeMetrics({ datasetId }, 'defillama', answer([{ externalId: 'bitcoin', metric: 'TvlUSD', day: day(27), value: '10000000' }]), NOON);
  const leaping = [28, 29].map((at) => ({ externalId: 'bitcoin', metric: 'TvlUSD', day: day(at), value: '1000000000' }));
  expect(await storeMetrics({ datasetId }, 'defillama', answer(leaping), later(1))).toEqual({ stored: 0, refused: 4 });
  expect(await storeSeries({ datasetId }, 'alternative-me', answer([{ metric: 'fearGreed', day: day(29), value: '25' }, { metric: 'fearGreed', day: day(30), value: '101' }, { metric: 'fearGreed', day: day(31), value: '20' }]), NOON)).toEqual({ stored: 1, refused: 2 });
});

it('makes the market anew when the order of the sources changes', async () => {
  await list([listed('bitcoin', 'BTC')]);
  await storeDaily({ datasetId }, 'coingecko', answer([daily('bitcoin', 0, 100), daily('bitcoin', 1, 100)]), NOON);
  await storeDaily({ datasetId }, 'defillama', answer([daily('bitcoin', 0, 105)]), NOON);
  await mergeLive(datasetId);
  expect(await facts('bitcoin')).toEqual([[day(0), 100], [day(1), 100]]);
  const settings = await loadSourceSettings();
  await saveSourceSettings({ ...settings, order: { close: ['defillama', 'coingecko'] } });
  expect(await remergeLive(datasetId)).toEqual({ days: 1, dirtyFrom: day(0), conflicts: 1 });
  expect(await facts('bitcoin')).toEqual([[day(0), 105], [day(1), 100]]);
  await saveSourceSettings({ ...settings, enabled: { coingecko: false } });
  await remergeLive(datasetId);
  expect(await facts('bitcoin')).toEqual([[day(0), 105]]);
  await saveSourceSettings(settings);
});

it('keeps a headline once, and a pool as it was last seen', async () => {
  const news = (guid: string, title: string): NewsRow => ({ feed: 'https://example.org/rss', guid, title, link: `https://example.org/${guid}`, publishedAt: NOON });
  await storeNews({ datasetId }, 'news', answer([news('1', 'One'), news('2', 'Two'), news('1', 'One again'), { ...news('3', 'Three'), link: 'javascript:alert(1)' }]), NOON);
  expect(await storeNews({ datasetId }, 'news', answer([news('1', 'One, edited')]), later(60))).toEqual({ stored: 1, refused: 0 });
  expect((await pool.query('SELECT title FROM news_item ORDER BY 1')).rows).toEqual([{ title: 'One' }, { title: 'Two' }]);
  const pool_ = (poolId: string, baseYield: number, tvl: string): YieldRow => ({ poolId, project: 'p', chain: 'c', symbol: 'S', baseYield, rewardYield: null, tvl, stablecoin: true });
  await storeYields({ datasetId }, 'defillama', answer([pool_('a', 0.05, '2000000'), pool_('b', 0.05, '1000'), pool_('c', 5_000, '2000000')]), NOON);
  await storeYields({ datasetId }, 'defillama', answer([pool_('a', 0.04, '2000000')]), later(-60));
  expect((await pool.query('SELECT pool_id, base_yield FROM yield_pool')).rows).toEqual([{ pool_id: 'a', base_yield: 0.05 }]);
});

it('does what the caller adds in the same transaction, or nothing at all', async () => {
  await list([listed('bitcoin', 'BTC')]);
  const also = (fails: boolean) => ({ datasetId, also: async (client: { query: (text: string) => Promise<unknown> }) => {
    await client.query(`INSERT INTO app_setting (key, value) VALUES ('told', '1') ON CONFLICT DO NOTHING`);
    if (fails) throw new Error('no');
  } });
  await expect(storeDaily(also(true), 'coingecko', answer([daily('bitcoin', 0, 1)]), NOON)).rejects.toThrow('no');
  const stored = async () => (await pool.query(`SELECT (SELECT count(*) FROM source_daily)::integer AS rows, (SELECT count(*) FROM app_setting WHERE key = 'told')::integer AS told`)).rows;
  expect(await stored()).toEqual([{ rows: 0, told: 0 }]);
  await storeDaily(also(false), 'coingecko', answer([daily('bitcoin', 0, 1)]), NOON);
  expect(await stored()).toEqual([{ rows: 1, told: 1 }]);
});

it('makes no live market beside a simulated one', async () => {
  await clearMarket();
  await pool.query(`INSERT INTO dataset (name, simulated) VALUES ('sample', true)`);
  await expect(ensureLiveDataset()).rejects.toThrow('simulated data (sample)');
});
