import { describe, expect, it } from 'vitest';
import { createMarketView } from '@/lib/domain/features/view';
import { squareRootSlippage, tradingStats } from '@/lib/domain/market/trading-cost';
import { beatShare, limitsOf } from '@/lib/domain/scores/forecast/limits';
import { prepareForecast, prepareRows, tradingCosts } from '@/lib/domain/scores/forecast/prepare';
import { copyPanel, makeFeatureMarket } from '../../../support/feature-market';

const panel = makeFeatureMarket({ assets: 14, days: 150, seed: 9 });

describe('what a forecast is made from', () => {
  const market = createMarketView(panel);
  const data = prepareForecast(market, []);

  it('has one value a sample of everything, as plain arrays', () => {
    const { samples, sequences, momentum, size, cost } = data;
    expect(new Set([samples.row.length, samples.target.length, momentum.length, size.length, cost.length, sequences?.offset.length])).toEqual(new Set([samples.count]));
    expect(structuredClone(data)).toEqual(data);
    const [row, asset] = [samples.row[0] as number, samples.asset[0] as number];
    expect(momentum[0]).toBeCloseTo((panel.close[asset]?.[row] as number) / (panel.close[asset]?.[row - 30] as number) - 1, 12);
  });

  it('makes single rows as it makes all', () => {
    const row = data.samples.row.at(-1) as number;
    const { samples, sequences } = prepareRows(market, [row]);
    const from = data.samples.count - samples.count;
    expect([...samples.asset]).toEqual([...data.samples.asset.subarray(from)]);
    expect([...samples.values]).toEqual([...data.samples.values.subarray(from * samples.features.length)]);
    expect(sequences?.offset.every((offset) => offset >= 0)).toBe(true);
  });

  it('pays the fee, more where little is traded, and as the dearest where nobody knows how much', () => {
    expect(data.cost.every((cost) => cost > 0.001)).toBe(true);
    const thin = copyPanel(panel);
    thin.tradedValue[3] = (thin.tradedValue[3] as Float64Array).map((value) => value / 8);
    const unknown = copyPanel(thin);
    const { samples } = data;
    const thinCosts = tradingCosts(createMarketView(thin), samples);
    unknown.tradedValue[4] = new Float64Array(panel.days).fill(Number.NaN);
    const costs = tradingCosts(createMarketView(unknown), samples);
    const last = [...samples.row.keys()].filter((i) => samples.row[i] === samples.row.at(-1));
    const of = (column: Float64Array, asset: number) => column[last.find((i) => samples.asset[i] === asset) as number] as number;
    // A million on either side, over the two of fourteen that are a fifth.
    const row = samples.row.at(-1) as number;
    expect(of(data.cost, 3)).toBeCloseTo(0.001 + squareRootSlippage(500_000, tradingStats(panel, 3, row)), 14);
    expect(of(thinCosts, 3) - 0.001).toBeCloseTo(Math.sqrt(8) * (of(data.cost, 3) - 0.001), 9);
    expect(of(costs, 4)).toBe(Math.max(...last.filter((i) => samples.asset[i] !== 4).map((i) => costs[i] as number)));
  });

  it('tells its limits by its own numbers', () => {
    const month = { month: '2021-01', rankIc: 0, assets: 20, baselines: { momentum: 0, size: 0, ridge: 0 }, spreadGross: 0, spreadNet: 0, regime: null };
    const told = limitsOf({ byMonth: [month], rankIc: { mean: 0.01, t: 0.4, months: 1 }, deflatedSharpe: 0.2, calibration: [{ predicted: 0.4, observed: 0.3, count: 100 }, { predicted: 0.5, observed: 0.5, count: 100 }] }, 0.07, 1000).join(' ');
    expect(told).toContain('only 20 tokens were ranked');
    expect(told).toContain('does not differ from zero by more than chance would');
    expect(told).toContain('may be luck');
    expect(told).not.toContain('recurrent net bettered nothing');
    expect(told).toContain('At most the 1,000 largest tokens of a day are ranked');
    expect(told).toContain('The outcomes of 7 % of the forecasts are unknown');
    expect(told).toContain('Of all tokens judged, 40 % beat the cap-weighted universe over the next 30 days. A signal is against 50 %, so most are bearish');
    expect([beatShare([{ predicted: 0, observed: 0.3, count: 5 }, { predicted: 0, observed: 0.5, count: 5 }]), beatShare([])]).toEqual([0.4, Number.NaN]);
    const silent = limitsOf({ byMonth: [month], rankIc: { mean: 0.01, t: 0.4, months: 1 }, deflatedSharpe: null, calibration: [] }, 0, 0, [], { silent: 9, windows: 11 });
    expect(silent.join(' ')).toContain('In 9 of 11 windows the recurrent net bettered nothing on held-out weeks');
    const better = limitsOf({ byMonth: [{ ...month, assets: 300 }], rankIc: { mean: 0.05, t: 4, months: 1 }, deflatedSharpe: 0.99, calibration: [] }, 0, 999);
    expect(better.join(' ')).not.toMatch(/only \d+ tokens|largest|by more than chance|luck|Of all tokens judged|unknown/);
  });
});
