import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { activeDataset } from '@/lib/data/dataset';
import { listAssets } from '@/lib/data/dataset-assets';
import { loadPanel } from '@/lib/data/panel';
import { pool } from '@/lib/data/pool';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { assetIndex, at, rowOf } from '@/lib/domain/market/panel';
import { importMarketFolder } from '@/lib/services/market/import-market-folder';
import type { ImportSummary } from '@/lib/services/market/import-market';
import { readQuarantine } from '@/lib/services/market/read-quarantine';
import { withMarketData } from '../../support/real-data';

function unpack(file: string): string[] {
  return gunzipSync(fs.readFileSync(file)).toString('utf8').split('\n');
}

async function countRows(table: string, datasetId: number): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table} WHERE dataset_id = $1`, [datasetId]);
  return rows[0]?.count ?? -1;
}

async function countBy(column: string, datasetId: number): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ key: string; count: number }>(`SELECT ${column} AS key, count(*)::integer AS count FROM dataset_asset WHERE dataset_id = $1 GROUP BY 1`, [datasetId]);
  return Object.fromEntries(rows.map((row) => [row.key, row.count]));
}

withMarketData('market-2021', (dir) => {
  let first: ImportSummary;
  beforeAll(async () => {
    first = await importMarketFolder(dir);
  });

  it('loads completely and becomes the active market', async () => {
    const counted = await Promise.all(['dataset_asset', 'daily_fact', 'metric_fact', 'market_fact', 'quarantine_row'].map((table) => countRows(table, first.datasetId)));
    expect(counted.slice(0, 4)).toEqual([400, 157_283, 477_087, 1426]);
    expect((await readQuarantine(first.datasetId)).refused).toBe(0);
    expect(await activeDataset()).toMatchObject({ name: 'market-2021', simulated: false, firstDay: '2015-01-01', lastDay: '2021-12-30', assets: 400, contentHash: first.contentHash });
  });

  it('changes nothing the second time, even when everything is read again', async () => {
    const written = await pool.query<{ mark: string }>('SELECT max(xmin::text::bigint)::text AS mark FROM daily_fact');
    expect(await importMarketFolder(dir)).toMatchObject({ unchanged: true, contentHash: first.contentHash });
    const again = await importMarketFolder(dir, { force: true });
    expect(again.contentHash).toBe(first.contentHash);
    expect(Object.values(again.files).map((tally) => tally.changed)).toEqual([0, 0, 0]);
    expect((await pool.query<{ mark: string }>('SELECT max(xmin::text::bigint)::text AS mark FROM daily_fact')).rows).toEqual(written.rows);
  });

  it('calls a cut download truncated, never dead, and ranks lineages by their newest', async () => {
    expect(await countBy('ending', first.datasetId)).toEqual({ alive: 399, truncated: 1 });
    const { rows } = await pool.query<{ id: string; successor: string }>('SELECT asset_id AS id, successor FROM dataset_asset WHERE successor IS NOT NULL ORDER BY 1');
    expect(rows).toEqual([
      { id: 'e-radix', successor: 'radix' },
      { id: 'ethlend', successor: 'aave' },
      { id: 'kyber-network', successor: 'kyber-network-crystal' },
      { id: 'pundi-x', successor: 'pundi-x-2' },
      { id: 'thorchain-erc20', successor: 'thorchain' },
    ]);
  });

  it('keeps one-day glitches as printed, and flags them', async () => {
    const { rows } = await pool.query<{ close: number; suspect: boolean }>(
      `SELECT close::float8, suspect FROM daily_fact WHERE asset_id = 'doge-army-token' AND day BETWEEN '2021-11-01' AND '2021-11-02' ORDER BY day`,
    );
    const printed = unpack(path.join(dir, 'daily.csv.gz')).filter((line) => /^doge-army-token,2021-11-0[12],/.test(line)).map((line) => Number(line.split(',')[2]));
    expect(rows.map((row) => row.close)).toEqual(printed);
    expect(rows.map((row) => row.suspect)).toEqual([true, true]);
    const in2021 = await pool.query<{ moves: number; coins: number; gaps: number }>(
      `SELECT count(*) FILTER (WHERE next_day)::integer AS moves, count(DISTINCT asset_id) FILTER (WHERE next_day)::integer AS coins, count(*) FILTER (WHERE NOT next_day)::integer AS gaps
       FROM (SELECT asset_id, EXISTS (SELECT 1 FROM daily_fact AS b WHERE b.dataset_id = f.dataset_id AND b.asset_id = f.asset_id AND b.day = f.day - 1) AS next_day
             FROM daily_fact AS f WHERE suspect AND day >= '2021-01-01') AS moved`,
    );
    expect(in2021.rows[0]).toEqual({ moves: 37, coins: 26, gaps: 2 });
  });

  it('gives every printed number back through the panel, to the last digit of a float', async () => {
    const panel = await loadPanel(first.datasetId);
    expect([panel.assets.length, panel.days, panel.metrics.size]).toEqual([400, 2556, 16]);
    let compared = 0;
    for (const line of unpack(path.join(dir, 'daily.csv.gz')).slice(1, -1)) {
      const [id = '', day = '', close = '', traded = '', cap = ''] = line.split(',');
      const [asset, row] = [assetIndex(panel, id), rowOf(panel, isoDay(day))];
      const expected = [Number(close), traded === '' ? Number.NaN : Number(traded), cap === '' || Number(cap) === 0 ? Number.NaN : Number(cap)];
      const found = [panel.close, panel.tradedValue, panel.marketCap].map((columns) => at(columns, asset, row));
      if (found.some((value, index) => !Object.is(value, expected[index]))) expect({ id, day, found }).toEqual({ id, day, found: expected });
      compared += 1;
    }
    expect(compared).toBe(157_283);
    expect(at(panel.metrics.get('AdrActCnt') ?? [], assetIndex(panel, '0x'), rowOf(panel, isoDay('2017-08-11')))).toBe(15);
    expect(panel.series.get('fearGreed')?.[rowOf(panel, isoDay('2018-02-01'))]).toBe(30);
  });

  it('knows a close at the end of its day and a metric a day later (Rule 1.4)', async () => {
    const { rows } = await pool.query<{ daily: string; metric: string; fear: string }>(
      `SELECT (SELECT DISTINCT known_at - day::timestamp AT TIME ZONE 'UTC' FROM daily_fact)::text AS daily,
         (SELECT DISTINCT known_at - day::timestamp AT TIME ZONE 'UTC' FROM metric_fact)::text AS metric,
         (SELECT DISTINCT known_at - day::timestamp AT TIME ZONE 'UTC' FROM market_fact)::text AS fear`,
    );
    expect(rows[0]).toEqual({ daily: '1 day', metric: '2 days', fear: '00:00:00' });
  });
});

withMarketData('the other market folders', (dir) => {
  it('majors-2015-2022 loads with its universe; every series runs to the end', async () => {
    const { datasetId } = await importMarketFolder(path.join(dir, '../majors-2015-2022'));
    expect(await Promise.all(['daily_fact', 'metric_fact', 'market_fact', 'universe_row'].map((table) => countRows(table, datasetId)))).toEqual([50_294, 219_966, 1695, 6600]);
    expect(await countBy('ending', datasetId)).toEqual({ alive: 31 });
    const collapse = await pool.query<{ close: number; suspect: boolean }>(`SELECT close::float8, suspect FROM daily_fact WHERE dataset_id = $1 AND asset_id = 'terra-luna' AND day = '2022-05-13'`, [datasetId]);
    expect(collapse.rows[0]?.close).toBeLessThan(0.001);
    expect(collapse.rows[0]?.suspect).toBe(true);
  });

  it('exchange-2020-2023: 72 cut series are truncated, none is dead', async () => {
    const { datasetId } = await importMarketFolder(path.join(dir, '../exchange-2020-2023'));
    expect(await Promise.all(['daily_fact', 'market_fact', 'universe_row'].map((table) => countRows(table, datasetId)))).toEqual([36_356, 1461, 9600]);
    expect(await countBy('ending', datasetId)).toEqual({ alive: 25, truncated: 72 });
    const panel = await loadPanel(datasetId);
    const row = rowOf(panel, isoDay('2021-04-09'));
    expect([panel.high, panel.low].map((columns) => at(columns, assetIndex(panel, '1inch'), row))).toEqual([6.497, 6.001]);
    const known = await pool.query<{ known: string }>(`SELECT DISTINCT (known_at - (day + 1)::timestamp AT TIME ZONE 'UTC')::text AS known FROM universe_row WHERE dataset_id = $1`, [datasetId]);
    expect(known.rows).toEqual([{ known: '1 day' }]);
  });
});

withMarketData('dirty', (dir) => {
  const folder = path.join(dir, '../dirty');
  const expected = fs.existsSync(folder) ? fs.readFileSync(path.join(folder, 'expected-quarantine.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')) : [];
  const linesOf = (severity: string): number[] => expected.filter((row) => row[3] === severity).map((row) => Number(row[0]));
  let datasetId: number;
  beforeAll(async () => {
    ({ datasetId } = await importMarketFolder(folder));
  });

  it('quarantines exactly the 57 rows to reject, with their lines, ids and kind of reason', async () => {
    const rows = (await readQuarantine(datasetId)).rows.filter((row) => row.severity === 'reject');
    expect(rows.map((row) => row.line)).toEqual(linesOf('reject'));
    expect(rows).toHaveLength(57);
    const printed = new Map(expected.map((row) => [Number(row[0]), row]));
    expect(rows.map((row) => row.assetId)).toEqual(rows.map((row) => printed.get(row.line)?.[1]));
    const differing = rows.filter((row) => row.reason !== printed.get(row.line)?.[4]);
    expect(differing.map((row) => [row.line, row.reason])).toEqual([[737, 'duplicate day (other values than the line before)']]);
    const lines = unpack(path.join(folder, 'daily.csv.gz'));
    expect(rows.map((row) => row.raw)).toEqual(rows.map((row) => lines[row.line - 1]));
  });

  it('stores the unordered row in its place and says so; of duplicate days the first stands', async () => {
    const unordered = (await readQuarantine(datasetId)).rows.filter((row) => row.severity === 'unordered');
    expect(unordered.map((row) => [row.line, row.assetId, row.day])).toEqual([[490, 'bird-money', '2021-06-15']]);
    const panel = await loadPanel(datasetId);
    const close = (id: string, day: string): number => at(panel.close, assetIndex(panel, id), rowOf(panel, isoDay(day)));
    expect(close('bird-money', '2021-06-15')).toBe(53.26899147162086);
    const lines = unpack(path.join(folder, 'daily.csv.gz'));
    for (const line of [726, 737]) {
      const [id = '', day = '', printed] = (lines[line - 2] ?? '').split(',');
      expect(close(id, day)).toBe(Number(printed));
    }
  });

  it('stores every good row, and flags what still moves beyond 3 times once the bad ones are gone', async () => {
    const rejected = new Set(linesOf('reject'));
    const good = unpack(path.join(folder, 'daily.csv.gz')).slice(0, -1).map((text, index) => ({ line: index + 1, cells: text.split(',') })).filter(({ line }) => line > 1 && !rejected.has(line));
    expect(await countRows('daily_fact', datasetId)).toBe(good.length);
    const sorted = good.sort((a, b) => (a.cells.slice(0, 2).join() < b.cells.slice(0, 2).join() ? -1 : 1));
    const moved = sorted.filter(({ cells }, index) => {
      const before = sorted[index - 1]?.cells;
      const ratio = before?.[0] === cells[0] ? Number(cells[2]) / Number(before?.[2]) : 1;
      return ratio > 3 || ratio < 1 / 3;
    });
    const flagged = (await readQuarantine(datasetId)).rows.filter((row) => row.severity === 'suspect');
    expect(flagged.map((row) => row.line)).toEqual(moved.map(({ line }) => line));
    expect(flagged.length).toBeGreaterThan(5);
    expect(flagged.filter((row) => !linesOf('suspect').includes(row.line))).toEqual([]);
    const { rows } = await pool.query<{ count: number }>('SELECT count(*)::integer AS count FROM daily_fact WHERE dataset_id = $1 AND suspect', [datasetId]);
    expect(rows[0]?.count).toBe(moved.length);
  });

  it('reads a market cap of 0 as unknown and calls no asset dead for its bad rows', async () => {
    const { rows } = await pool.query<{ unknown: number; zero: number }>('SELECT count(*) FILTER (WHERE market_cap IS NULL)::integer AS unknown, count(*) FILTER (WHERE market_cap = 0)::integer AS zero FROM daily_fact WHERE dataset_id = $1', [datasetId]);
    expect(rows[0]?.zero).toBe(0);
    expect(rows[0]?.unknown).toBeGreaterThan(600);
    expect((await listAssets(datasetId)).map((asset) => asset.ending)).not.toContain('dead');
  });
});
