import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { pool } from '@/lib/data/pool';
import { importMarketFolder } from '@/lib/services/market/import-market-folder';
import { readQuarantine } from '@/lib/services/market/read-quarantine';
import { readTokenText } from '@/lib/services/text/read-token-text';
import { DAILY_HEADER, makeFolder, removeFolders } from '../market/folder-fixture';

beforeEach(() => pool.query('TRUNCATE daily_fact, metric_fact, market_fact, universe_row, text_item, text_mention; DELETE FROM dataset; DELETE FROM asset'));
afterAll(removeFolders);

const ASSETS = 'id,symbol,name,kind,sectors,ecosystem,consensus,maxSupply\nbitcoin,BTC,Bitcoin,coin,layer-1,bitcoin,pow,21000000\nnear,NEAR,NEAR Protocol,coin,layer-1,near,pos,\nold-luna,LUNA,Terra,coin,layer-1,terra,pos,\nnew-luna,LUNA,Terra,coin,layer-1,terra,pos,\n';
/** Terra's name passes from one coin to another in the second month. */
const DAILY = [DAILY_HEADER, ...['2021-01-31', '2021-02-28'].flatMap((day, month) => [`bitcoin,${day},100,5,1000,`, `near,${day},10,5,500,`, `new-luna,${day},1,1,${month === 0 ? 1 : 90},`, `old-luna,${day},1,1,${month === 0 ? 80 : 1},`])].join('\n');
const said = (title: string, time: string, more: object = {}) => JSON.stringify({ title, time, source: 'reuters.com', ...more });
const LINES = [
  said('Bitcoin rallies', '2021-02-01T10:00:00Z'),
  said('Bitcoin plunges', '2021-02-01T23:30:00Z', { seen: '2021-02-03T01:00:00+01:00' }),
  '',
  said('Click the link near the page', '2021-02-02T10:00:00Z'),
  said('Terra token surges', '2021-02-05T10:00:00Z'),
  said('Terra token surges again, says exchange report', '2021-03-05T10:00:00Z'),
  said('love $NEAR', '2021-02-02T10:00:00Z', { kind: 'post', source: 'someone', body: 'NEAR is super fast', link: 'https://x.com/1' }),
  '{"title": "half',
  said('', '2021-02-02T10:00:00Z'),
  said('No zone', '2021-02-02T10:00:00'),
  said('Of tomorrow', '2099-02-02T10:00:00Z'),
  said('Bitcoin rallies', '2021-02-01T10:00:00Z'),
  said('A stranger', '2021-02-02T10:00:00Z', { colour: 'red' }),
  said('A source that is none', '2021-02-02T10:00:00Z', { source: 'a\u0000b' }),
];

const folder = (lines: readonly string[], files: Record<string, string | Buffer> = {}) => makeFolder({ assets: ASSETS, daily: `${DAILY}\n`, files: { 'text.jsonl.gz': gzipSync(lines.join('\n')), ...files } });
const metrics = async (asset: string) => (await pool.query<{ line: string }>(`SELECT concat_ws(' ', metric, day, value, source, known_at AT TIME ZONE 'UTC') AS line FROM metric_fact WHERE asset_id = $1 ORDER BY metric COLLATE "C", day`, [asset])).rows.map(({ line }) => line);

it('takes headlines and posts that come with a market, each on the day on which it could be read', async () => {
  const summary = await importMarketFolder(folder(LINES));
  expect(summary.files['text.jsonl.gz']).toMatchObject({ rows: 13, accepted: 6, rejected: 7 });
  const { rows } = await readQuarantine(summary.datasetId);
  expect(rows.filter(({ file }) => file === 'text.jsonl.gz').map(({ line, reason }) => `${line} ${reason}`).sort()).toEqual([
    '10 time is no moment with its zone', '11 stamped in the future', '12 said twice (the first stands)', '13 line Unrecognized key: "colour"', '14 source holds characters that are no text', '8 is not JSON', '9 title is blank',
  ]);
  const bitcoin = await metrics('bitcoin');
  expect(bitcoin.filter((line) => line.startsWith('NewsCount')).slice(0, 3)).toEqual(['NewsCount 2021-02-01 1 text 2021-02-03 00:00:00', 'NewsCount 2021-02-02 0 text 2021-02-04 00:00:00', 'NewsCount 2021-02-03 1 text 2021-02-05 00:00:00']);
  expect(bitcoin.filter((line) => line.startsWith('NewsPolarity')).slice(0, 3).map((line) => Math.sign(Number(line.split(' ')[2])))).toEqual([1, 1, 0]);
  expect((await metrics('near')).filter((line) => !line.startsWith('SocialPolarity'))).toEqual(['SocialCount 2021-02-02 1 text 2021-02-04 00:00:00']);
  const owners = await pool.query<{ asset: string }>(`SELECT asset_id AS asset FROM text_mention WHERE asset_id LIKE '%luna' ORDER BY published_at`);
  expect(owners.rows.map(({ asset }) => asset)).toEqual(['old-luna', 'new-luna']);
  expect((await readTokenText('near')).map(({ title, mood, kind, link, source }) => ({ title, mood, kind, link, source }))).toEqual([{ title: 'love $NEAR', mood: 'positive', kind: 'post', link: 'https://x.com/1', source: 'someone' }]);
});

it('is the same market again, takes what a later file says instead, and leaves metrics of the folder', async () => {
  const first = await importMarketFolder(folder(LINES));
  expect((await importMarketFolder(folder(LINES), { force: true })).contentHash).toBe(first.contentHash);
  const own = { 'metrics.csv.gz': gzipSync('id,day,metric,value\nbitcoin,2021-02-01,NewsPolarity,0.125\n') };
  const changed = await importMarketFolder(folder([said('Bitcoin slides', '2021-02-01T10:00:00Z')], own));
  expect(changed.contentHash).not.toBe(first.contentHash);
  expect((await metrics('bitcoin'))).toEqual(['NewsCount 2021-02-01 1 text 2021-02-03 00:00:00', 'NewsPolarity 2021-02-01 0.125 2021-02-03 00:00:00']);
  expect(await metrics('near')).toEqual([]);
  const without = await importMarketFolder(makeFolder({ assets: ASSETS, daily: `${DAILY}\n`, files: own }));
  expect((await pool.query('SELECT 1 FROM text_item')).rows).toEqual([]);
  expect(await metrics('bitcoin')).toEqual(['NewsPolarity 2021-02-01 0.125 2021-02-03 00:00:00']);
  expect(without.unchanged).toBe(false);
});
