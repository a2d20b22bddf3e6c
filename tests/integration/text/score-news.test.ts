import { beforeEach, expect, it } from 'vitest';
import type { Clock } from '@/lib/clock';
import { pool } from '@/lib/data/pool';
import type { NewsRow } from '@/lib/providers/live-port';
import { ensureLiveDataset } from '@/lib/services/live/ensure-live-dataset';
import { mergeLive } from '@/lib/services/live/merge-live';
import { storeDaily } from '@/lib/services/live/store-daily';
import { storeListing } from '@/lib/services/live/store-listing';
import { storeNews } from '@/lib/services/live/store-news';
import { readTokenText } from '@/lib/services/text/read-token-text';
import { scoreNews } from '@/lib/services/text/score-news';
import { textReader, type TextReader } from '@/lib/services/text/text-reader';
import { answer, clearMarket, daily, later, listed, NOON } from '../live/live-fixture';

const FEED = 'https://www.coindesk.com/rss';
const REDDIT = 'https://www.reddit.com/r/x/.rss';
const HOUR = 3_600;
const clockAt = (seconds: number): Clock => ({ now: () => later(seconds) });
let datasetId = 0;
let reader: TextReader;

beforeEach(async () => {
  await clearMarket();
  datasetId = await ensureLiveDataset();
  reader = await textReader(null);
  await storeListing({ datasetId }, 'coingecko', { ...answer([listed('bitcoin', 'BTC', { name: 'Bitcoin' }), listed('ethereum', 'ETH', { name: 'Ethereum' }), listed('chainlink', 'LINK', { name: 'Chainlink' })]), quotes: [] }, NOON);
  await storeDaily({ datasetId }, 'coingecko', answer([daily('bitcoin', 29, 100, { marketCap: '2000' }), daily('ethereum', 29, 10, { marketCap: '1000' }), daily('chainlink', 29, 1, { marketCap: '10' })]), NOON);
  await mergeLive(datasetId);
});

const tell = (texts: readonly (readonly [string, number])[], seen = 0, feed = FEED) =>
  storeNews({ datasetId }, 'news', answer(texts.map(([title, seconds], i): NewsRow => ({ feed, guid: `${title} ${i}`, title, link: `https://wire.example/${i}`, publishedAt: later(seconds) }))), later(seen));
const items = async () => (await pool.query<{ line: string }>(`SELECT concat_ws(' | ', title, kind, day, language, round(polarity::numeric, 2), method, narratives::text, copy, round(weight::numeric, 3)) AS line FROM text_item ORDER BY title, published_at`)).rows.map(({ line }) => line);
const metrics = async () => (await pool.query<{ line: string }>(`SELECT concat_ws(' ', asset_id, metric, day, value, source, known_at AT TIME ZONE 'UTC') AS line FROM metric_fact ORDER BY 1`)).rows.map(({ line }) => line);

it('judges each headline once and makes metrics of the day, known when the next day is over', async () => {
  await tell([['Bitcoin rallies as hack fears fade', -HOUR], ['Chainlink partnership delayed', -2 * HOUR], ['Bitcoin cae tras la decisión del banco central de los Estados Unidos', -3 * HOUR]]);
  await tell([['$LINK looking strong', -HOUR]], 0, REDDIT);
  expect(await scoreNews(datasetId, clockAt(60), reader)).toEqual({ judged: 4, past: false, trouble: null });
  expect(await items()).toEqual([
    '$LINK looking strong | post | 2026-03-31 | en | 0.63 | rules:1 | {} | 0 | 0.500',
    'Bitcoin cae tras la decisión del banco central de los Estados Unidos | news | 2026-03-31 | es | none | {} | 0 | 1.000',
    expect.stringMatching(/^Bitcoin rallies as hack fears fade \| news \| 2026-03-31 \| en \| 0\.\d+ \| rules:1 \| \{hack\} \| 0 \| 1\.000$/),
    expect.stringMatching(/^Chainlink partnership delayed \| news \| 2026-03-31 \| en \| -0\.\d+ \| rules:1 \| \{partnership\} \| 0 \| 1\.000$/),
  ]);
  const made = await metrics();
  expect(made).toEqual(expect.arrayContaining(['bitcoin NewsCount 2026-03-31 2 text 2026-04-02 00:00:00', 'chainlink SocialCount 2026-03-31 1 text 2026-04-02 00:00:00', expect.stringMatching(/^bitcoin NewsPolarity 2026-03-31 0\.\d+ text/)]));
  expect(made.some((line) => line.startsWith('ethereum'))).toBe(false);

  expect(await scoreNews(datasetId, clockAt(120), reader)).toMatchObject({ judged: 0 });
  expect(await metrics()).toEqual(made);
  const before = (await pool.query('SELECT answered_at FROM metric_fact')).rows;
  await scoreNews(datasetId, clockAt(900), reader);
  expect((await pool.query('SELECT answered_at FROM metric_fact')).rows).toEqual(before);
});

