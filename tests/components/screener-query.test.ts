import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvField, screenerCsv } from '@/components/tokens/screener-csv';
import { applyScreenerQuery, compareRows, DEFAULT_QUERY, neededFeatures, parseScreenerQuery, screenerChoices, screenerSearch, SORT_KEYS, sortedBy, word, type ScreenerQuery } from '@/components/tokens/screener-query';
import type { ScreenerRow } from '@/components/tokens/screener-row';

const row = (id: string, change: Partial<ScreenerRow> = {}): ScreenerRow => ({
  id, symbol: id.slice(0, 3).toUpperCase(), name: id, kind: 'coin', sectors: ['layer-1'], ecosystem: 'bitcoin', consensus: 'pow', rank: 1, price: '1', marketCap: '100', tradedValue30d: 1, change1d: 0, change7d: 0,
  change30d: 0, change365d: 0, volatility90d: 0.5, drawdown: -0.1, investorGrade: 50, traderGrade: 50, coverage: 0.5, lenses: 3, rating: 'hold', eligible: true, ineligibleReason: null, flags: [], freshness: { state: 'fresh', reason: null, ageHours: 6 }, quote: null, sparkline: [], ...change,
});
const ROWS = [
  row('bitcoin', { marketCap: '900', rank: 1, rating: 'buy', change30d: -0.1 }),
  row('ethereum', { marketCap: '400', rank: 2, consensus: 'pos', ecosystem: 'ethereum', change30d: 0.2 }),
  row('tether', { marketCap: '70', rank: null, eligible: false, sectors: ['payments'], rating: null, change30d: null }),
  row('dogecoin', { marketCap: null, rank: 30, sectors: ['meme'], change30d: 0.1 }),
];
const ids = (query: Partial<ScreenerQuery>): string[] => applyScreenerQuery(ROWS, { ...DEFAULT_QUERY, ...query }).map((each) => each.id);

describe('filters', () => {
  it.each([
    [{}, ['bitcoin', 'ethereum', 'dogecoin']],
    [{ all: true }, ['bitcoin', 'ethereum', 'tether', 'dogecoin']],
    [{ q: 'ETH' }, ['ethereum']],
    [{ sector: 'meme' }, ['dogecoin']],
    [{ consensus: 'pos' }, ['ethereum']],
    [{ rating: 'buy' }, ['bitcoin']],
    [{ size: 'mid' }, ['dogecoin']],
    [{ up: true }, ['ethereum', 'dogecoin']],
    [{ sort: 'change30d', order: 'asc', all: true }, ['bitcoin', 'dogecoin', 'ethereum', 'tether']],
    [{ sort: 'name', order: 'asc' }, ['bitcoin', 'dogecoin', 'ethereum']],
  ] as const)('%o finds %o', (query, found) => {
    expect(ids(query)).toEqual(found);
  });
});

it('lists everything while no index may hold anything yet', () => {
  const begun = ROWS.map((each) => ({ ...each, eligible: false }));
  expect(applyScreenerQuery(begun, DEFAULT_QUERY).map(({ id }) => id)).toEqual(['bitcoin', 'ethereum', 'tether', 'dogecoin']);
  expect(applyScreenerQuery(begun, { ...DEFAULT_QUERY, q: 'eth' }).map(({ id }) => id)).toEqual(['ethereum', 'tether']);
});

