import { describe, expect, it } from 'vitest';
import { createMarketView } from '@/lib/domain/features/view';
import { rowOf } from '@/lib/domain/market/panel';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { UNUSUAL_LIMIT, UNUSUAL_MIN_POINTS } from '@/lib/domain/scores/rules';
import { findUnusual, growMonth, monthForests, monthStart } from '@/lib/domain/scores/unusual';
import { MEASURED_METRICS, UNUSUAL_MEASURES } from '@/lib/domain/scores/unusual-measures';
import { CHANGE_ROWS, weeklyChanges } from '@/lib/domain/scores/weekly-changes';
import { copyPanel, makeFeatureMarket, type MutablePanel } from '../../support/feature-market';

const DAYS = 400;
const base = makeFeatureMarket({ assets: 30, days: DAYS, seed: 21 });
const made = (): MutablePanel => copyPanel(base);
const FIRST = monthStart(base.start, 380);
const WIDTH = UNUSUAL_MEASURES.length;
const measure = (name: (typeof UNUSUAL_MEASURES)[number]) => UNUSUAL_MEASURES.indexOf(name);

function week(panel: MutablePanel, asset: number, row: number): Float64Array {
  return weeklyChanges(createMarketView(panel).view(asset), row, row + 1);
}

/** Price and traded value leap, and fees with them, in the week before a row. */
function plant(panel: MutablePanel, asset: number, row: number): void {
  const leap = (column: Float64Array | undefined, factor: number, from: number) => column?.forEach((value, t) => { if (t >= from) column[t] = value * factor; });
  leap(panel.close[asset], 1.9, row - 1);
  leap(panel.marketCap[asset], 1.9, row - 1);
  leap(panel.tradedValue[asset], 60, row - 1);
  leap(panel.metrics.get('FeeTotUSD')?.[asset], 40, row - 2);
}

describe('weekly changes', () => {
  it('are of price first, and of metrics by their names', () => {
    expect(UNUSUAL_MEASURES[0]).toBe('price');
    expect(MEASURED_METRICS.fees).toBe('FeeTotUSD');
  });

  it('divide by the root mean square of the 90 days to a week before', () => {
    const panel = made();
    panel.close[0] = Float64Array.from({ length: DAYS }, (_, t) => Math.exp((t < 300 ? t : 300) * (0.05 / 7)));
    (panel.close[0] as Float64Array)[307] = Math.exp(300 * (0.05 / 7) + 0.2);
    expect(week(panel, 0, 307)[measure('price')]).toBeCloseTo(4, 9);
    expect(week(panel, 0, 200)[measure('price')]).toBeCloseTo(1, 9);
  });

  it('count a usual change of at least 2 %: 1 % a week, then 4 %, is 2', () => {
    const panel = made();
    panel.close[0] = Float64Array.from({ length: DAYS }, (_, t) => Math.exp((t < 300 ? t : 300) * (0.01 / 7)));
    (panel.close[0] as Float64Array)[307] = Math.exp(300 * (0.01 / 7) + 0.04);
    expect(week(panel, 0, 307)[measure('price')]).toBeCloseTo(2, 9);
    (panel.close[0] as Float64Array)[307] = 1e9;
    expect(week(panel, 0, 307)[measure('price')]).toBe(UNUSUAL_LIMIT);
  });

  it('are missing where a series is, too young, or changes what it measures', () => {
    const panel = made();
    panel.metrics.delete('HashRate');
    panel.tradedValue[0]?.fill(Number.NaN, 200, 240);
    const values = week(panel, 0, 300);
    expect(Number.isNaN(values[measure('hashRate')])).toBe(true);
    expect(Number.isNaN(values[measure('tradedValue')])).toBe(true);
    expect(Number.isFinite(values[measure('volatility')])).toBe(true);
    expect(week(made(), 0, CHANGE_ROWS - 40).every(Number.isNaN)).toBe(true);
    panel.circulatingSupply[0]?.fill(1e6, 298);
    expect(Number.isNaN(week(panel, 0, 300)[measure('supply')])).toBe(true);
  });

  it('are the same bit for bit alone and in a long run, and read nothing later', () => {
    const panel = made();
    const run = weeklyChanges(createMarketView(panel).view(3), 0, DAYS);
    for (const row of [60, 150, 377]) expect(week(panel, 3, row)).toEqual(run.slice(row * WIDTH, (row + 1) * WIDTH));
    for (const columns of [panel.close, panel.tradedValue, panel.marketCap, panel.circulatingSupply, ...panel.metrics.values()]) for (const column of columns) column.fill(3e9, 301);
    expect(week(panel, 3, 300)).toEqual(run.slice(300 * WIDTH, 301 * WIDTH));
  });
});

