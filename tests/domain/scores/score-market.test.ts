import { describe, expect, it } from 'vitest';
import { fedFeatures, FEATURES } from '@/lib/domain/features/registry';
import { createMarketView } from '@/lib/domain/features/view';
import { assetFigures } from '@/lib/domain/scores/snapshot';
import { blockRows, scoreMarket } from '@/lib/domain/scores/score-market';
import { columnsOfAsset, copyPanel, makeFeatureMarket, type MutablePanel } from '../../support/feature-market';

const base = makeFeatureMarket({ assets: 14, days: 460, seed: 21 });

function scoresOf(panel: MutablePanel) {
  const market = createMarketView(panel);
  return [...scoreMarket(market, fedFeatures(market))].map(({ row, grades, ratings, universe }) => ({ row, investor: grades.investor, trader: grades.trader, lens: grades.lensGrades, ratings, members: universe.members }));
}

describe('scoreMarket', () => {
  const whole = scoresOf(base);

  it('grades nobody before 90 days of history, everybody with everything after', () => {
    expect(whole[88]?.members).toEqual([]);
    expect(whole[89]?.members).toHaveLength(14);
    const last = whole.at(-1);
    expect(last?.investor.every((grade) => grade > 0 && grade < 100)).toBe(true);
    expect(last?.lens.every((column) => column.every((grade) => !Number.isNaN(grade)))).toBe(true);
    expect(last?.ratings.every((state) => state.rating !== null)).toBe(true);
  });

  it('computes as many rows together as 400 MB hold, and one at least', () => {
    expect([blockRows(6_000, 97), blockRows(6_000, 16), blockRows(400, 97), blockRows(0, 0), blockRows(1e6, 97)]).toEqual([85, 256, 256, 256, 1]);
  });

  it('does not change a past grade or rating when the future changes', () => {
    const changed = copyPanel(base);
    changed.assets.forEach((_, asset) => columnsOfAsset(changed, asset).forEach((column) => column.forEach((value, t) => { if (t > 420) column[t] = value * (1 + (t % 5)); })));
    const after = scoresOf(changed);
    expect(after.slice(0, 421)).toEqual(whole.slice(0, 421));
    expect(after[440]?.investor).not.toEqual(whole[440]?.investor);
  });

  it('leaves a lens n/a where nothing feeds it, and counts that in the coverage', () => {
    const panel = { ...copyPanel(base), metrics: new Map<string, Float64Array[]>() };
    const market = createMarketView(panel);
    const fed = fedFeatures(market);
    expect(fed.length).toBeLessThan(FEATURES.length);
    const last = [...scoreMarket(market, fed)].at(-1);
    expect(last?.grades.lensGrades.map((column) => Number.isNaN(column[0]))).toEqual([false, false, true, true, true, false]);
    expect(last?.grades.investorCoverage[0]).toBeCloseTo(0.5, 12);
    expect(last?.grades.traderCoverage[0]).toBeCloseTo(0.65, 12);
  });
});

describe('assetFigures', () => {
  it('keeps the last price with its row, and nothing else once it is stale', () => {
    const panel = copyPanel(base);
    panel.close[0]?.fill(Number.NaN, 450);
    const figures = assetFigures(createMarketView(panel).view(0), 459);
    expect(figures).toMatchObject({ row: 449, price: base.close[0]?.[449] });
    expect([figures.marketCap, figures.change1d, figures.volatility90d, figures.drawdown365d].every(Number.isNaN)).toBe(true);
  });

  it('is a change of 1 where the price doubled in a day', () => {
    const panel = copyPanel(base);
    (panel.close[0] as Float64Array)[459] = 2 * (panel.close[0]?.[458] as number);
    expect(assetFigures(createMarketView(panel).view(0), 459).change1d).toBeCloseTo(1, 12);
  });
});
