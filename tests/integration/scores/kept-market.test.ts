import { beforeAll, describe, expect, it } from 'vitest';
import { BinaryRows, copyRows } from '@/lib/data/binary-copy-writer';
import { copyBinary } from '@/lib/data/copy-binary';
import { loadPanel } from '@/lib/data/panel';
import { pool } from '@/lib/data/pool';
import { createRng } from '@/lib/domain/foundation/rng';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { readMarket, releaseMarket } from '@/lib/services/scores/read-market';
import { change, CHANGES } from '../../support/large-market/changes';
import { storeLargeMarket } from '../../support/large-market/store';

let datasetId = 0;

beforeAll(async () => {
  ({ datasetId } = await storeLargeMarket({ assets: 30, days: 200, seed: 8, firstDay: '2025-01-01' }));
});

/** Every number of a panel, to the bit, and all that is said of its assets. */
function bytesOf({ close, tradedValue, marketCap, circulatingSupply, high, low, metrics, series, ...rest }: MarketPanel) {
  const hex = (columns: readonly Float64Array[]) => columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64'));
  const named = [...metrics].map(([name, columns]) => [name, hex(columns)]);
  return { ...rest, columns: [close, tradedValue, marketCap, circulatingSupply, high, low].map(hex), metrics: named, series: [...series].map(([name, values]) => [name, hex([values])]) };
}

describe('a market that is kept', () => {
  it.each(Object.keys(CHANGES) as (keyof typeof CHANGES)[])('is after %s, read but for the changed days, the market as it is stored', async (name) => {
    await readMarket(datasetId);
    const rng = createRng(31 + name.length);
    for (let round = 0; round < 2; round += 1) {
      await change(datasetId, CHANGES[name], rng);
      expect(bytesOf((await readMarket(datasetId)).panel)).toEqual(bytesOf(await loadPanel(datasetId)));
    }
  });

  it('is the same one while nothing changes, and read as a whole once it was let go', async () => {
    const { panel } = await readMarket(datasetId);
    expect((await readMarket(datasetId)).panel).toBe(panel);
    releaseMarket();
    const again = (await readMarket(datasetId)).panel;
    expect(again).not.toBe(panel);
    expect(bytesOf(again)).toEqual(bytesOf(panel));
  });

  it('is not touched by what is read later', async () => {
    const before = (await readMarket(datasetId)).panel;
    const bytes = bytesOf(before);
    await change(datasetId, CHANGES.week, createRng(5));
    expect((await readMarket(datasetId)).panel).not.toBe(before);
    expect(bytesOf(before)).toEqual(bytes);
  });
});

describe('decimals of the database', () => {
  it('become the floats that its own cast gives', async () => {
    const rng = createRng(12);
    const digits = (count: number) => Array.from({ length: count }, () => rng.int(10)).join('');
    const made = Array.from({ length: 400 }, () => `${rng.next() < 0.3 ? '-' : ''}${digits(1 + rng.int(18))}.${digits(rng.int(22))}0`);
    const values = ['0', '-0.00', '1', '10000', '99999999', '9007199254740991', '9007199254740993', '0.1', '0.000000000000000001', '123456789012345678901234567890.5', '1e-30', '1e40', '1.7976931348623157e308', '2.2250738585072014e-308', 'NaN', 'Infinity', '-Infinity', ...made];
    const pairs: [number, number][] = [];
    await copyBinary(`SELECT v::numeric, v::numeric::float8 FROM unnest('{${values.join(',')}}'::text[]) AS v`, (row) => void pairs.push([row.decimal(0), row.float(1)]));
    expect(pairs).toHaveLength(values.length);
    expect(pairs.map(([read]) => read + 0)).toEqual(pairs.map(([, cast]) => cast + 0));
  });

  it('are written as the texts of their floats would be read', async () => {
    const rng = createRng(13);
    const made = Array.from({ length: 2_000 }, () => (rng.next() - 0.5) * 10 ** (rng.int(60) - 30));
    const values = [0, -0, 1, 10, 9999, 10000, 10001, 1e21, 1.5e21, 1e22, 123456789.125, 1e-7, 1.5e-7, 0.1, 0.0001, 0.00001, 0.00012345, 1e-300, Number.MAX_VALUE, Number.MIN_VALUE, -12.5, -1e-9, ...made];
    const client = await pool.connect();
    try {
      await client.query('CREATE TEMP TABLE written (place integer, number numeric, names text[], yes boolean)');
      const rows = new BinaryRows();
      values.forEach((value, place) => rows.row(4).integer(place).decimal(value).texts(['a', 'ü"x,', ''].slice(0, place % 4)).boolean(place % 2 === 0));
      rows.row(4).whole(null).decimal(Number.NaN).texts([]).boolean(false);
      await copyRows(client, 'written (place, number, names, yes)', rows);
      const { rows: read } = await client.query<{ number: string | null; names: string[]; yes: boolean }>('SELECT number::text, names, yes FROM written ORDER BY place');
      const { rows: told } = await client.query<{ number: string }>('SELECT said.value::numeric::text AS number FROM jsonb_array_elements_text($1::jsonb) WITH ORDINALITY AS said(value, place) ORDER BY place', [JSON.stringify(values)]);
      expect(read.slice(0, -1).map(({ number }) => number)).toEqual(told.map(({ number }) => number));
      expect(read.slice(2, 5)).toMatchObject([{ names: ['a', 'ü"x,'], yes: true }, { names: ['a', 'ü"x,', ''], yes: false }, { names: [], yes: true }]);
      expect(read.at(-1)).toEqual({ number: null, names: [], yes: false });
    } finally {
      client.release(true);
    }
  });
});
