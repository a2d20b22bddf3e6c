import { describe, expect, it } from 'vitest';
import { createMarketView } from '@/lib/domain/features/view';
import { robustSigma } from '@/lib/domain/foundation/statistics';
import { detectAnomalies, excludedUntil, type Anomaly } from '@/lib/domain/scores/anomalies';
import { makeFeatureMarket, type MutablePanel } from '../../support/feature-market';

const ROW = 150;

function quietMarket(): MutablePanel {
  const panel = makeFeatureMarket({ assets: 1, days: 170, seed: 2 });
  panel.close[0] = Float64Array.from({ length: 170 }, (_, t) => 100 * (1 + 0.01 * Math.sin(t)));
  panel.marketCap[0] = panel.close[0].map((close, t) => close * 1e6 * (1 + t / 1e5));
  panel.tradedValue[0] = new Float64Array(170).fill(1e6);
  panel.metrics.clear();
  return panel;
}

function found(change: (panel: MutablePanel) => void, row = ROW): Anomaly[] {
  const panel = quietMarket();
  change(panel);
  return detectAnomalies(createMarketView(panel).view(0), row);
}

const metric = (panel: MutablePanel, name: string, value: (t: number) => number) => panel.metrics.set(name, [Float64Array.from({ length: 170 }, (_, t) => value(t))]);
const scaleFrom = (column: Float64Array | undefined, from: number, factor: number) => column?.forEach((value, t) => { if (t >= from) column[t] = value * factor; });
const jump = (panel: MutablePanel) => { scaleFrom(panel.close[0], ROW, 2); scaleFrom(panel.marketCap[0], ROW, 2); };
const brief = (list: readonly Anomaly[]) => list.map(({ kind, severity }) => `${kind}:${severity}`);

