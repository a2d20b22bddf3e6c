import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { filterWords } from '@/components/tokens/filter-words';
import { shownColumns, shownFeatures, sortedColumn } from '@/components/tokens/screener-columns';
import { ScreenerFilters } from '@/components/tokens/screener-filters';
import { conditionWords } from '@/components/tokens/screener-numbers';
import { DEFAULT_QUERY, parseScreenerQuery } from '@/components/tokens/screener-query';
import type { ScreenerFeature } from '@/lib/schemas/screener-measures';

const FEATURES: readonly ScreenerFeature[] = [
  { code: 'mvrv', name: 'Market ÷ realised value', lens: 'onChain', unit: 'ratio', signed: false },
  { code: 'momentum30d', name: 'Return, 30 d', lens: 'technical', unit: 'fraction', signed: true },
];
const query = parseScreenerQuery(new URLSearchParams('columns=feature:momentum30d&where=feature:momentum30d>=0.1;marketCap<=1000&sort=feature:mvrv'.replaceAll('>=', '%3E%3D').replaceAll('<=', '%3C%3D')));
const html = renderToStaticMarkup(<ScreenerFilters query={query} features={FEATURES} choices={{ sectors: [], ecosystems: [], consensus: [] }} />);

describe('the screener over every feature', () => {
  it('shows chosen features beside the name', () => {
    expect(shownColumns(query, FEATURES).map(({ key }) => key).slice(0, 4)).toEqual(['rank', 'name', 'feature:mvrv', 'feature:momentum30d']);
    expect(shownFeatures(query, FEATURES).map(({ code }) => code)).toEqual(['momentum30d']);
    expect(shownColumns(DEFAULT_QUERY, FEATURES).every(({ key }) => !key.startsWith('feature:'))).toBe(true);
  });

  it('lets usual columns make room for features, but not the one it sorts by', () => {
    const usual = shownColumns(DEFAULT_QUERY, FEATURES).length;
    for (const sort of ['marketCap', 'drawdown', 'volatility90d', 'tradedValue30d', 'change1d'] as const) {
      const keys = shownColumns({ columns: ['feature:mvrv', 'feature:momentum30d'], sort }, FEATURES).map(({ key }) => key);
      expect(keys).toHaveLength(usual);
      expect(keys).toContain(sort);
    }
  });

  it('knows the columns by the names that the API has for them, and shows what it sorts by', () => {
    const asked = parseScreenerQuery(new URLSearchParams('features=momentum30d,mvrv,momentum30d,<x>'));
    expect(asked.columns).toEqual(['feature:momentum30d', 'feature:mvrv']);
    expect(sortedColumn({ sort: 'percentile:mvrv' }, FEATURES)?.head).toBe('Market ÷ realised value');
    expect(sortedColumn({ sort: 'feature:gone' }, FEATURES)).toBeUndefined();
  });

  it('says a kept filter in words', () => {
    expect(filterWords(query, FEATURES).map((words) => words.replaceAll(/\s/g, ' '))).toEqual(['Return, 30 d ≥ +10.0 %', 'Market cap, USD ≤ 1,000', 'sorted by Market ÷ realised value, largest first', '1 column of its own']);
    expect(filterWords(parseScreenerQuery(new URLSearchParams('q=eth&sector=defi&size=large&sort=volatility90d&order=asc&up=1&all=1')), FEATURES)).toEqual(['“eth”', 'sector DeFi', 'size Large', '30 d above 0', 'also what no index may hold', 'sorted by Volatility a year, smallest first']);
    expect(['asc', 'desc'].map((order) => filterWords(parseScreenerQuery(new URLSearchParams(`sort=name&order=${order}`)), FEATURES))).toEqual([['sorted by Token, from A'], ['sorted by Token, from Z']]);
    expect(filterWords(DEFAULT_QUERY, FEATURES)).toEqual([]);
  });

  it('says what is asked for, and takes it away by a link', () => {
    expect(query.where.map((condition) => conditionWords(condition, FEATURES).replaceAll(/\s/g, ' '))).toEqual(['Return, 30 d ≥ +10.0 %', 'Market cap, USD ≤ 1,000']);
    expect(html).toContain('Numbers asked for');
    expect(html).toContain('where=feature%3Amomentum30d%3E%3D0.1&amp;');
  });

  it('offers each feature to a form: as a column by lens, to sort by, and to filter by with its unit', () => {
    expect(html).toContain('<option value="feature:momentum30d%">Return, 30\u00a0d, %</option>');
    expect(html).toContain('<option value="percentile:mvrv">Market ÷ realised value: percentile</option>');
    expect(html).toContain('<optgroup label="On-chain">');
    expect(html).toContain('Technical, 1 feature<');
    expect(html).toMatch(/<input type="checkbox" name="columns" checked="" value="feature:momentum30d"\/>/);
    expect(html).toMatch(/<option value="feature:mvrv" selected="">/);
  });
});
