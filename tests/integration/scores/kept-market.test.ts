import { beforeAll, describe, expect, it } from 'vitest';
import { copyBinary } from '@/lib/data/copy-binary';
import { loadPanel } from '@/lib/data/panel';
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
});
