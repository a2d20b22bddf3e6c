import { describe, expect, it } from 'vitest';
import { dec } from '../../../lib/domain/foundation/decimal';
import { planTrades } from '../../../lib/domain/rebalancing/plan-trades';
import type { RebalanceRequest } from '../../../lib/domain/rebalancing/types';
import vectors from '../../golden/vectors/rebalancing.json';
import { ask, expectBooksBalance, plan, sides, weightAfter } from './support';

const EXAMPLE = ask(
  vectors.example.positions.map(([asset, quantity, price], index) => [asset as string, quantity as string, price as string, [0.4, 0.3, 0.3][index] as number] as const),
  { cash: vectors.example.cash },
);

describe('the worked example', () => {
  it('sells 20,000 of SOL and buys 10,000 of each other, quantities exact', () => {
    const result = plan(EXAMPLE);
    expect(result.value).toBe('100000');
    expect(sides(result)).toEqual(['sell SOL 20000.00', 'buy ETH 10000.00', 'buy BTC 10000.00']);
    expect(result.trades.map((trade) => trade.quantity)).toEqual(['200', '5', '0.333333333333333333']);
    expect(result.drift.map((row) => row.breached)).toEqual([true, true, true]);
    expect(result.portfolioDrift.before).toBeCloseTo(0.2, 12);
    expect(result.portfolioDrift.after).toBeCloseTo(0, 12);
    expect(result.totals.turnover).toBeCloseTo(0.2, 12);
    expect(result.nothingToDo).toBe(false);
  });
});

/** Two assets, 10,000 in all, target 50/50, 5 points. */
const pair = (first: number, rest: Partial<RebalanceRequest> = {}): RebalanceRequest => ask([['A', String(first), '1', 0.5], ['B', String(10_000 - first), '1', 0.5]], rest);

describe('bands and destinations', () => {
  it.each([
    ['exactly on the edge is inside', pair(5500), []],
    ['a cent beyond acts', pair(5500.01), ['sell A 500.01', 'buy B 500.01']],
    ['to the edge', pair(6000, { destination: 'edge' }), ['sell A 500.00', 'buy B 500.00']],
    ['halfway', pair(6000, { destination: 'halfway' }), ['sell A 750.00', 'buy B 750.00']],
    ['halfway is the default', pair(6000, { destination: undefined }), ['sell A 750.00', 'buy B 750.00']],
    ['none always acts', pair(5001, { band: { kind: 'none' } }), ['sell A 1.00', 'buy B 1.00']],
    ['none means target for every destination', pair(5001, { band: { kind: 'none' }, destination: 'edge' }), ['sell A 1.00', 'buy B 1.00']],
    ['a wider regime', pair(5700, { bandMultiplier: 1.5 }), []],
    ['the portfolio as a whole', pair(5400, { portfolioBand: 0.03, destination: 'target' }), ['sell A 400.00', 'buy B 400.00']],
    ['the portfolio back to its limit', pair(5400, { portfolioBand: 0.03, destination: 'edge' }), ['sell A 100.00', 'buy B 100.00']],
  ])('%s', (_, request, expected) => {
    expect(sides(plan(request))).toEqual(expected);
  });

  it('trades only what is breached; surplus cash stays cash', () => {
    const request = ask([['A', '40', '100', 0.3], ['B', '28', '100', 0.3], ['C', '32', '100', 0.4]], { band: { kind: 'absolute', points: 0.08 } });
    expect(sides(plan(request))).toEqual(['sell A 1000.00']);
    expect(plan(request).cashAfter).toBe('1000');
  });

  it('sells what is inside its band only to pay for what is below, the most overweight first', () => {
    const request = ask([['A', '14', '100', 0.3], ['B', '44', '100', 0.4], ['C', '32', '100', 0.25], ['D', '10', '100', 0.05]], { band: { kind: 'absolute', points: 0.08 } });
    const result = plan(request);
    expect(sides(result)).toEqual(['sell C 700.00', 'sell D 500.00', 'sell B 400.00', 'buy A 1600.00']);
    expect(result.cashAfter).toBe('0');
    expect(result.trades.find((trade) => trade.asset === 'D')?.reason.rule).toBe('8.6');
    expectBooksBalance(request, result);
  });

  it('never sells below a lower edge while another can give', () => {
    const request = ask([['A', '10', '100', 0.3], ['B', '52', '100', 0.5], ['C', '38', '100', 0.2]], { band: { kind: 'absolute', points: 0.18 } });
    const result = plan(request);
    expect(weightAfter(result, 'C')).toBeGreaterThanOrEqual(0.02);
    expect(weightAfter(result, 'B')).toBeGreaterThanOrEqual(0.32);
    expect(weightAfter(result, 'A')).toBeCloseTo(0.3, 9);
  });

  it('solves shares of the value after fees and slippage together', () => {
    const request = { ...EXAMPLE, costs: { feeBps: 50 }, positions: EXAMPLE.positions.map((position) => ({ ...position, dailyTradedValue: '4000000', dailyVolatility: 0.05 })) };
    const result = plan(request);
    expect(weightAfter(result, 'BTC')).toBeCloseTo(0.4, 12);
    expect(weightAfter(result, 'SOL')).toBeCloseTo(0.3, 12);
    expect(dec(result.cashAfter).lt('1e-9')).toBe(true);
    expectBooksBalance(request, result);
  });
});

