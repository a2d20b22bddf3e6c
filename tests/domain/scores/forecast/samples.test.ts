import { describe, expect, it } from 'vitest';
import { createMarketView } from '@/lib/domain/features/view';
import { addDays } from '@/lib/domain/foundation/iso-day';
import type { MarketPanel } from '@/lib/domain/market/panel';
import { excessReturns, forwardReturn } from '@/lib/domain/scores/forecast/labels';
import { MOST_RANKED } from '@/lib/domain/scores/forecast/rules';
import { buildSamples, centredRanks, forecastRows, isDecisionRow } from '@/lib/domain/scores/forecast/samples';
import { gradedUniverse } from '@/lib/domain/scores/graded-universe';
import { copyPanel, makeFeatureMarket } from '../../../support/feature-market';
import { fixturePanel, START, type FixtureAsset } from '../../market/panel-fixture';

const steady: FixtureAsset = { id: 'steady' };
const panelOf = (days: number, ...assets: FixtureAsset[]) => fixturePanel(days, [steady, ...assets]);

describe('the label of a decision', () => {
  const atDay = (values: Record<number, number>, otherwise: number) => (row: number) => values[row] ?? otherwise;

  it('runs from the next close to the one 30 days later, nothing before and nothing after', () => {
    const panel = panelOf(60, { id: 'a', close: atDay({ 10: 50, 11: 100, 41: 130, 42: 999 }, 70) });
    expect(forwardReturn(panel, 0, 10)).toBeCloseTo(0.3, 14);
  });

  const end = (ending: 'dead' | 'truncated', to: number) => fixturePanel(60, [{ id: 'a', to, ending, close: (row) => 100 - row }, steady]);

  it.each([
    ['dead, carried for its last 3 days', 'dead', 38, 62 / 89 - 1],
    ['dead, worth nothing from the fourth on', 'dead', 37, -1],
    ['dead on the day of the decision: bought at its last price', 'dead', 10, -1],
    ['truncated inside: nobody knows', 'truncated', 40, Number.NaN],
    ['truncated after it', 'truncated', 41, 59 / 89 - 1],
  ] as const)('of an asset that is %s', (_words, ending, to, expected) => {
    const label = forwardReturn(end(ending, to), 0, 10);
    if (Number.isNaN(expected)) expect(label).toBeNaN();
    else expect(label).toBeCloseTo(expected, 14);
  });

  it('carries a price for 3 days, not for 4, and is unknown until the days are over', () => {
    const gap = (from: number) => {
      const panel = panelOf(60, { id: 'a', close: (row) => (row >= from && row <= 41 ? Number.NaN : row + 1) });
      return forwardReturn(panel, 0, 10);
    };
    expect(gap(39)).toBeCloseTo(39 / 12 - 1, 14);
    expect(gap(38)).toBeNaN();
    expect(forwardReturn(panelOf(60), 0, 28)).toBe(0);
    expect(forwardReturn(panelOf(60), 0, 29)).toBeNaN();
  });

  it('is in excess of the universe by caps known at the decision', () => {
    const rising: FixtureAsset = { id: 'a', close: (row) => (row > 11 ? 1.2 : 1), marketCap: (row) => (row > 10 ? 1e15 : 3e9) };
    const panel = panelOf(60, rising, { id: 'b', to: 20, ending: 'truncated' });
    // 0.2 × 3 ÷ 4; b has no return and no weight.
    expect(excessReturns(panel, 10, [0, 1, 2])[0]).toBeCloseTo(0.2 - 0.15, 12);
    expect(excessReturns(panel, 10, [0, 1, 2])[1]).toBeNaN();
    expect(excessReturns(panel, 10, [0, 1, 2])[2]).toBeCloseTo(-0.15, 12);
  });
});