it('discounts copies, also of what an earlier run judged, and never a later one', async () => {
  const story = 'Harbor bridge exploit drains 40 million dollars of ether from its vault';
  await tell([[story, -HOUR]]);
  await scoreNews(datasetId, clockAt(1), reader);
  await tell([[`BREAKING ${story}`, -1_800]], 900, 'https://other.example/rss');
  await tell([[`${story} $ETH`, -900]], 900, 'https://third.example/rss');
  await scoreNews(datasetId, clockAt(901), reader);
  expect((await pool.query<{ copy: number }>('SELECT copy FROM text_item ORDER BY published_at')).rows.map(({ copy }) => copy)).toEqual([0, 1, 2]);
  expect(await metrics()).toContain('ethereum NewsCount 2026-03-31 1 text 2026-04-02 00:00:00');
  const shown = await readTokenText('ethereum');
  expect(shown.map(({ source, mood, narratives, copy }) => [source, mood, narratives[0], copy])).toEqual([
    ['third.example', 'negative', 'hack', { number: 2, of: 'coindesk.com', copies: 0 }],
    ['other.example', 'negative', 'hack', { number: 1, of: 'coindesk.com', copies: 0 }],
    ['coindesk.com', 'negative', 'hack', { number: 0, of: null, copies: 2 }],
  ]);
  expect(shown[2]).toMatchObject({ title: story, kind: 'news', language: 'en', method: { by: 'rules', name: '1' }, publishedAt: later(-HOUR).toISOString(), weight: 1 });
  expect(await readTokenText('bitcoin')).toEqual([]);
});

it('counts what waited for its judge from yesterday on, brings every day up to today, and has the market merged', async () => {
  await tell([['Bitcoin rallies', -HOUR]]);
  await scoreNews(datasetId, clockAt(1), reader);
  await tell([['Bitcoin plunges', HOUR]], HOUR);
  const late = clockAt(4 * 24 * HOUR);
  expect(await scoreNews(datasetId, late, reader)).toEqual({ judged: 1, past: true, trouble: null });
  const polarity = (await metrics()).filter((line) => line.startsWith('bitcoin NewsPolarity')).map((line) => line.split(' ').slice(2, 4));
  expect(polarity.map(([day]) => day)).toEqual(['2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04']);
  expect(Number(polarity[2]?.[1])).toBeGreaterThan(0);
  expect(Number(polarity[3]?.[1])).toBeLessThan(Number(polarity[2]?.[1]));
  expect((await metrics()).filter((line) => line.startsWith('bitcoin NewsCount')).map((line) => line.split(' ').slice(2, 4).join(' '))).toEqual(['2026-03-31 1', '2026-04-03 0']);
  const { rows } = await pool.query<{ digests: number }>('SELECT count(*)::integer AS digests FROM source_change WHERE digest IS NOT NULL');
  expect(rows[0]?.digests).toBeGreaterThan(0);
  await mergeLive(datasetId);
  expect((await pool.query('SELECT 1 FROM source_change')).rows).toEqual([]);
});

it('keeps whole batches where it is stopped, and ends as if it had not been', async () => {
  const titles = Array.from({ length: 520 }, (_, i): readonly [string, number] => [`Bitcoin ${i % 2 ? 'rises' : 'falls'} in story number ${i} of ${i * 7}`, -HOUR - i]);
  await tell(titles);
  let calls = 0;
  const breaking: TextReader = { trouble: null, read: (texts) => ((calls += 1) > 1 ? Promise.reject(new Error('killed')) : reader.read(texts)) };
  await expect(scoreNews(datasetId, clockAt(5), breaking)).rejects.toThrow('killed');
  expect(await items()).toHaveLength(500);
  expect(await scoreNews(datasetId, clockAt(5), reader)).toMatchObject({ judged: 20 });
  const stopped = [await items(), await metrics()];
  await pool.query('TRUNCATE text_item, text_mention, metric_fact, source_change');
  await Promise.all([scoreNews(datasetId, clockAt(5), reader), scoreNews(datasetId, clockAt(5), reader)]);
  expect([await items(), await metrics()]).toEqual(stopped);
});

it('leaves headlines unjudged while no asset is listed', async () => {
  await tell([['Bitcoin rallies', -HOUR]]);
  await pool.query('DELETE FROM dataset_asset');
  expect(await scoreNews(datasetId, clockAt(1), reader)).toMatchObject({ judged: 0 });
  expect(await items()).toEqual([]);
});

it('says why a model is not used', async () => {
  expect(await scoreNews(datasetId, clockAt(1), await textReader(null, 'the model is broken'))).toEqual({ judged: 0, past: false, trouble: 'the model is broken' });
});
