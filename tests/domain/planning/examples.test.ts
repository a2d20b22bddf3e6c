import { describe, expect, test } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import { attributeHoldings } from '@/lib/domain/planning/attribution';
import { sectorsOf } from '@/lib/domain/planning/look-through';
import { commonDays, mixReturns } from '@/lib/domain/planning/mix-history';
import { riskParitySplit } from '@/lib/domain/planning/risk-parity';
import { isSectorIndex, offeredIndices } from '@/lib/domain/planning/select-indices';
import type { Catalogue } from '@/lib/domain/planning/types';
import { overlapWarnings } from '@/lib/domain/planning/warnings';
import { CATALOGUE, makeIndex } from './fixtures';

function noisy(seed: number, scale: number): number[] {
  const rng = createRng(seed);
  const values = [1000];
  for (let day = 0; day < 200; day += 1) values.push((values.at(-1) ?? 0) * (1 + scale * rng.normal()));
  return values;
}

const parity = (scales: readonly [number, number, number]): Catalogue => ({
  version: 'parity',
  sectors: {},
  indices: (['conservative', 'balanced', 'aggressive'] as const).map((tier, i) => makeIndex(i + 1, tier, tier, tier, { [tier]: 1 }, { levels: { firstDay: 0, values: noisy(i + 1, scales[i] ?? 0) } })),
});

describe('documented examples', () => {
  test('risk parity: tiers alike in risk and hardly related get about a third each, a calmer one more', () => {
    const alike = riskParitySplit(parity([0.02, 0.02, 0.02]));
    for (const share of Object.values(alike ?? {})) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.05);
    const calm = riskParitySplit(parity([0.01, 0.02, 0.02]));
    expect(calm?.conservative).toBeGreaterThan(0.42);
  });

  test('risk parity needs 90 common days in each tier', () => {
    const short = parity([0.02, 0.02, 0.02]);
    const cut = { ...short, indices: short.indices.map((index) => ({ ...index, levels: { firstDay: 0, values: index.levels.values.slice(0, 90) } })) };
    expect(riskParitySplit(cut)).toBeNull();
  });

  test('sectors: Bitcoin 0.6 and Ethereum 0.4 are layer-1 at 1; what is not known says so', () => {
    const index = makeIndex(1, 'x', 'X', 'balanced', { bitcoin: 0.6, ethereum: 0.4 });
    expect(sectorsOf([{ index, weight: 1 }], CATALOGUE.sectors)).toEqual([{ sector: 'layer-1', weight: 1 }]);
    expect(sectorsOf([{ index: makeIndex(1, 'x', 'X', 'balanced', { odd: 0.5 }), weight: 0.5 }], {})).toEqual([{ sector: 'cash', weight: 0.75 }, { sector: 'unknown', weight: 0.25 }]);
  });

  test('attribution: wanted at 0.2 by A and 0.1 by B, two thirds are A’s', () => {
    const part = (index: string, tier: 'balanced' | 'aggressive', weight: number) => ({ asset: 't', index, tier, weight });
    const { byIndex, byTier } = attributeHoldings([{ asset: 't', value: 90 }], { contributions: [part('a', 'balanced', 0.2), part('b', 'aggressive', 0.1)], folded: [] });
    expect(byIndex.map(({ value }) => Math.round(value))).toEqual([60, 30]);
    expect(byTier.conservative).toBe(0);
  });

  test('common days and returns of a mix: what the weights leave is cash', () => {
    const parts = [{ weight: 0.5, levels: { firstDay: 10, values: [100, 110, 121] } }, { weight: 0.3, levels: { firstDay: 11, values: [50, 60] } }];
    expect(commonDays(parts)).toEqual({ from: 11, to: 12 });
    expect(mixReturns(parts, { from: 11, to: 12 })[0]).toBeCloseTo(0.5 * 0.1 + 0.3 * 0.2, 12);
  });

  test('offered indices come in order, sector indices are known by name, twins are warned of once', () => {
    expect(offeredIndices(CATALOGUE, 'balanced', ['income']).map(({ slug }) => slug)).toEqual(['broad-market-20', 'multi-sector', 'balanced-income']);
    expect([isSectorIndex('defi'), isSectorIndex('momentum')]).toEqual([true, false]);
    const [anchor, largeCap, quality] = CATALOGUE.indices.map((index) => ({ index, weight: 0.3 }));
    expect(anchor && largeCap && quality ? overlapWarnings([anchor, largeCap, quality]) : []).toHaveLength(1);
  });
});