describe('the forest of a month', () => {
  it('begins with the month', () => {
    const start = rowOf({ start: 0 }, isoDay('2021-03-05'));
    expect(monthStart(start, 0)).toBe(-4);
    expect(monthStart(start, 26)).toBe(-4);
    expect(monthStart(start, 27)).toBe(27);
  });

  it('is null while there are too few token weeks', () => {
    expect(growMonth(createMarketView(made()), 150)).toBeNull();
    const forest = growMonth(createMarketView(made()), FIRST);
    expect(forest?.limit).toBeGreaterThan(0.5);
    expect(UNUSUAL_MIN_POINTS).toBe(512);
  });

  it('knows nothing of its month, nor of tokens that begin with it', () => {
    const before = growMonth(createMarketView(made()), FIRST);
    const grown = makeFeatureMarket({ assets: 33, days: DAYS, seed: 21, firstRow: [...new Array<number>(30).fill(0), FIRST, FIRST + 3, FIRST + 9] });
    for (const columns of [grown.close, grown.tradedValue, ...grown.metrics.values()]) for (const column of columns) column.fill(5e8, FIRST);
    expect(growMonth(createMarketView(grown), FIRST)).toEqual(before);
    (grown.close[0] as Float64Array).fill(1, FIRST - 9);
    expect(growMonth(createMarketView(grown), FIRST)).not.toEqual(before);
  });

  it('is grown once, whichever of its rows asks', () => {
    const market = createMarketView(made());
    const forestOf = monthForests(market);
    expect(forestOf(FIRST + 5)).toBe(forestOf(FIRST));
    expect(forestOf(FIRST)).toEqual(growMonth(market, FIRST));
  });

  it('is taken as it is where it is known already', () => {
    const market = createMarketView(made());
    const known = growMonth(market, FIRST);
    const forestOf = monthForests(market, new Map([[FIRST, known], [FIRST - 200, null]]));
    expect(forestOf(FIRST)).toBe(known);
    expect(forestOf(FIRST + 1)).toBe(known);
  });
});

describe('unusual weeks (Rule 3.6)', () => {
  const row = FIRST + 6;
  const found = (panel: MutablePanel, asset: number, from = row, to = row + 1) => {
    const market = createMarketView(panel);
    return findUnusual(market.view(asset), from, to, monthForests(market));
  };

  it('finds what was planted, as a watch that names what isolates it', () => {
    const panel = made();
    plant(panel, 7, row);
    const [week] = found(panel, 7);
    expect(week?.row).toBe(row);
    expect(week?.anomaly).toMatchObject({ kind: 'unusual', severity: 'watch' });
    const { score, limit, ...named } = week?.anomaly.detail ?? {};
    expect(score).toBeGreaterThan(limit as number);
    expect(Object.keys(named).length).toBeLessThanOrEqual(3);
    expect(Object.keys(named).filter((name) => ['price', 'tradedValue', 'volatility', 'fees'].includes(name)).length).toBeGreaterThanOrEqual(2);
    expect(named.tradedValue ?? named.fees).toBeGreaterThan(3);
  });

  it('is quiet on the others: of 30 tokens over 20 days at most a few weeks', () => {
    const market = createMarketView(made());
    const forestOf = monthForests(market);
    const count = market.panel.assets.reduce((sum, _, asset) => sum + findUnusual(market.view(asset), FIRST, FIRST + 20, forestOf).length, 0);
    expect(count).toBeLessThan(12);
  });

  it('gives the same alone and in a run, and says nothing without a close or with two measures', () => {
    const panel = made();
    plant(panel, 7, row);
    const run = found(panel, 7, FIRST, DAYS);
    expect(run.filter((week) => week.row === row)).toEqual(found(panel, 7));
    (panel.close[7] as Float64Array)[row] = Number.NaN;
    expect(found(panel, 7)).toEqual([]);
    const bare = made();
    plant(bare, 7, row);
    bare.metrics.clear();
    for (const columns of [bare.tradedValue, bare.circulatingSupply, bare.marketCap]) columns[7]?.fill(Number.NaN);
    expect(found(bare, 7)).toEqual([]);
  });

  it('needs a change of three usual ones, however lonely', () => {
    const panel = made();
    const market = createMarketView(panel);
    const forest = growMonth(market, FIRST);
    const low = forest && { ...forest, limit: 0 };
    const weeks = findUnusual(market.view(2), FIRST, DAYS, () => low);
    const values = weeklyChanges(market.view(2), FIRST, DAYS);
    const large = Array.from({ length: DAYS - FIRST }, (_, i) => FIRST + i).filter((at) => [...values.subarray((at - FIRST) * WIDTH, (at - FIRST + 1) * WIDTH)].some((value) => Math.abs(value) >= 3));
    expect(weeks.map((week) => week.row)).toEqual(large);
  });
});