describe('without a target', () => {
  const rows = [['A', '50', '100', 0.5], ['X', '50', '100', null]] as const;
  it('keeps by default: untouched, reported, counted in the value', () => {
    const result = plan(ask(rows, { cash: '0' }));
    expect(result.trades).toEqual([]);
    expect(result.value).toBe('10000');
    expect(result.drift.find((row) => row.asset === 'X')).toMatchObject({ weight: 0.5, breached: false, kept: true });
    expect(result.notTraded.map((entry) => entry.asset)).toEqual(['X']);
  });
  it('sells on request, as a target of 0', () => {
    expect(sides(plan(ask(rows, { untargeted: 'sell' })))).toEqual(['sell X 5000.00']);
    expect(plan(ask(rows, { untargeted: 'sell' })).trades[0]?.quantity).toBe('50');
  });
});

describe('new money', () => {
  it.each([
    ['to the lowest held ÷ target until the next is reached', pair(4900, { contribution: '100' }), ['buy A 100.00']],
    ['then to both', pair(4900, { contribution: '400' }), ['buy A 300.00', 'buy B 100.00']],
    ['nothing above its target: the rest stays in cash', ask([['A', '45', '100', 0.4], ['B', '50', '100', 0.4]], { contribution: '500', band: { kind: 'absolute', points: 0.2 } }), []],
    ['nothing to do without it', pair(4900), []],
    ['a breach without the choice: destinations, the rest stays', pair(6000, { contribution: '100' }), ['sell A 950.00', 'buy B 1050.00']],
    ['contributions first where they suffice', pair(6000, { contribution: '1000', contributionsFirst: true }), ['buy B 1000.00']],
    ['sold where they do not', pair(6000, { contribution: '100', contributionsFirst: true }), ['sell A 950.00', 'buy B 1050.00']],
  ])('%s', (_, request, expected) => {
    expect(sides(plan(request))).toEqual(expected);
  });

  it('waits for what is expected within 30 days, and names it', () => {
    const result = plan(pair(6000, { contribution: '200', expectedContribution: '900', contributionsFirst: true }));
    expect(sides(result)).toEqual(['buy B 200.00']);
    expect(result.deferred.map((entry) => [entry.asset, entry.until])).toEqual([['A', '2026-01-31'], ['B', '2026-01-31']]);
  });

  it('pays fees out of the contribution, and keeps the cash that was there', () => {
    const result = plan(pair(4900, { cash: '50', contribution: '100', costs: { feeBps: 100 } }));
    expect(result.trades.map((trade) => trade.asset)).toEqual(['A']);
    expect(dec(result.cashAfter).minus(50).abs().lt('1e-9')).toBe(true);
    expect(dec(result.trades[0]?.notional ?? '0').plus(result.totals.fee).toDecimalPlaces(9).toFixed()).toBe('100');
  });
});

describe('money taken out', () => {
  it.each([
    ['cash pays first', pair(5000, { cash: '500', contribution: '-400' }), []],
    ['then the highest held ÷ target', pair(5200, { contribution: '-300' }), ['sell A 300.00']],
    ['then both alike', pair(5200, { contribution: '-600' }), ['sell A 500.00', 'sell B 100.00']],
  ])('%s', (_, request, expected) => {
    const result = plan(request);
    expect(sides(result)).toEqual(expected);
    expectBooksBalance(request, result);
  });
});

