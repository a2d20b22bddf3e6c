import { describe, expect, it } from 'vitest';
import { COMPARED_AT_MOST, compareAddress, parsePicks, picksText, toggled } from '@/components/indices/compare-query';
import { applyIndexQuery, DEFAULT_INDEX_QUERY, indexAddress, parseIndexQuery, SECTORS } from '@/components/indices/index-query';
import { shortName } from '@/components/indices/short-name';
import { METHODOLOGIES } from '@/lib/domain/indices/methodologies/catalogue';
import type { IndexSummaryShape } from '@/lib/schemas/api/indices';

const LIST = METHODOLOGIES.map(({ slug, name, tier, tags, cadence, universe }) => ({ slug, name, tier, tags: [...tags], cadence, sectors: [...(universe.sectors ?? [])], holdings: [], metrics: null, change30d: null, change365d: null }) as unknown as IndexSummaryShape);
const found = (search: string): string[] => applyIndexQuery(LIST, parseIndexQuery(new URLSearchParams(search))).map(({ slug }) => slug);

describe('the list of indices', () => {
  it('is filtered by tier, sector and cadence, each alone and together', () => {
    expect(found('tier=conservative')).toEqual(['bitcoin-anchor', 'large-cap-10', 'blue-chip-quality']);
    expect(found('sector=gaming')).toEqual(['gaming']);
    expect(found('sector=layer-2')).toEqual(['smart-contract-platforms']);
    expect(found('cadence=weekly')).toEqual(['market-100', 'momentum']);
    expect(found('cadence=weekly&tier=aggressive')).toEqual(['momentum']);
    expect(found('cadence=weekly&sector=gaming')).toEqual([]);
    expect(found('sector=nothing')).toHaveLength(METHODOLOGIES.length);
  });

  it('stands by tier, the calmest first, unless a column says otherwise', () => {
    const tiers = applyIndexQuery(LIST, DEFAULT_INDEX_QUERY).map(({ tier }) => tier);
    expect(tiers.join(' ')).toMatch(/^(conservative ?)+(balanced ?)+(aggressive ?)+$/);
  });

  it('offers every sector that an index is made of, and keeps the choice in the address', () => {
    for (const sector of SECTORS) expect(found(`sector=${sector}`).length).toBeGreaterThan(0);
    expect(SECTORS).toEqual(expect.arrayContaining(['defi', 'gaming', 'ai', 'rwa', 'meme']));
    const query = { ...DEFAULT_INDEX_QUERY, sector: 'defi', tier: 'aggressive' as const };
    expect(parseIndexQuery(new URLSearchParams(indexAddress(query).split('?')[1]))).toEqual(query);
  });
});

describe('picks of a comparison', () => {
  const known = new Set(METHODOLOGIES.map(({ slug }) => slug));

  it('are what a form posts, known ones once, five at most', () => {
    expect(parsePicks(new URLSearchParams('slugs=defi&slugs=ai'), known)).toEqual(['defi', 'ai']);
    expect(parsePicks(new URLSearchParams('slugs=defi,ai'), known)).toEqual(['defi', 'ai']);
    expect(parsePicks(new URLSearchParams('slugs=ai&slugs=ai&slugs=no'), known)).toEqual(['ai']);
    expect(parsePicks(new URLSearchParams([...known].map((slug) => ['slugs', slug])), known)).toHaveLength(COMPARED_AT_MOST);
  });

  it('are added and taken off by address', () => {
    expect([toggled(['ai'], 'defi'), toggled(['ai', 'defi'], 'ai')]).toEqual([['ai', 'defi'], ['defi']]);
    expect([compareAddress([]), compareAddress(['ai', 'defi'])]).toEqual(['/indices/compare', '/indices/compare?slugs=ai&slugs=defi']);
    expect(picksText(['defi', 'ai'])).toBe('slugs=defi&slugs=ai');
  });
});

it('shortens a name for a line’s end', () => {
  expect(['Large Cap 10', 'DeFi', 'Real World Assets', 'Momentum'].map(shortName)).toEqual(['LC10', 'DeFi', 'RWA', 'Mom.']);
});
