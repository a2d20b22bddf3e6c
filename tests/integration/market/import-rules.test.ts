import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { activeDataset, listDatasets } from '@/lib/data/dataset';
import { readAsset } from '@/lib/data/dataset-assets';
import { loadPanel } from '@/lib/data/panel';
import { pool } from '@/lib/data/pool';
import { importMarketFolder } from '@/lib/services/market/import-market-folder';
import { importSample } from '@/lib/services/market/import-sample';
import { readQuarantine } from '@/lib/services/market/read-quarantine';
import { ASSETS, DAILY_HEADER, makeFolder, removeFolders } from './folder-fixture';

const SHORT_SAMPLE = { sample: { lastDay: '2019-09-30' } };

beforeEach(() => pool.query('TRUNCATE daily_fact, metric_fact, market_fact, universe_row; DELETE FROM dataset; DELETE FROM asset'));
afterAll(removeFolders);

async function facts(): Promise<(string | number | boolean | null)[][]> {
  const { rows } = await pool.query<{ row: (string | number | boolean | null)[] }>(
    `SELECT jsonb_build_array(asset_id, day, close, traded_value, market_cap, suspect) AS row FROM daily_fact ORDER BY dataset_id, asset_id, day`,
  );
  return rows.map(({ row }) => row);
}

async function refusals(datasetId: number): Promise<string[]> {
  return (await readQuarantine(datasetId)).rows.map((row) => `${row.file}:${row.line} ${row.severity} ${row.reason}`);
}

const BROKEN: readonly (readonly [string, () => string, RegExp])[] = [
  ['no such folder', () => '/nowhere/at/all', /^No such folder: \/nowhere\/at\/all$/],
  ['a header that lacks a column', () => makeFolder({ daily: 'id,day\nbitcoin,2021-01-01\n' }), /^daily\.csv\.gz: the header lacks close, tradedValue, marketCap, circulatingSupply$/],
  ['a header that names one twice', () => makeFolder({ daily: `${DAILY_HEADER},close\n` }), /^daily\.csv\.gz: the header names close twice$/],
  ['an empty file', () => makeFolder({ daily: '' }), /^daily\.csv\.gz: no readable header$/],
  ['a table of which nothing is usable', () => makeFolder({ daily: `${DAILY_HEADER}\nbitcoin,2021-01-01,-1,,,\n` }), /^not one daily row could be stored/],
  ['a cut download', () => makeFolder({ files: { 'daily.csv.gz': gzipSync(`${DAILY_HEADER}\n${'bitcoin,2021-01-01,1,,,\n'.repeat(9999)}`).subarray(0, 200) } }), /daily\.csv\.gz: .*unexpected end of file/],
  ['a description that is none', () => makeFolder({ files: { 'dataset.json': '{"name":"x"}' } }), /^dataset\.json: simulated /],
  ['a description that is no JSON', () => makeFolder({ files: { 'dataset.json': '{' } }), /^dataset\.json: not JSON/],
];

