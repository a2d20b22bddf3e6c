import { describe, expect, test } from 'vitest';
import { METHODOLOGIES } from '@/lib/domain/indices/methodologies/catalogue';
import { methodologySchema, parseMethodology } from '@/lib/schemas/methodology';
import { methodologyHash } from '@/lib/services/indices/input-hash';
import { FIGURE_RANGES } from '@/lib/domain/indices/rules';
import { FIGURE_RANGE_KEYS } from '@/lib/schemas/index-figures';
import published from '../golden/methodology-hashes.json' with { type: 'json' };

describe('stored methodologies', () => {
  test.each(METHODOLOGIES.map((methodology) => [methodology.slug, methodology] as const))('%s survives its schema and the database’s JSON', (_, methodology) => {
    expect(parseMethodology(JSON.parse(JSON.stringify(methodology)))).toEqual(methodology);
    expect(methodologySchema.safeParse({ ...methodology, extra: 1 }).success).toBe(false);
  });

  test('a change of rules raises the version: published versions keep their hash', () => {
    const hashes = Object.fromEntries(METHODOLOGIES.map((methodology) => [`${methodology.slug}@${methodology.version}`, methodologyHash(methodology)]));
    expect(published).toMatchObject(hashes);
  });

  test('words are not rules: a new summary keeps the hash', () => {
    const [first] = METHODOLOGIES;
    expect(first && methodologyHash({ ...first, name: 'Other', summary: 'Other.' })).toBe(first && methodologyHash(first));
  });

  test('figure ranges are the same in domain and schema', () => {
    expect([...FIGURE_RANGE_KEYS].sort()).toEqual(Object.keys(FIGURE_RANGES).sort());
  });
});
