import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addStatement, standing, type Dossier, type Statement } from '@/lib/domain/market/live-classification';
import { assetIdFor, matchTicker } from '@/lib/domain/market/live-identity';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

it('keeps a slug, and makes one of anything else that no other name has', () => {
  expect(assetIdFor('bitcoin')).toBe('bitcoin');
  expect(assetIdFor('foo_bar')).toMatch(/^foo-bar-[0-9a-z]{7}$/);
  expect(assetIdFor('FOO bar')).toMatch(/^foo-bar-[0-9a-z]{7}$/);
  expect(assetIdFor('比特币')).toMatch(/^asset-[0-9a-z]{7}$/);
  expect(new Set(['foo_bar', 'FOO bar', 'foo-bar', 'foo__bar', '-foo-bar'].map(assetIdFor)).size).toBe(5);
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
    expect(assetIdFor(name)).toMatch(SLUG);
  }), { seed: 3 });
});

it.each([
  [109, [100], 'a'], [111, [100], 'ambiguous ticker: its price is not that of the listed asset'], [100, [100, 100], 'ambiguous ticker: 2 listed assets have it'],
  [100, [], 'no listed asset has this ticker'], [100, [NaN], 'ambiguous ticker: no price to tell it by'], [NaN, [100], 'ambiguous ticker: no price to tell it by'],
])('takes a ticker at %s against prices %o for: %s', (price, prices, expected) => {
  const match = matchTicker(price, prices.map((own, i) => ({ assetId: 'abc'[i] as string, price: own })));
  expect(match.ok ? match.assetId : match.reason).toBe(expected);
});

const EMPTY: Dossier = { fields: {}, labels: [] };
const says = (given: Partial<Statement>): Statement => ({ label: ['ABC', 'Abc'], kind: null, sectors: [], ecosystem: null, consensus: null, maxSupply: null, platforms: {}, repositories: [], ...given });

it('follows a new name and keeps the old one', () => {
  const renamed = addStatement(addStatement(EMPTY, says({}), 1, true), says({ label: ['XYZ', 'Xyz'] }), 2, false);
  expect(standing(renamed).label).toEqual(['XYZ', 'Xyz']);
  expect(renamed.labels).toEqual(['ABC Abc', 'XYZ Xyz']);
});

it('lets an asset’s own page outrank a later listing, and silence change nothing', () => {
  const described = addStatement(EMPTY, says({ kind: 'token', sectors: ['defi'] }), 1, true);
  const later = addStatement(addStatement(described, says({ kind: 'coin' }), 2, false), says({}), 3, true);
  expect(standing(later)).toMatchObject({ kind: 'token', sectors: ['defi'] });
});

it('does not depend on the order of the statements', () => {
  const statement = fc.record({ kind: fc.constantFrom('coin', 'token', null), sectors: fc.constantFrom<readonly string[]>([], ['defi'], ['layer-1', 'defi']), label: fc.constantFrom<Statement['label']>(['A', 'A'], ['B', 'B'], []) });
  const said = fc.record({ statement, at: fc.integer({ min: 1, max: 3 }), described: fc.boolean() });
  const all = (list: readonly { statement: Partial<Statement>; at: number; described: boolean }[]): Dossier => list.reduce((dossier, one) => addStatement(dossier, says(one.statement), one.at, one.described), EMPTY);
  fc.assert(fc.property(fc.array(said, { maxLength: 6 }), (list) => {
    expect(all([...list].reverse())).toEqual(all(list));
  }), { seed: 5 });
});