describe('detectAnomalies (Rule 3.6)', () => {
  it('is silent on a quiet market', () => {
    expect(Array.from({ length: 170 }, (_, row) => found(() => undefined, row)).flat()).toEqual([]);
  });

  it.each<[string, (panel: MutablePanel) => void, string[]]>([
    ['a move beyond 8 sigmas, venues unknown', jump, ['move:watch']],
    ['the same on a single venue', (panel) => { jump(panel); metric(panel, 'VenueCnt', () => 1); }, ['move:flag']],
    ['the same on many venues', (panel) => { jump(panel); metric(panel, 'VenueCnt', () => 12); }, []],
    ['volume of 4 caps for 3 days', (panel) => panel.tradedValue[0]?.fill(4e8, ROW - 2, ROW + 1), ['turnover:flag']],
    ['volume of 4 caps for 2 days', (panel) => panel.tradedValue[0]?.fill(4e8, ROW - 1, ROW + 1), []],
    ['supply up by 21 % in a day', (panel) => scaleFrom(panel.marketCap[0], ROW, 1.21), ['supply:flag']],
    ['supply up by 19 % in a day', (panel) => scaleFrom(panel.marketCap[0], ROW, 1.19), []],
    ['traded value down by 90 %, depth unknown', (panel) => scaleFrom(panel.tradedValue[0], ROW - 2, 0.1), ['liquidity:watch']],
    ['depth down by 90 %', (panel) => metric(panel, 'Depth2PctUSD', (t) => (t < ROW - 3 ? 1e6 : 1e5)), ['liquidity:flag']],
    ['depth that is first read tomorrow says nothing today', (panel) => {
      scaleFrom(panel.tradedValue[0], ROW - 2, 0.1);
      metric(panel, 'Depth2PctUSD', (t) => (t < ROW ? NaN : 1e6));
    }, ['liquidity:watch']],
    ['depth down by 70 %', (panel) => metric(panel, 'Depth2PctUSD', (t) => (t < ROW - 3 ? 1e6 : 3e5)), []],
  ])('%s', (_, change, expected) => {
    expect(brief(found(change))).toEqual(expected);
  });

  const slowSurge = (panel: MutablePanel) => {
    for (let t = ROW - 6; t < 170; t += 1) for (const columns of [panel.close, panel.marketCap]) (columns[0] as Float64Array)[t] = ((columns[0] as Float64Array)[t] as number) * 1.27 ** Math.min(7, t - ROW + 7);
  };

  it('judges a surge by on-chain growth where it can', () => {
    const surge = (change: (panel: MutablePanel) => void) => brief(found((panel) => { slowSurge(panel); change(panel); })).filter((item) => item.startsWith('surge'));
    expect(surge(() => undefined)).toEqual(['surge:watch']);
    expect(surge((panel) => metric(panel, 'AdrActCnt', () => 1000))).toEqual(['surge:flag']);
    expect(surge((panel) => metric(panel, 'AdrActCnt', (t) => 1000 + t))).toEqual([]);
  });

  it('watches the dollar peg of a stablecoin for three days', () => {
    const stable = (low: number, days: number) => (panel: MutablePanel) => {
      panel.assets = panel.assets.map((asset) => ({ ...asset, kind: 'stablecoin' as const }));
      panel.close[0] = new Float64Array(170).fill(1);
      panel.close[0].fill(low, ROW - days + 1);
      panel.marketCap[0] = new Float64Array(170).fill(Number.NaN);
    };
    expect(brief(found(stable(0.96, 3))).filter((item) => item.startsWith('peg'))).toEqual(['peg:flag']);
    expect(brief(found(stable(0.96, 2))).filter((item) => item.startsWith('peg'))).toEqual([]);
    expect(brief(found(stable(0.98, 3))).filter((item) => item.startsWith('peg'))).toEqual([]);
  });

  /** Sets the last days of a column, the one of ROW last. */
  const ending = (column: Float64Array | undefined, ...values: number[]) => column?.set(values, ROW - values.length + 1);
  const moved = (sigmas: number) => (panel: MutablePanel) => {
    const { returns } = createMarketView(panel).view(0);
    const change = Math.exp(sigmas * robustSigma(returns.subarray(ROW - 90, ROW)) - (returns[ROW] as number));
    scaleFrom(panel.close[0], ROW, change);
    scaleFrom(panel.marketCap[0], ROW, change);
  };
  const turning = (factor: number) => (panel: MutablePanel) => panel.marketCap[0]?.forEach((cap, t) => { if (t > ROW - 3 && t <= ROW) (panel.tradedValue[0] as Float64Array)[t] = factor * cap; });
  const surging = (to: number, eightDaysBefore = 100) => (panel: MutablePanel) => {
    ending(panel.close[0], eightDaysBefore, 100, 120, 150, 190, 240, 300, 400, to);
    metric(panel, 'AdrActCnt', () => 1000);
    panel.marketCap[0] = new Float64Array(170).fill(Number.NaN);
  };
  /** A million was traded on some days, so many before, and `otherwise` on all others. */
  const thinner = (otherwise: number, ...ages: number[]) => (panel: MutablePanel) => {
    panel.tradedValue[0]?.fill(otherwise);
    for (const age of ages) (panel.tradedValue[0] as Float64Array)[ROW - age] = 1e6;
  };
  const pegged = (...closes: number[]) => (panel: MutablePanel) => {
    panel.assets = panel.assets.map((asset) => ({ ...asset, kind: 'stablecoin' as const }));
    panel.close[0] = new Float64Array(170).fill(1);
    panel.marketCap[0] = new Float64Array(170).fill(Number.NaN);
    ending(panel.close[0], ...closes);
  };

  it.each<[string, Anomaly['kind'], (panel: MutablePanel) => void, boolean]>([
    ['8 sigmas and a little', 'move', moved(8.001), true], ['not quite 8 sigmas', 'move', moved(7.999), false],
    ['a fall of 8 sigmas and a little', 'move', moved(-8.001), true],
    ['3 caps and a little', 'turnover', turning(3.001), true], ['3 caps', 'turnover', turning(3), false],
    ['4 caps, of one day nobody knows', 'turnover', (panel) => { turning(4)(panel); (panel.tradedValue[0] as Float64Array)[ROW - 1] = Number.NaN; }, false],
    ['5 times in 7 days', 'surge', surging(500), true], ['not quite 5 times', 'surge', surging(499), false],
    ['5 times the price of 7 days before, not of 8', 'surge', surging(500, 200), true], ['5 times the price of 8 days before', 'surge', surging(499, 90), false],
    ['20 % more units and a little', 'supply', (panel) => scaleFrom(panel.marketCap[0], ROW, 1.201), true], ['not quite 20 %', 'supply', (panel) => scaleFrom(panel.marketCap[0], ROW, 1.199), false],
    ['a fifth of the traded value is left', 'liquidity', thinner(200_000, 9, 8, 7), true], ['a little more than a fifth', 'liquidity', thinner(201_000, 9, 8, 7), false],
    ['a fifth of that of 7 and 8 days before', 'liquidity', thinner(200_000, 8, 7), true], ['a fifth of that of 8 and 9 days before', 'liquidity', thinner(200_000, 9, 8), true],
    ['a fifth of that of 9 and 10 days before', 'liquidity', thinner(200_000, 10, 9), false], ['a fifth of that of 6 and 7 days before', 'liquidity', thinner(200_000, 7, 6), false],
    ['3 % off and a little', 'peg', pegged(0.9699, 0.9699, 0.9699), true], ['not quite 3 % off', 'peg', pegged(0.9699, 0.9699, 0.9701), false], ['as far above', 'peg', pegged(1.0301, 1.0301, 1.0301), true],
    ['far off, of one day nobody knows', 'peg', pegged(0.9, Number.NaN, 0.9), false],
  ])('at the edge of its numbers: %s', (_, kind, change, raised) => {
    expect(found(change).some((anomaly) => anomaly.kind === kind)).toBe(raised);
  });

  it('only watches a peg that is not the dollar’s', () => {
    const euro = (panel: MutablePanel) => { pegged()(panel); panel.close[0]?.fill(1.2); ending(panel.close[0], 1.1, 1.1, 1.1); };
    expect(brief(found(euro)).filter((item) => item.startsWith('peg'))).toEqual(['peg:watch']);
  });

  it('excludes for the day and 13 more: back after 14 clean days', () => {
    expect(excludedUntil(0)).toBe(13);
  });
});