describe('what an import takes and refuses', () => {
  it('reads unknown as unknown and zero as zero', async () => {
    await importMarketFolder(makeFolder({ daily: `${DAILY_HEADER}\nbitcoin,2021-01-01,1.50,0,0,0\nbitcoin,2021-01-02,2e0,,,\n` }));
    expect(await facts()).toEqual([['bitcoin', '2021-01-01', 1.5, 0, null, false], ['bitcoin', '2021-01-02', 2, null, null, false]]);
  });

  it('takes quotes, line ends of Windows, a byte order mark and columns in another order', async () => {
    const daily = `\uFEFFclose,day,id,circulatingSupply,marketCap,tradedValue,note\r\n1,2021-01-01,bitcoin,,10,5,fine\r\n2,2021-01-02,"bitcoin",,20,6,"a, b ""c"""\r\n`;
    const { datasetId } = await importMarketFolder(makeFolder({ daily }));
    expect(await refusals(datasetId)).toEqual([]);
    expect(await facts()).toEqual([['bitcoin', '2021-01-01', 1, 5, 10, false], ['bitcoin', '2021-01-02', 2, 6, 20, false]]);
  });

  it('loses one row to a lost quote, not the file', async () => {
    const good = Array.from({ length: 28 }, (_, index) => `bitcoin,2021-02-${String(index + 1).padStart(2, '0')},1,,,`);
    const { datasetId } = await importMarketFolder(makeFolder({ daily: [DAILY_HEADER, ...good.slice(0, 3), '"bitcoin,2021-03-01,1,,,', ...good.slice(3), ''].join('\n') }));
    expect(await refusals(datasetId)).toEqual(['daily.csv.gz:5 reject broken quoting']);
    expect(await facts()).toHaveLength(28);
  });

  it.each([
    ['bitcoin,2021-01-02,-1,,,', 'negative close'],
    ['bitcoin,2021-01-02,,,,', 'close is unknown (blank)'],
    ['bitcoin,2021-01-02,1;5,,,', 'close is not a number'],
    ['bitcoin,2021-01-02,0x10,,,', 'close is not a number'],
    ['bitcoin,2021-01-02,-inf,,,', 'close is not finite'],
    ['bitcoin,2021-01-02,1e999,,,', 'close is not finite'],
    ['bitcoin,2021-01-02,1,1,-5,', 'negative market cap'],
    ['bitcoin,2021-01-02,1,1,5,-1', 'negative circulating supply'],
    ['bitcoin,2021-02-30,1,,,', 'no such day'],
    ['bitcoin,2021-1-2,1,,,', 'no such day'],
    ['bitcoin,2008-12-31,1,,,', 'day before the first crypto-asset (2009-01-03)'],
    ['Bitcoin,2021-01-02,1,,,', 'id is not a lower-case slug'],
    ["'; DROP TABLE asset; --,2021-01-02,1,,,", 'id is not a lower-case slug'],
    ['ethereum,2021-01-02,1,,,', 'unknown id'],
    ['bitcoin,2021-01-01,7,,,', 'duplicate day (other values than the line before)'],
  ])('refuses %s: %s', async (line, reason) => {
    const { datasetId } = await importMarketFolder(makeFolder({ daily: `${DAILY_HEADER}\nbitcoin,2021-01-01,1,,,\n${line}\nbitcoin,2021-01-03,1,,,\n` }));
    expect(await refusals(datasetId)).toEqual([`daily.csv.gz:3 reject ${reason}`]);
    expect(await facts()).toHaveLength(2);
  });

  it('judges the other tables and the assets, too', async () => {
    const { datasetId } = await importMarketFolder(makeFolder({
      assets: `${ASSETS}dai,DAI,Twice,stablecoin,,,,\nx y,X,X,coin,,,,\nwonder,W,Wonder,unicorn,,,,\n`,
      files: {
        'metrics.csv.gz': gzipSync('id,day,metric,value\nbitcoin,2021-01-01,TxCnt,5\nbitcoin,2021-01-01,TxCnt,6\nbitcoin,2021-01-01,Tx-Cnt,5\nnobody,2021-01-01,TxCnt,5\nbitcoin,2021-01-02,TxCnt,\n'),
        'market.csv': 'day,metric,value\n2021-01-01,fearGreed,30\n2021-01-01,fearGreed,31\n',
        'universe.csv': 'day,rank,id,symbol,name,marketCap,price,circulatingSupply,tradedValue,knownDay\n2021-01-01,1,bitcoin,BTC,"Bit, ""coin""",10,1,0,5,2021-01-02\n2021-01-01,1,dai,,Dai,5,1,1,5,2021-01-02\n2021-01-01,2,dai,,Dai,5,1,1,5,2020-12-31\n2021-01-01,3,dai,,Dai,5,1,1,5,2021-01-02\n',
      },
    }));
    expect(await refusals(datasetId)).toEqual([
      'assets.csv:4 reject duplicate id', 'assets.csv:5 reject id is not a lower-case slug', 'assets.csv:6 reject kind is not a known kind',
      'market.csv:3 reject duplicate day (the first stands)',
      'metrics.csv.gz:3 reject duplicate day (the first stands)', 'metrics.csv.gz:4 reject metric is not a metric name', 'metrics.csv.gz:5 reject unknown id', 'metrics.csv.gz:6 reject value is not a number',
      'universe.csv:3 reject duplicate rank on this day', 'universe.csv:4 reject known before its day',
    ]);
    const { rows } = await pool.query<{ name: string; supply: string | null; symbol: string }>('SELECT name, circulating_supply AS supply, symbol FROM universe_row ORDER BY rank');
    expect(rows).toEqual([{ name: 'Bit, "coin"', supply: null, symbol: 'BTC' }, { name: 'Dai', supply: '1', symbol: '' }]);
  });

  it.each(BROKEN)('stops with one clear line at %s, and stores nothing', async (_, folder, message) => {
    await expect(importMarketFolder(folder())).rejects.toThrow(message);
    expect(await facts()).toEqual([]);
    expect(await activeDataset()).toBeNull();
  });
});

