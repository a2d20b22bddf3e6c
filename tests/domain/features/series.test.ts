import { describe, expect, it } from 'vitest';
import { change, combined, difference, eachRow, mapped, meanGrowth, ofAsset, ofPair, plus, product, ratio, times } from '@/lib/domain/features/arithmetic';
import { AssetBlock } from '@/lib/domain/features/block';
import type { Series } from '@/lib/domain/features/series';
import { close, logClose, metric, spread, time, tradedValue, twoDaySpread } from '@/lib/domain/features/sources';
import { createMarketView } from '@/lib/domain/features/view';
import { daysSinceHighest, deviation, growth, highest, latest, mean, median, readableDays, total } from '@/lib/domain/features/windows';
import { copyPanel, makeFeatureMarket } from '../../support/feature-market';

const base = makeFeatureMarket({ assets: 3, days: 8, seed: 2 });

/** A series of the first asset over the last rows, where its closes end with the given ones and its traded values are ten times them. */
function valuesOf(series: Series, ...closes: number[]): number[] {
  const panel = copyPanel(base);
  panel.close[0]?.set(closes, panel.days - closes.length);
  panel.tradedValue[0]?.set(closes.map((value) => 10 * value), panel.days - closes.length);
  const block = new AssetBlock(createMarketView(panel), panel.days - closes.length, panel.days);
  block.open(0);
  return [...block.series(series)];
}
const last = (series: Series, ...closes: number[]) => valuesOf(series, ...closes).at(-1);

describe('windows as series', () => {
  it('repeat their examples', () => {
    expect(valuesOf(latest(close), 1, NaN)).toEqual([1, 1]);
    expect(last(growth(close, 1), 100, 110)).toBeCloseTo(0.1, 12);
    expect(last(total(close, 2), 1, 2, 3)).toBe(5);
    expect(last(mean(close, 2), 1, 2, 3)).toBe(2.5);
    expect(last(mean(close, 2, 1), 1, 2, 3)).toBe(1.5);
    expect(last(deviation(close, 3), 1, 2, 3)).toBe(1);
    expect(last(median(close, 3), 3, 1, 2)).toBe(2);
    expect(last(highest(close, 3), 3, 1, 2)).toBe(3);
    expect(last(daysSinceHighest(close, 3), 3, 1, 2)).toBe(2);
  });

  it('are NaN where they may not be read, and refuse to be longer than their column', () => {
    expect(last(mean(close, 5), 1, NaN, NaN, 4, 5)).toBeNaN();
    expect(() => mean(logClose, 92)).toThrow(/longer than log close reaches back/);
    expect(() => growth(spread, 40)).toThrow(/does not reach 40 days back/);
  });

  it('are one object for one expression, computed once an asset', () => {
    expect(ratio(latest(close), mean(close, 20))).toBe(ratio(latest(close), mean(close, 20)));
    expect(readableDays(close, 90)).toBe(readableDays(close, 90));
    let asked = 0;
    const counted = mapped('counted once', latest(close), (out) => { asked += 1; out.fill(1); });
    expect(last(plus(product(counted, counted), 1), 1, 2)).toBe(2);
    expect(asked).toBe(1);
  });
});

describe('windows over holes', () => {
  it('are the same for a row alone as within a block, also where they begin in a hole that is carried over', () => {
    const panel = copyPanel(makeFeatureMarket({ assets: 1, days: 300, seed: 4 }));
    for (const [from, to] of [[0, 2], [100, 103], [200, 204]] as const) panel.close[0]?.fill(Number.NaN, from, to);
    const market = createMarketView(panel);
    const asked = [latest(close), growth(close, 5), growth(close, 90), total(close, 7), mean(close, 20), deviation(close, 10), median(close, 10), highest(close, 30), mean(logClose, 91)];
    const over = (from: number, to: number): number[][] => {
      const block = new AssetBlock(market, from, to);
      block.open(0);
      return asked.map((series) => [...block.series(series)]);
    };
    const whole = over(0, panel.days);
    for (let row = 0; row < panel.days; row += 1) expect(over(row, row + 1), `row ${row}`).toEqual(whole.map((values) => [values[row]]));
    expect(whole.every((values) => values.some(Number.isNaN) && !Number.isNaN(values.at(-1)))).toBe(true);
  });
});

describe('arithmetic of series', () => {
  const [now, before] = [latest(close), growth(close, 1)];

  it('repeats its examples', () => {
    expect(last(ratio(now, times(now, 2)), 3)).toBe(0.5);
    expect(last(ratio(now, times(now, 0)), 3)).toBeNaN();
    expect(last(change(now, times(now, 2)), 3)).toBe(-0.5);
    expect(last(difference(now, before), 2, 4)).toBe(3);
    expect(last(product(now, before), 2, 6)).toBe(12);
    expect(last(plus(now, -1), 1.5)).toBe(0.5);
    expect(last(combined('sum', [now, before], (out, a, b) => out.forEach((_, i) => (out[i] = (a[i] as number) + (b[i] as number)))), 1, 3)).toBe(5);
    expect(last(eachRow('row', (_, row) => row), 1)).toBe(7);
    expect(last(ofAsset('maximum', (asset) => asset.maxSupply), 1)).toBe(5_000_000);
    expect(last(ofAsset('nothing', () => null), 1)).toBeNaN();
    expect(meanGrowth(close, 30).key).toContain('30 before');
  });

  it('has the slope of a pair as cross products over squares', () => {
    const slope = ofPair('slope of the test', close, tradedValue, 3, (out, figures) => out.forEach((_, i) => (out[i] = (figures[4 * i + 3] as number) / (figures[4 * i + 1] as number))));
    expect(last(slope, 1, 2, 4)).toBeCloseTo(10, 12);
    expect(last(slope, NaN, NaN, 4)).toBeNaN();
  });
});

describe('sources', () => {
  it('know a metric the day after, count days, and read a spread off highs and lows', () => {
    const panel = copyPanel(base);
    panel.metrics.get('TxCnt')?.[0]?.set([5, 6], 0);
    const block = new AssetBlock(createMarketView(panel), 0, 3);
    block.open(0);
    expect([...block.series(latest(metric('TxCnt')))]).toEqual([NaN, 5, 6]);
    expect([...block.series(latest(time))]).toEqual([18_000, 18_001, 18_002]);
    expect(twoDaySpread(1.01, 1.01, 0.99, 0.99)).toBeCloseTo(0.02, 3);
    expect(twoDaySpread(NaN, 1, 1, 1)).toBeNaN();
  });
});
