import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { FACT_TABLES, type FactTable } from '@/lib/domain/market/fact-tables';
import { TableReader } from '@/lib/providers/market-folder/judge-records';
import { readCsv } from '@/lib/providers/market-folder/read-csv';
import { columnNames } from '@/lib/providers/market-folder/schema';
import type { SourceRow } from '@/lib/providers/port';

const TODAY = isoDay('2022-01-01');
const HEADERS: Readonly<Record<FactTable, string>> = {
  daily: 'id,day,close,tradedValue,marketCap,circulatingSupply',
  metrics: 'id,day,metric,value',
  market: 'day,metric,value',
  universe: 'day,rank,id,symbol,name,marketCap,price,circulatingSupply,tradedValue,knownDay',
};

function rowsOf(lines: readonly string[]): SourceRow[] {
  return lines.map((plain, index) => ({ line: index + 1, fields: plain.split(','), plain }));
}

function judge(table: FactTable, lines: readonly string[]): { text: string; lines: number[]; refused: [number, string, string][] } {
  const reader = new TableReader({ name: table, file: `${table}.csv`, size: 1, batches: () => (async function* none() {})() }, { assetIds: new Set(['bitcoin', 'ethereum']), today: TODAY });
  const { text, refused } = reader.read(rowsOf([HEADERS[table], ...lines]));
  return { text, lines: text.trim() === '' ? [] : text.trim().split('\n').map((line) => Number(line.split(',').at(-1))), refused: refused.map((row) => [row.line, row.severity, row.reason]) };
}

describe('the judge of rows', () => {
  it.each(FACT_TABLES)('knows the header of %s', (table) => {
    expect(columnNames(table).required.join(',')).toBe(HEADERS[table]);
    expect(judge(table, []).text).toBe('');
  });

  it('stages a good line as it stands, with its number and blanks for what the folder does not have', () => {
    expect(judge('daily', ['bitcoin,2021-01-01,29374.152,4.0e10,,']).text).toBe('bitcoin,2021-01-01,29374.152,4.0e10,,,,,,2\n');
  });

  it('blanks a market cap of 0, since it means unknown', () => {
    expect(judge('daily', ['bitcoin,2021-01-01,1,0,0,0.0']).text).toBe('bitcoin,2021-01-01,1,0,,,,,,2\n');
  });

  it('takes a row that comes late, and says so; a day that comes twice is refused', () => {
    const judged = judge('daily', ['bitcoin,2021-01-02,1,,,', 'bitcoin,2021-01-01,2,,,', 'ethereum,2021-01-01,1,,,', 'bitcoin,2021-01-02,3,,,', 'bitcoin,2021-01-03,4,,,']);
    expect(judged.lines).toEqual([2, 3, 4, 6]);
    expect(judged.refused).toEqual([[3, 'unordered', 'day out of order; stored in its place'], [5, 'reject', 'duplicate day (the first stands)']]);
  });

  it('lets the second of two days stand when the first was refused', () => {
    expect(judge('daily', ['bitcoin,2021-01-01,-1,,,', 'bitcoin,2021-01-01,2,,,']).lines).toEqual([3]);
  });
});

const good = fc.uniqueArray(fc.tuple(fc.constantFrom('bitcoin', 'ethereum'), fc.nat(300)), { minLength: 1, maxLength: 40, selector: ([id, day]) => `${id} ${day}` }).map((rows) =>
  rows.map(([id, day]) => `${id},${addDays(isoDay('2021-01-01'), day)},${1 + day / 7},5,,`),
);
const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((line) => line.replace(/[\n\r"]/g, ' '));
const junk = fc.oneof(
  text.map((line) => `junk ${line}`),
  fc.constantFrom(',,,,,', 'bitcoin', 'bitcoin,2021-01-01,NaN,,,', 'bitcoin,9999-99-99,1,,,', 'nobody,2021-01-01,1,,,', 'bitcoin,2021-01-01,-1e-3,,,', 'bitcoin,2021-01-01,1,,,,,,', '\u0000,2021-01-01,1,,,', 'bitcoin,2021-01-01,1e-16,,,'),
);

describe('properties of the judge', () => {
  it('a bad row never makes its neighbours bad: every good line is stored, every bad one is refused with its line', () => {
    fc.assert(fc.property(good, fc.array(fc.tuple(fc.nat(60), junk), { maxLength: 15 }), (lines, bad) => {
      const mixed = lines.map((line) => ({ line, ok: true }));
      for (const [position, line] of bad) mixed.splice(position % (mixed.length + 1), 0, { line, ok: false });
      const judged = judge('daily', mixed.map((row) => row.line));
      const expected = mixed.flatMap((row, index) => (row.ok ? [index + 2] : []));
      expect(judged.lines).toEqual(expected);
      expect(judged.refused.filter(([, severity]) => severity === 'reject').map(([line]) => line)).toEqual(mixed.flatMap((row, index) => (row.ok ? [] : [index + 2])));
      expect(judge('daily', lines).text.replace(/,\d+\n/g, '\n')).toBe(judged.text.replace(/,\d+\n/g, '\n'));
    }), { numRuns: 1000, seed: 11 });
  });

  it('does not care in which batches the rows arrive', () => {
    fc.assert(fc.property(good, fc.nat(39), (lines, cut) => {
      const reader = new TableReader({ name: 'daily', file: 'daily.csv', size: 1, batches: () => (async function* none() {})() }, { assetIds: new Set(['bitcoin', 'ethereum']), today: TODAY });
      const rows = rowsOf([HEADERS.daily, ...lines]);
      const [first, second] = [reader.read(rows.slice(0, cut + 1)), reader.read(rows.slice(cut + 1))];
      expect(first.text + second.text).toBe(judge('daily', lines).text);
    }), { numRuns: 1000, seed: 12 });
  });
});

describe('the reader of files', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bandwise-csv-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function read(name: string, content: string | Buffer): Promise<[number, readonly string[] | null][]> {
    fs.writeFileSync(path.join(folder, name), content);
    const rows: [number, readonly string[] | null][] = [];
    for await (const batch of readCsv(path.join(folder, name))) for (const row of batch) rows.push([row.line, row.fields]);
    return rows;
  }

  it.each([
    ['plain lines', 'a,b\n1,2\n', [[1, ['a', 'b']], [2, ['1', '2']]]],
    ['no line end at the end', 'a,b\n1,2', [[1, ['a', 'b']], [2, ['1', '2']]]],
    ['blank lines, counted', 'a,b\n\n1,2\n', [[1, ['a', 'b']], [3, ['1', '2']]]],
    ['quotes around commas, quotes and line ends', 'a,b\n"x, ""y""\nz",2\n3,4\n', [[1, ['a', 'b']], [2, ['x, "y"\nz', '2']], [4, ['3', '4']]]],
    ['a quote that is never closed', 'a,b\n"1,2\n3,4\n', [[1, ['a', 'b']], [2, null], [3, ['3', '4']]]],
    ['a quote in the middle of a cell', 'a,b\n1"x",2\n3,4\n', [[1, ['a', 'b']], [2, null], [3, ['3', '4']]]],
  ])('%s', async (_, content, expected) => {
    expect(await read('a.csv', content)).toEqual(expected);
    expect(await read('a.csv.gz', gzipSync(content))).toEqual(expected);
  });

  it('gives back what was written, wherever the file is cut into chunks', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `bitcoin,${index},é€😀`);
    const rows = await read('long.csv', lines.join('\n'));
    expect(rows.map(([line, fields]) => `${line} ${fields?.join()}`)).toEqual(lines.map((line, index) => `${index + 1} ${line}`));
  });
});
