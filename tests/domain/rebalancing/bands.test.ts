import { describe, expect, it } from 'vitest';
import { dec } from '../../../lib/domain/foundation/decimal';
import { isoDay } from '../../../lib/domain/foundation/iso-day';
import { costAwareHalfWidth, destinationShare, edgesOf, halfWidth } from '../../../lib/domain/rebalancing/bands';
import { portfolioDrift } from '../../../lib/domain/rebalancing/judge';
import { chooseLots, isLongTerm, taxOf, type OpenLot } from '../../../lib/domain/rebalancing/lots';
import { averageCost, endMove, orderType, slippageModel, splitDays } from '../../../lib/domain/rebalancing/slippage';
import { watchIndices } from '../../../lib/domain/rebalancing/watches';
import { percent, range, usd } from '../../../lib/domain/rebalancing/words';
import type { Band } from '../../../lib/domain/rebalancing/types';
import vectors from '../../golden/vectors/rebalancing.json';

describe('bands', () => {
  it.each(vectors.bands)('$kind at $target is $lower to $upper', ({ target, lower, upper, ...band }) => {
    const edges = edgesOf(dec(target), band as Band);
    expect(edges.lower.toNumber()).toBeCloseTo(lower, 12);
    expect(edges.upper.toNumber()).toBeCloseTo(upper, 12);
  });

  it.each(vectors.costAware.cases)('cost-aware at $weight, cost $oneWayCost', ({ weight, oneWayCost, halfWidth: expected }) => {
    expect(Math.abs(costAwareHalfWidth(weight, oneWayCost, vectors.costAware.riskAversion) - expected)).toBeLessThan(vectors.tolerance);
  });

  it.each<[number, Band, number, number, number]>([
    [0.03, { kind: 'absolute', points: 0.05 }, 1, 0, 0.08],
    [0.98, { kind: 'absolute', points: 0.05 }, 1, 0.93, 1],
    [0.25, { kind: 'absolute', points: 0.05 }, 1.5, 0.175, 0.325],
    [0.1, { kind: 'relative', fraction: 0.25 }, 0.75, 0.08125, 0.11875],
    [0, { kind: 'relative', fraction: 0.25 }, 1, 0, 0],
    [0.4, { kind: 'none' }, 1.5, 0.4, 0.4],
  ])('holds %d with %o × %d inside [0, 1]', (target, band, multiplier, lower, upper) => {
    const edges = edgesOf(dec(target), band, multiplier);
    expect([edges.lower.toNumber(), edges.upper.toNumber()]).toEqual([lower, upper]);
  });

  it('repeats the worked examples', () => {
    expect(halfWidth(dec('0.1'), { kind: 'either', points: 0.05, fraction: 0.25 }).toNumber()).toBe(0.025);
    expect(destinationShare(dec('0.25'), dec('0.3'), 'halfway').toNumber()).toBe(0.275);
    expect(destinationShare(dec('0.25'), dec('0.3'), 'edge').toNumber()).toBe(0.3);
    expect(destinationShare(dec('0.25'), dec('0.3'), 'target').toNumber()).toBe(0.25);
    expect(portfolioDrift(vectors.portfolioDrift.weights, vectors.portfolioDrift.targets)).toBeCloseTo(vectors.portfolioDrift.drift, 12);
    expect(portfolioDrift([0.9], [1])).toBeCloseTo(0.1, 12);
    expect(percent(0.275)).toBe('27.5\u202f%');
    expect(range(0.2, 0.3)).toBe('20.0–30.0\u202f%');
    expect(usd(dec('1234.5'))).toBe('$1,234.50');
    expect(usd(dec('-0.5'))).toBe('−$0.50');
  });
});

const DEPTH = { depth2pct: 370_000, dailyTradedValue: null, dailyVolatility: null };
const ROOT = { depth2pct: null, dailyTradedValue: 1_000_000, dailyVolatility: 0.05 };
const UNKNOWN = { depth2pct: null, dailyTradedValue: null, dailyVolatility: null };