describe('limits, orders, lots, rest', () => {
  it('drops trades below the minimum and says so', () => {
    const result = plan(pair(5509, { limits: { minTrade: '600' } }));
    expect(result.trades).toEqual([]);
    expect(result.notTraded.map((entry) => entry.rule)).toEqual(['8.5', '8.5']);
    expect(result.nothingToDo).toBe(true);
  });
  it('gathers a small contribution in fewer purchases instead of dropping it', () => {
    const rows = [['A', '2500', '1', 0.28], ['B', '2500', '1', 0.28], ['C', '2500', '1', 0.28]] as const;
    const request = ask(rows, { cash: '2500', contribution: '25', limits: { minTrade: '10' } });
    expect(sides(plan(request))).toEqual(['buy A 12.50', 'buy B 12.50']);
    expect(plan(request).cashAfter).toBe('2500');
  });
  it('reports tax and never deducts it', () => {
    const taxed = plan({ ...pair(6000), positions: [{ asset: 'A', quantity: '6000', price: '1', lots: [{ acquired: '2024-01-01', quantity: '6000', unitCost: '0.5' }] }, { asset: 'B', quantity: '4000', price: '1' }], tax: { lotMethod: 'fifo', shortRate: 0.35, longRate: 0.15 } });
    expect(taxed.totals.tax).toBe('75');
    expect(taxed.trades[0]?.lots).toMatchObject([{ quantity: '1000', gain: '500', longTerm: true }]);
    expect(taxed.cashAfter).toBe('0');
  });
  it('rests a week between band trades of an asset', () => {
    const request = pair(6000);
    const rested = { ...request, positions: request.positions.map((position) => ({ ...position, lastBandTrade: '2025-12-26' })) };
    expect(plan(rested).trades).toEqual([]);
    expect(plan(rested).notTraded.map((entry) => entry.rule)).toEqual(['6.3', '6.3']);
    expect(plan({ ...rested, day: '2026-01-02' }).trades).toHaveLength(2);
  });
  it('orders by market under 10,000 and by limit from there', () => {
    expect(plan(EXAMPLE).trades[0]?.order).toEqual({ type: 'limit', days: 1 });
    expect(plan(ask([['A', '60', '100', 0.5], ['B', '39', '100', 0.5]])).trades[0]?.order.type).toBe('market');
  });
  it('names the rule with its numbers and what would end it', () => {
    const detail = plan(pair(6000)).trades[0]?.reason;
    expect(detail).toEqual({ rule: '6.1', detail: '60.0\u202f% is above the band 45.0–55.0\u202f%. The rule that fired: absolute, 5 points. It goes to its target, to 50.0\u202f%. A fall of the price by 18.5\u202f%, the rest unchanged, would also end it.' });
  });
  it('answers a portfolio worth nothing', () => {
    const result = plan(ask([['A', '0', '1', 1]]));
    expect(result).toMatchObject({ value: '0', nothingToDo: true, trades: [], cashAfter: '0' });
    expect(result.drift[0]?.weight).toBeNull();
  });
  it('uses how much of its band each position has', () => {
    expect(plan(pair(5250)).drift.map((row) => row.bandUsed?.toFixed(3))).toEqual(['0.500', '0.500']);
  });
});

describe('refusals', () => {
  it.each([
    ['a target without a position', { targets: [{ asset: 'Z', weight: 0.1 }] }, 'targets.0.asset'],
    ['targets above 1', { targets: [{ asset: 'A', weight: 0.7 }, { asset: 'B', weight: 0.4 }] }, 'targets'],
    ['deferral', { tax: { lotMethod: 'fifo' as const, shortRate: 0, longRate: 0, deferDays: 5 } }, 'tax.deferDays'],
    ['more than everything', { contribution: '-10001' }, 'contribution'],
    ['a duplicate position', { positions: [{ asset: 'A', quantity: '1', price: '1' }, { asset: 'B', quantity: '1', price: '1' }, { asset: 'A', quantity: '1', price: '1' }] }, 'positions.2.asset'],
    ['a lot from the future', { positions: [{ asset: 'A', quantity: '1', price: '1', lots: [{ acquired: '2027-01-01', quantity: '1', unitCost: '1' }] }, { asset: 'B', quantity: '1', price: '1' }] }, 'positions.0.lots.0.acquired'],
    ['lots beyond the position', { positions: [{ asset: 'A', quantity: '1', price: '1', lots: [{ acquired: '2025-01-01', quantity: '2', unitCost: '1' }] }, { asset: 'B', quantity: '1', price: '1' }] }, 'positions.0.lots'],
  ])('refuses %s', (_, change, path) => {
    const result = planTrades({ ...pair(5000), ...change });
    expect(result.ok ? [] : result.problems.map((problem) => problem.path)).toEqual([path]);
  });
});