describe('one import after another', () => {
  const first = `${DAILY_HEADER}\nbitcoin,2021-01-01,100,5,1000,\nbitcoin,2021-01-02,101,5,1000,\n`;

  it('rewrites what changed, adds what is new, keeps what is gone, and measures steps across imports', async () => {
    const before = await importMarketFolder(makeFolder({ daily: first }));
    const after = await importMarketFolder(makeFolder({ daily: `${DAILY_HEADER}\nbitcoin,2021-01-02,102,5,1000,\nbitcoin,2021-01-03,400,5,1000,\n` }));
    expect(after.files['daily.csv.gz']).toMatchObject({ rows: 2, accepted: 2, changed: 2, suspect: 1 });
    expect(after.contentHash).not.toBe(before.contentHash);
    expect((await facts()).map((fact) => [fact[1], fact[2], fact[5]])).toEqual([['2021-01-01', 100, false], ['2021-01-02', 102, false], ['2021-01-03', 400, true]]);
    await importMarketFolder(makeFolder({ daily: `${DAILY_HEADER}\nbitcoin,2021-01-03,104,5,1000,\n` }));
    expect((await facts()).map((fact) => fact[5])).toEqual([false, false, false]);
  });

  it('has the same content hash for the same facts, whatever the order, the name and the number of steps', async () => {
    const whole = await importMarketFolder(makeFolder({ daily: `${first}dai,2021-01-01,1,5,,\n` }));
    const dressed = await importMarketFolder(makeFolder({ name: 'other', daily: `${DAILY_HEADER}\ndai,2021-01-01,1.000,5.0,0,\nbitcoin,2021-01-02,101,5,1e3,\nbitcoin,2021-01-01,100,5,1000,\n` }));
    expect(dressed.contentHash).toBe(whole.contentHash);
    await importMarketFolder(makeFolder({ name: 'steps', daily: first }));
    const steps = await importMarketFolder(makeFolder({ name: 'steps', daily: `${DAILY_HEADER}\ndai,2021-01-01,1,5,,\n` }));
    expect(steps.contentHash).toBe(whole.contentHash);
  });

  it('makes the newest import the active market, one at a time', async () => {
    await importMarketFolder(makeFolder({ name: 'one' }));
    const folder = makeFolder({ name: 'two' });
    await importMarketFolder(folder);
    await importMarketFolder(makeFolder({ name: 'three' }), { activate: false });
    expect((await activeDataset())?.name).toBe('two');
    await importMarketFolder(makeFolder({ name: 'one' }));
    expect(await importMarketFolder(folder)).toMatchObject({ unchanged: true });
    expect((await activeDataset())?.name).toBe('two');
    expect((await listDatasets()).map((dataset) => dataset.name)).toEqual(['two', 'one', 'three']);
  });

  it('never lets simulated and real data share a database', async () => {
    await importMarketFolder(makeFolder({ name: 'real' }));
    await expect(importSample(SHORT_SAMPLE)).rejects.toThrow('This database holds real data (real); simulated data (Simulated market) never shares one with it. Use another one (DATABASE_URL or BANDWISE_DATA_DIR).');
    await pool.query('DELETE FROM dataset');
    await importSample(SHORT_SAMPLE);
    await expect(importMarketFolder(makeFolder({ name: 'real' }))).rejects.toThrow(/^This database holds simulated data \(Simulated market\); real data \(real\) never/);
    expect((await activeDataset())?.simulated).toBe(true);
  });

  it('waits its turn: two imports at once end as one after the other', async () => {
    const folder = makeFolder({ daily: first });
    const [a, b] = await Promise.all([importMarketFolder(folder), importMarketFolder(folder)]);
    expect([a.unchanged, b.unchanged].sort()).toEqual([false, true]);
    expect(await facts()).toHaveLength(2);
  });
});

describe('the simulated sample, imported', () => {
  it('passes every check, is marked, and loads as a panel', async () => {
    const summary = await importSample(SHORT_SAMPLE);
    expect(Object.values(summary.files).map((tally) => tally.rejected)).toEqual([0, 0, 0]);
    expect(await activeDataset()).toMatchObject({ name: 'Simulated market', simulated: true, firstDay: '2019-07-01', lastDay: '2019-09-30' });
    const panel = await loadPanel(summary.datasetId);
    expect(panel.days).toBe(92);
    expect([...panel.metrics.keys()]).toEqual(['AdrActCnt', 'CapMVRVCur', 'CapRealUSD', 'Depth2PctUSD', 'DevCommits', 'DevContributors', 'FeeTotUSD', 'IssContPctAnn', 'NVTAdj', 'SocialCount', 'SocialPolarity', 'TxCnt', 'TxTfrValAdjUSD']);
    expect(await readAsset(summary.datasetId, 'bitcoin')).toMatchObject({ symbol: 'BTC', kind: 'coin', consensus: 'pow', maxSupply: 21_000_000, ending: 'alive', successor: null });
    expect(await importSample(SHORT_SAMPLE)).toMatchObject({ unchanged: true, contentHash: summary.contentHash });
  });
});