describe('features', () => {
  const MEASURED = [row('a', { features: { mvrv: { value: 3, grade: 20 } } }), row('b', { features: { mvrv: { value: 1, grade: 80 } } }), row('c', { features: { mvrv: { value: null, grade: null } } })];
  const found = (search: string) => applyScreenerQuery(MEASURED, parseScreenerQuery(new URLSearchParams(search))).map(({ id }) => id);

  it.each([
    ['sort=feature:mvrv', ['a', 'b', 'c']],
    ['sort=percentile:mvrv', ['b', 'a', 'c']],
    ['where=feature:mvrv<=2', ['b']],
    ['where=percentile:mvrv>=10;feature:mvrv>=2', ['a']],
    ['where=percentile:mvrv>=10&where=feature:mvrv>=2', ['a']],
    ['measure=feature:mvrv&compare=<=&number=2,5', ['b']],
    ['measure=percentile:mvrv&compare=>=&number=', ['a', 'b', 'c']],
    ['where=luck>=1;feature:mvrv', ['a', 'b', 'c']],
  ])('%s finds %o', (search, ids) => {
    expect(found(search.replaceAll('<', '%3C').replaceAll('>', '%3E'))).toEqual(ids);
  });

  it('are read in per cent where a form says so, kept in the address, and fetched where they are needed', () => {
    const query = parseScreenerQuery(new URLSearchParams({ measure: 'feature:momentum30d%', compare: '>=', number: '12.5', columns: 'price,feature:mvrv', sort: 'percentile:trend50d' }));
    expect(query.where).toEqual([{ measure: 'feature:momentum30d', compare: '>=', than: 0.125 }]);
    expect(parseScreenerQuery(new URLSearchParams(screenerSearch(query)))).toEqual(query);
    expect(neededFeatures(query)).toEqual(['trend50d', 'momentum30d', 'mvrv']);
  });
});

describe('the address', () => {
  it('holds only what differs and reads back the same', () => {
    expect(screenerSearch(DEFAULT_QUERY)).toBe('');
    const text = fc.constantFrom('', 'meme', 'layer-1', 'a b&c');
    fc.assert(
      fc.property(text, text, fc.boolean(), fc.constantFrom(...SORT_KEYS), fc.constantFrom('asc' as const, 'desc' as const), fc.integer({ min: 1, max: 20 }), (q, sector, up, sort, order, page) => {
        const query = { ...DEFAULT_QUERY, q, sector, up, sort, order, page };
        expect(parseScreenerQuery(new URLSearchParams(screenerSearch(query)))).toEqual(query);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });

  it('ignores what it does not know', () => {
    expect(parseScreenerQuery(new URLSearchParams('sort=evil&order=up&page=-1&x=1'))).toEqual(DEFAULT_QUERY);
  });

  it('turns on a second click on a head', () => {
    expect(sortedBy(DEFAULT_QUERY, 'change7d')).toMatchObject({ sort: 'change7d', order: 'desc' });
    expect(sortedBy({ ...DEFAULT_QUERY, sort: 'change7d' }, 'change7d')).toMatchObject({ order: 'asc' });
    expect(sortedBy(DEFAULT_QUERY, 'name')).toMatchObject({ order: 'asc' });
  });
});

it('puts missing last in both directions and ends every tie with the id', () => {
  const rows = [row('b', { price: null }), row('c'), row('a')];
  expect([...rows].sort(compareRows('price', 'asc')).map((each) => each.id)).toEqual(['a', 'c', 'b']);
  expect([...rows].sort(compareRows('price', 'desc')).map((each) => each.id)).toEqual(['a', 'c', 'b']);
});

it('offers what there is, in words', () => {
  expect(screenerChoices(ROWS)).toEqual({ sectors: ['layer-1', 'meme', 'payments'], ecosystems: ['bitcoin', 'ethereum'], consensus: ['pos', 'pow'] });
  expect([word('layer-1'), word('pow'), word('defi')]).toEqual(['Layer 1', 'Proof of work', 'DeFi']);
});

describe('the CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=SUM(A1)', "'=SUM(A1)"],
    ['-0.5', '-0.5'],
    [null, ''],
    [-0.25, '-0.25'],
  ])('%s becomes %s', (value, text) => {
    expect(csvField(value)).toBe(text);
  });

  it('carries day and dataset on each row', () => {
    const [head, first] = screenerCsv(ROWS, { day: '2021-12-30', dataset: 'market-2021' }).split('\r\n');
    expect(head?.split(',')).toHaveLength(first?.split(',').length ?? 0);
    expect(first).toMatch(/2021-12-30,market-2021$/);
    const [named, measured] = screenerCsv([row('a', { features: { mvrv: { value: 3, grade: null } } })], { day: '2021-12-30', dataset: 'm' }, ['mvrv']).split('\r\n');
    expect([named?.endsWith('dataset,mvrv,mvrvPercentile'), measured?.endsWith(',m,3,')]).toEqual([true, true]);
  });
});
