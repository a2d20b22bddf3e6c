import { describe, expect, it } from 'vitest';
import { computeFeatures } from '@/lib/domain/features/compute';
import type { Feature } from '@/lib/domain/features/feature';
import { featureByCode } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { copyPanel, makeFeatureMarket } from '../../support/feature-market';

const features = ['momentum30d', 'trend20d', 'tradedValue30d', 'capToTvl'].map((code) => featureByCode(code) as Feature);
/** More assets than are written together, the last group not whole; one that dies, one that is never there, one with a gap. */
const panel = copyPanel(makeFeatureMarket({ assets: 11, days: 120, seed: 5 }));
panel.close[3]?.fill(Number.NaN, 70);
panel.close[6]?.fill(Number.NaN);
panel.close[9]?.fill(Number.NaN, 60, 62);
const market = createMarketView(panel);

describe('computeFeatures', () => {
  it('puts each value where a row alone puts it, whatever the block', () => {
    const { values, assets } = computeFeatures(market, features, 0, 120);
    for (const row of [29, 60, 61, 73, 74, 119]) {
      const alone = computeFeatures(market, features, row, row + 1);
      features.forEach(({ code }, f) => expect(alone.values[f], `${code} of row ${row}`).toEqual(values[f]?.subarray(row * assets, (row + 1) * assets)));
    }
    expect(values[0]?.filter((_, i) => i % assets === 6).every(Number.isNaN)).toBe(true);
    expect([72, 73].map((row) => Number.isNaN(values[0]?.[row * assets + 3] as number))).toEqual([false, true]);
  });

  it('writes over a block that is no longer read, with nothing left of it', () => {
    const fresh = computeFeatures(market, features, 90, 100);
    const spare = computeFeatures(market, features, 20, 60);
    const again = computeFeatures(market, features, 90, 100, spare);
    expect(again.values).toEqual(fresh.values);
    expect(again.values[0]?.buffer).toBe(spare.values[0]?.buffer);
    expect(computeFeatures(market, features, 20, 60, fresh).values).toEqual(computeFeatures(market, features, 20, 60).values);
  });
});
