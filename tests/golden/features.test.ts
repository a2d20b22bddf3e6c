import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeFeatures } from '@/lib/domain/features/compute';
import type { Feature } from '@/lib/domain/features/feature';
import { featureByCode } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { makeFeatureMarket } from '../support/feature-market';

interface Golden {
  readonly source: string;
  readonly tolerance: number;
  readonly row: number;
  readonly close: number[];
  readonly reference: number[];
  readonly high: number[];
  readonly low: number[];
  readonly tradedValue: number[];
  readonly marketCap: number[];
  readonly expected: Record<string, number>;
}

const golden = JSON.parse(readFileSync(new URL('features.json', import.meta.url), 'utf8')) as Golden;

function panelOf() {
  const panel = makeFeatureMarket({ assets: 2, days: golden.close.length, seed: 1 });
  const reference = panel.assets.findIndex((asset) => asset.id === 'bitcoin');
  const asset = 1 - reference;
  panel.close[reference] = Float64Array.from(golden.reference);
  for (const name of ['close', 'high', 'low', 'tradedValue', 'marketCap'] as const) panel[name][asset] = Float64Array.from(golden[name]);
  return { panel, asset };
}

describe(`features against an independent implementation (${golden.source})`, () => {
  it.each(Object.entries(golden.expected))('%s', (code, expected) => {
    const { panel, asset } = panelOf();
    const value = computeFeatures(createMarketView(panel), [featureByCode(code) as Feature], golden.row, golden.row + 1).values[0]?.[asset] as number;
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(golden.tolerance * Math.max(1, Math.abs(expected)));
  });
});
