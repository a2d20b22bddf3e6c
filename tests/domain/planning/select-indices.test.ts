import { describe, expect, test } from 'vitest';
import { selectionLimits } from '@/lib/domain/planning/guardrails';
import { overlapOf } from '@/lib/domain/planning/overlap';
import { GUARDRAILS, type Guardrail } from '@/lib/domain/planning/rules';
import { selectIndices } from '@/lib/domain/planning/select-indices';
import type { Catalogue } from '@/lib/domain/planning/types';
import { CATALOGUE } from './fixtures';

const select = (shares: [number, number, number], options: { lifted?: Guardrail[]; include?: ('income' | 'lowEnergy')[]; indices?: string[]; catalogue?: Catalogue } = {}) => {
  const split = { conservative: shares[0], balanced: shares[1], aggressive: shares[2] };
  const wanted = { include: options.include ?? [], indices: options.indices ?? [] };
  const selection = selectIndices(split, options.catalogue ?? CATALOGUE, wanted, selectionLimits(options.lifted ?? []));
  return { ...selection, table: selection.chosen.map(({ index, weight }) => [index.slug, Number(weight.toFixed(12))]) };
};

const without = (...slugs: string[]): Catalogue => ({ ...CATALOGUE, indices: CATALOGUE.indices.filter((index) => !slugs.includes(index.slug)) });

describe('overlap of two indices', () => {
  test('is the sum of the smaller weights', () => {
    const a = { holdings: [{ asset: 'btc', weight: 0.7 }, { asset: 'eth', weight: 0.3 }] };
    const b = { holdings: [{ asset: 'btc', weight: 0.5 }, { asset: 'sol', weight: 0.5 }] };
    expect(overlapOf(a, b)).toBe(0.5);
    expect(overlapOf(b, a)).toBe(0.5);
  });
});

describe('indices of a tier (Rule 7.6)', () => {
  test('40/30/30 takes two, one and one, passing over the twin', () => {
    const { table, passedOver } = select([0.4, 0.3, 0.3]);
    expect(table).toEqual([['bitcoin-anchor', 0.2], ['blue-chip-quality', 0.2], ['broad-market-20', 0.3], ['small-cap-growth', 0.3]]);
    expect(passedOver).toEqual([{ slug: 'large-cap-10', reason: 'Large Cap 10 overlaps Bitcoin Anchor by 75\u202f%, above 60\u202f%' }]);
  });

  test('70/20/10 needs three conservative ones: the twin comes in where the tier has no other', () => {
    expect(select([0.7, 0.2, 0.1]).table).toEqual([
      ['bitcoin-anchor', 0.233333333333], ['large-cap-10', 0.233333333333], ['blue-chip-quality', 0.233333333333], ['broad-market-20', 0.2], ['small-cap-growth', 0.1],
    ]);
  });

  test('a tier gets at most 30 % for each usable index, the rest is cash', () => {
    const { table } = select([0.7, 0.3, 0], { catalogue: without('large-cap-10', 'blue-chip-quality') });
    expect(table).toEqual([['bitcoin-anchor', 0.3], ['broad-market-20', 0.15], ['multi-sector', 0.15]]);
  });

  test('waiting indices are never taken; income and low energy only when asked for', () => {
    expect(select([0.4, 0.6, 0]).table.map(([slug]) => slug)).toEqual(['bitcoin-anchor', 'blue-chip-quality', 'broad-market-20', 'multi-sector']);
    expect(select([0.4, 0.6, 0], { include: ['income'], catalogue: without('multi-sector') }).table.map(([slug]) => slug)).toContain('balanced-income');
    expect(select([0, 0, 1], { lifted: [...GUARDRAILS] }).table.map(([slug]) => slug)).not.toContain('ai');
  });

  test('sector indices stop at 40 % together while others can stand in', () => {
    const { table } = select([0, 0, 1], { lifted: ['conservativeMinimum', 'aggressiveMaximum'] });
    expect(table).toEqual([['small-cap-growth', 0.25], ['defi', 0.25], ['emerging-ecosystems', 0.25], ['momentum', 0.25]]);
    const bare = select([0, 0, 1], { lifted: ['conservativeMinimum', 'aggressiveMaximum'], catalogue: without('emerging-ecosystems', 'momentum') });
    expect(bare.table).toEqual([['small-cap-growth', 0.3], ['defi', 0.3]]);
  });

  test('own choices stand as they are, equally, with sector indices held to their limit', () => {
    expect(select([0.4, 0.3, 0.3], { indices: ['bitcoin-anchor', 'large-cap-10', 'defi', 'gaming'] }).table).toEqual([
      ['bitcoin-anchor', 0.2], ['large-cap-10', 0.2], ['broad-market-20', 0.3], ['defi', 0.15], ['gaming', 0.15],
    ]);
    const bold = select([0, 0, 1], { lifted: ['conservativeMinimum', 'aggressiveMaximum'], indices: ['defi', 'gaming', 'momentum'] });
    expect(bold.table).toEqual([['defi', 0.2], ['gaming', 0.2], ['momentum', 0.3]]);
  });

  test('lifting the index limit takes one a tier, and the count still asks for three', () => {
    expect(select([0.6, 0.4, 0], { lifted: ['indexMaximum'] }).table).toEqual([['bitcoin-anchor', 0.3], ['blue-chip-quality', 0.3], ['broad-market-20', 0.4]]);
    expect(select([0.6, 0.4, 0], { lifted: ['indexMaximum', 'indexCount'] }).table).toEqual([['bitcoin-anchor', 0.6], ['broad-market-20', 0.4]]);
  });

  test('a tier without any index leaves its part in cash', () => {
    expect(select([0.4, 0.3, 0.3], { catalogue: without('broad-market-20', 'multi-sector') }).table.map(([slug]) => slug)).toEqual(['bitcoin-anchor', 'blue-chip-quality', 'small-cap-growth']);
  });
});