describe('the samples', () => {
  const base = makeFeatureMarket({ assets: 14, days: 160, seed: 5 });
  const build = (panel: MarketPanel, rows = forecastRows(panel)) => buildSamples(createMarketView(panel), rows);
  const whole = build(base);

  it('stand on Sundays, month ends and the newest row', () => {
    // The fixture begins on Friday 2021-01-01: Sundays are rows 2, 9, …; January ends on row 30.
    const panel = { start: fixturePanel(1, [steady]).start, days: 34 };
    expect(START).toBe('2021-01-01');
    expect(forecastRows(panel)).toEqual([2, 9, 16, 23, 30, 33]);
    expect([isDecisionRow(panel, 2), isDecisionRow(panel, 33)]).toEqual([true, false]);
  });

  it('hold everyone of the universe and every fed feature, ranked within the row', () => {
    const last = whole.row.at(-1);
    const picks = [...whole.row.keys()].filter((i) => whole.row[i] === last);
    expect(picks).toHaveLength(14);
    expect(whole.features).toContain('momentum30d');
    const f = whole.features.indexOf('momentum30d');
    const ranks = picks.map((i) => whole.values[i * whole.features.length + f] as number).sort((a, b) => a - b);
    ranks.forEach((rank, i) => expect(rank).toBeCloseTo((i + 0.5) / 14 - 0.5, 6));
    expect(Math.min(...whole.row)).toBeGreaterThanOrEqual(89);
  });

  it('rank features as they are: the flip for direction belongs to grades', () => {
    const row = whole.row.at(-1) as number;
    const f = whole.features.indexOf('volatility30d');
    const view = createMarketView(base);
    const picks = [...whole.row.keys()].filter((i) => whole.row[i] === row);
    const value = (i: number) => whole.values[i * whole.features.length + f] as number;
    const highest = picks.reduce((best, i) => (value(i) > value(best) ? i : best));
    const spread = (i: number) => {
      const { returns } = view.view(whole.asset[i] as number);
      const window = [...returns.subarray(row - 29, row + 1)];
      const mean = window.reduce((sum, r) => sum + r, 0) / 30;
      return window.reduce((sum, r) => sum + (r - mean) ** 2, 0);
    };
    expect(spread(highest)).toBe(Math.max(...picks.map(spread)));
  });

  it('know a target until 31 days before the end', () => {
    whole.row.forEach((row, i) => expect(Number.isNaN(whole.target[i])).toBe(row + 31 >= base.days));
    const first = whole.row[0] as number;
    const targets = [...whole.target].filter((_, i) => whole.row[i] === first);
    expect(targets.reduce((sum, target) => sum + target, 0)).toBeCloseTo(0, 12);
    expect(Math.max(...targets)).toBeCloseTo(0.5 - 0.5 / 14, 12);
  });

  it('leave out rows with fewer than ten members, and what nothing feeds', () => {
    expect(build(makeFeatureMarket({ assets: 9, days: 130, seed: 5 })).count).toBe(0);
    const plain = { ...copyPanel(base), metrics: new Map<string, Float64Array[]>() };
    expect(build(plain).features.length).toBeLessThan(whole.features.length);
  });

  it('are the same in any company of rows, and keep who died', () => {
    const row = whole.row.at(-1) as number;
    const alone = build(base, [row]);
    expect([...alone.values]).toEqual([...whole.values.subarray(whole.values.length - alone.values.length)]);
    const dying = copyPanel(base);
    const dead = dying.assets[0];
    if (!dead) throw new Error('no asset');
    dying.assets = dying.assets.map((asset, i) => (i === 0 ? { ...dead, lastDay: addDays(dead.lastDay, -40), ending: 'dead' as const } : asset));
    dying.close[0]?.fill(Number.NaN, 120);
    const samples = build(dying, [111]);
    const position = samples.asset.indexOf(0);
    expect(samples.excess[position]).toBeLessThan(-0.5);
    expect(samples.target[position]).toBeCloseTo(-0.5 + 0.5 / 14, 12);
  });

  it('hold the thousand largest of a larger universe, held against all of it', () => {
    const many = createMarketView(makeFeatureMarket({ assets: MOST_RANKED + 40, days: 130, seed: 3 }));
    const { members } = gradedUniverse(many.panel, 95);
    const samples = buildSamples(many, [95]);
    expect([members.length, MOST_RANKED]).toEqual([1040, 1000]);
    expect([...samples.asset]).toEqual(members.slice(0, 1000));
    expect([...samples.excess]).toEqual([...excessReturns(many.panel, 95, members).subarray(0, 1000)]);
    expect(Math.max(...samples.target)).toBeCloseTo(0.5 - 0.5 / 1000, 12);
  });

  it('centre mid-ranks', () => {
    expect([...centredRanks(Float64Array.from({ length: 10 }, (_, i) => i))].at(-1)).toBeCloseTo(0.45, 12);
    expect([...centredRanks(Float64Array.from([1, 2, 3]))].every(Number.isNaN)).toBe(true);
  });
});