describe('slippage', () => {
  it('reproduces the vectors', () => {
    const { depth, squareRoot } = vectors.slippage;
    expect(averageCost(depth.size, DEPTH)).toBeCloseTo(depth.averageCost, 12);
    expect(endMove(depth.size, DEPTH)).toBeCloseTo(depth.endMove, 12);
    expect(averageCost(squareRoot.shareOfDailyValue * 1e6, ROOT)).toBeCloseTo(squareRoot.averageCost, 12);
    expect(endMove(squareRoot.shareOfDailyValue * 1e6, ROOT)).toBeCloseTo(squareRoot.endMove, 12);
  });

  it.each([
    ['exactly the depth', 370_000, DEPTH, 0.01],
    ['twice the depth, in two orders', 740_000, DEPTH, 0.01],
    ['one and a half depths', 555_000, DEPTH, (370_000 * 0.01 + 185_000 * 0.005) / 555_000],
    ['nothing known', 1e6, UNKNOWN, 0],
    ['no size', 0, DEPTH, 0],
  ])('%s', (_, size, liquidity, expected) => {
    expect(averageCost(size, liquidity)).toBeCloseTo(expected, 12);
  });

  it.each([
    [50_000, { ...UNKNOWN, dailyTradedValue: 1_000_000 }, 1],
    [100_000, { ...UNKNOWN, dailyTradedValue: 1_000_000 }, 2],
    [92_500, DEPTH, 1],
    [92_501, DEPTH, 2],
    [10_000, ROOT, 2],
    [1e9, UNKNOWN, 1],
  ])('splits %d over days', (size, liquidity, days) => {
    expect(splitDays(size, liquidity)).toBe(days);
  });

  it('names its model and the order type', () => {
    expect([DEPTH, ROOT, UNKNOWN].map(slippageModel)).toEqual(['depth', 'squareRoot', 'unknown']);
    expect([9999.99, 10_000].map(orderType)).toEqual(['market', 'limit']);
  });
});

describe('lots', () => {
  const lot = (acquired: string, quantity: string, unitCost: string | null): OpenLot => ({ acquired: isoDay(acquired), quantity: dec(quantity), unitCost: unitCost === null ? null : dec(unitCost) });
  const rates = { shortRate: dec('0.35'), longRate: dec('0.15') };
  const pick = (lots: OpenLot[], quantity: string, method: 'fifo' | 'least-tax', price = '20') =>
    chooseLots(lots, dec(quantity), dec(price), isoDay('2026-01-01'), method, rates).map((sold) => `${sold.acquired} ${sold.quantity.toFixed()} ${sold.tax.toFixed()}`);

  it.each([
    ['2024-01-01', '2025-01-01', false],
    ['2024-01-01', '2025-01-02', true],
    ['2024-02-29', '2025-02-28', false],
    ['2024-02-29', '2025-03-01', true],
  ])('bought %s, sold %s: long-term %s', (acquired, day, expected) => {
    expect(isLongTerm(isoDay(acquired), isoDay(day))).toBe(expected);
  });

  const BOOK = [lot('2024-01-01', '1', '10'), lot('2025-06-01', '1', '30'), lot('2025-07-01', '1', '10')];
  it.each<[string, 'fifo' | 'least-tax', string[]]>([
    ['2', 'fifo', ['2024-01-01 1 1.5', '2025-06-01 1 -3.5']],
    ['2', 'least-tax', ['2025-06-01 1 -3.5', '2024-01-01 1 1.5']],
    ['2.5', 'least-tax', ['2025-06-01 1 -3.5', '2024-01-01 1 1.5', '2025-07-01 0.5 1.75']],
    ['9', 'fifo', ['2024-01-01 1 1.5', '2025-06-01 1 -3.5', '2025-07-01 1 3.5']],
  ])('sells %s by %s', (quantity, method, expected) => {
    expect(pick(BOOK, quantity, method)).toEqual(expected);
    expect(pick([...BOOK].reverse(), quantity, method)).toEqual(expected);
  });

  it('leaves gains open where the basis is unknown, and sells such lots last', () => {
    const sold = chooseLots([lot('2020-01-01', '1', null), lot('2025-06-01', '1', '1')], dec('2'), dec('20'), isoDay('2026-01-01'), 'least-tax', rates);
    expect(sold.map((part) => part.gain?.toFixed() ?? null)).toEqual(['19', null]);
    expect(taxOf(sold).toFixed()).toBe('6.65');
    expect(taxOf([{ tax: dec('15') }, { tax: dec('-14') }]).toFixed()).toBe('1');
  });
});

describe('plan watches', () => {
  const state = { indices: [{ name: 'Large Cap 10', weight: 0.25, target: 0.2 }], crypto: { share: 0.13, target: 0.1 }, tiers: { conservative: 0.5, aggressive: 0.25, targetConservative: 0.5, targetAggressive: 0.2 } };
  it('is quiet on every limit', () => {
    expect(watchIndices(state).map((watch) => watch.fired)).toEqual([false, false, false]);
  });
  it.each([
    ['an index above 1.25 × its target', { ...state, indices: [{ name: 'Large Cap 10', weight: 0.2501, target: 0.2 }] }, 'index'],
    ['crypto above 1.30 × its target', { ...state, crypto: { share: 0.1301, target: 0.1 } }, 'crypto'],
    ['the conservative share 15 points off', { ...state, tiers: { ...state.tiers, conservative: 0.3 } }, 'tiers'],
  ])('names %s', (_, given, watch) => {
    expect(watchIndices(given).filter((entry) => entry.fired).map((entry) => entry.watch)).toEqual([watch]);
  });
  it('leaves out what is not known', () => {
    expect(watchIndices({ indices: [], crypto: null, tiers: null })).toEqual([]);
  });
});
