import { describe, expect, it } from 'vitest';
import { computeFeatures } from '@/lib/domain/features/compute';
import { inputSpans } from '@/lib/domain/features/input-spans';
import { lastDescribedDay, lastInputDay, missingReason } from '@/lib/domain/features/missing-reason';
import { FEATURES, featureByCode, fedFeatures, isFed } from '@/lib/domain/features/registry';
import { capsDerivedByRow, sameMeasure } from '@/lib/domain/features/supply';
import { createMarketView, knownNextDay, logReturns } from '@/lib/domain/features/view';
import type { Feature } from '@/lib/domain/features/feature';
import { copyPanel, makeFeatureMarket } from '../../support/feature-market';

const base = makeFeatureMarket({ assets: 4, days: 60, seed: 4 });
const feature = (code: string) => featureByCode(code) as Feature;

describe('features in a gap', () => {
  it('are the same whether or not closes return after it', () => {
    const gap = (back: boolean) => {
      const panel = copyPanel(base);
      panel.close[0]?.fill(NaN, 30, back ? 45 : undefined);
      return computeFeatures(createMarketView(panel), FEATURES, 0, 45).values.map((column) => [...column]);
    };
    expect(gap(true)).toEqual(gap(false));
  });
});

describe('a view', () => {
  it('has log returns of consecutive days, none across a gap', () => {
    expect([...logReturns(Float64Array.from([1, 2, NaN, 4]))]).toEqual([NaN, Math.LN2, NaN, NaN]);
  });

  it('knows a metric the day after', () => {
    expect([...(knownNextDay(Float64Array.from([5, 6])) ?? [])]).toEqual([NaN, 5]);
    expect(knownNextDay(Float64Array.from([NaN]))).toBeNull();
  });
});

describe('supply (Rule 3.2)', () => {
  it('keeps what was derived when a later row states it, and compares the two never', () => {
    const panel = copyPanel(base);
    panel.circulatingSupply[0]?.fill(77, 40);
    panel.circulatingSupply[0]?.fill(NaN, 45, 48);
    const [before, after] = [createMarketView(base).view(0).supply, createMarketView(panel).view(0).supply];
    expect(after.column.subarray(0, 40)).toEqual(before.column.subarray(0, 40));
    expect([...after.column.subarray(38, 49)].map((units) => (units === 77 ? 'stated' : Number.isNaN(units) ? 'unknown' : 'derived'))).toEqual(['derived', 'derived', 'stated', 'stated', 'stated', 'stated', 'stated', 'unknown', 'unknown', 'unknown', 'stated']);
    expect([39, 40, 44, 45].map((row) => sameMeasure(after.statedFrom, row, 5))).toEqual([true, false, false, true]);
    const growth = (stated: boolean) => computeFeatures(createMarketView(stated ? panel : base), [feature('inflation90d')], 0, base.days).values[0];
    expect(growth(true)).toHaveLength(growth(false)?.length ?? 0);
  });

  it('is judged over the past alone: caps that stand still later leave earlier supply as it was', () => {
    const panel = copyPanel(base);
    panel.marketCap.forEach((column, a) => column.forEach((_, t) => (t >= 2 ? (column[t] = 2 * (panel.close[a]?.[t] as number)) : 0)));
    expect(createMarketView(panel).view(0).supply.column.subarray(0, 2)).toEqual(createMarketView(base).view(0).supply.column.subarray(0, 2));
  });

  it('stays fed for the days on which it was known, although caps stand still ever since', () => {
    const panel = makeFeatureMarket({ assets: 2, days: 200, seed: 4 });
    panel.marketCap.forEach((column, a) => column.forEach((_, t) => (t >= 1 ? (column[t] = 2 * (panel.close[a]?.[t] as number)) : 0)));
    const market = createMarketView(panel);
    expect([market.capsDerived[1], market.capsDerived.at(-1)]).toEqual([0, 1]);
    expect(isFed(market, 'supply')).toBe(true);
  });

  it('is market cap ÷ close and says so where nobody states it', () => {
    const { supply } = createMarketView(base).view(0);
    expect(supply.origin).toBe('derived');
    expect(supply.column[10]).toBeCloseTo((base.marketCap[0]?.[10] as number) / (base.close[0]?.[10] as number), 9);
  });

  it('is what the source states where it does', () => {
    const panel = copyPanel(base);
    panel.circulatingSupply[0]?.fill(77);
    expect(createMarketView(panel).view(0).supply).toMatchObject({ origin: 'stated' });
  });

  it('is nowhere where the caps themselves were derived', () => {
    const panel = copyPanel(base);
    panel.marketCap.forEach((column, a) => column.forEach((_, t) => (column[t] = 2 * (panel.close[a]?.[t] as number))));
    expect([...capsDerivedByRow(panel)].slice(0, 3)).toEqual([1, 1, 1]);
    expect([...capsDerivedByRow(base)]).toEqual([1, ...new Array<number>(base.days - 1).fill(0)]);
    const market = createMarketView(panel);
    expect(market.view(0).supply.origin).toBe('none');
    expect(fedFeatures(market).map(({ code }) => code)).not.toContain('inflation90d');
    for (const code of ['inflation365d', 'issuedShare', 'capToMaximum']) expect(fedFeatures(market).map((feature) => feature.code)).not.toContain(code);
  });
});

describe('missingReason (Rule 1.5)', () => {
  it.each([
    ['not-applicable', 'issuedShare', 59],
    ['warm-up', 'momentum90d', 59],
    ['stale', 'mvrv', 59],
    ['no-data-source', 'capToTvl', 59],
    ['unknown', 'feePerTransaction30d', 59],
  ] as const)('%s', (reason, code, row) => {
    const panel = copyPanel(base);
    panel.assets = panel.assets.map((asset) => ({ ...asset, maxSupply: null }));
    panel.metrics.get('CapMVRVCur')?.[0]?.fill(NaN, 40);
    panel.metrics.delete('TvlUSD');
    panel.metrics.get('TxCnt')?.[0]?.fill(0);
    const view = createMarketView(panel).view(0);
    expect(missingReason(feature(code), view.asset, inputSpans(view, row), row)).toBe(reason);
  });

  it('knows the last day of all inputs together', () => {
    const spans = (input: string) => (input === 'marketCap' ? { first: 0, last: 9 } : { first: 0, last: 7 });
    expect(lastInputDay(feature('capToTvl'), spans)).toBe(7);
    expect(lastDescribedDay(feature('capToTvl'), spans)).toBe(6);
    expect([lastInputDay(feature('capToTvl'), () => null), lastDescribedDay(feature('capToTvl'), () => null)]).toEqual([null, null]);
  });

  it('has features fed by whatever the dataset names', () => {
    const market = createMarketView({ ...base, metrics: new Map() });
    expect(isFed(market, 'metric:DevCommits')).toBe(false);
    expect(fedFeatures(createMarketView(base)).length).toBe(FEATURES.length);
  });
});
