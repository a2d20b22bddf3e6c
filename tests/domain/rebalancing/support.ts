import fc from 'fast-check';
import { expect } from 'vitest';
import { dec, sumDec, ZERO, type Dec } from '../../../lib/domain/foundation/decimal';
import { planTrades } from '../../../lib/domain/rebalancing/plan-trades';
import type { Band, PositionInput, RebalancePlan, RebalanceRequest } from '../../../lib/domain/rebalancing/types';

export const BASE: RebalanceRequest = { cash: '0', positions: [], targets: [], day: '2026-01-01', band: { kind: 'absolute', points: 0.05 }, destination: 'target' };

/** A request from `[asset, quantity, price, target]` rows; a null target is none. */
export function ask(rows: readonly (readonly [string, string, string, number | null])[], rest: Partial<RebalanceRequest> = {}): RebalanceRequest {
  return {
    ...BASE,
    positions: rows.map(([asset, quantity, price]) => ({ asset, quantity, price })),
    targets: rows.flatMap(([asset, , , weight]) => (weight === null ? [] : [{ asset, weight }])),
    ...rest,
  };
}

/** The plan of a request that must have one. */
export function plan(request: RebalanceRequest): RebalancePlan {
  const result = planTrades(request);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

export const sides = (of: RebalancePlan): string[] => of.trades.map((trade) => `${trade.side} ${trade.asset} ${dec(trade.notional).toDecimalPlaces(2).toFixed(2)}`);
export const weightAfter = (of: RebalancePlan, asset: string): number => of.after.find((row) => row.asset === asset)?.weight ?? Number.NaN;

/** The positions after a plan was carried out. */
export function carriedOut(request: RebalanceRequest, of: RebalancePlan): RebalanceRequest {
  const positions = request.positions.map((position): PositionInput => {
    const trade = of.trades.find((candidate) => candidate.asset === position.asset);
    const moved = trade === undefined ? ZERO : dec(trade.quantity).times(trade.side === 'sell' ? -1 : 1);
    return { ...position, quantity: dec(position.quantity).plus(moved).toFixed(), lots: undefined };
  });
  return { ...request, positions, cash: of.cashAfter, contribution: '0', expectedContribution: '0' };
}

export const worth = (request: RebalanceRequest): Dec =>
  sumDec(request.positions.map((position) => dec(position.quantity).times(dec(position.price)))).plus(dec(request.cash));

/** Conservation and signs, which hold for every plan. */
export function expectBooksBalance(request: RebalanceRequest, of: RebalancePlan): void {
  const after = carriedOut(request, of);
  const costs = dec(of.totals.fee).plus(dec(of.totals.slippage));
  const before = worth(request).plus(dec(request.contribution ?? '0'));
  expect(worth(after).plus(costs).minus(before).abs().lt('1e-9')).toBe(true);
  expect(dec(of.cashAfter).gte(0)).toBe(true);
  for (const position of after.positions) expect(dec(position.quantity).gte(0)).toBe(true);
  const firstBuy = of.trades.findIndex((trade) => trade.side === 'buy');
  if (firstBuy >= 0) expect(of.trades.slice(firstBuy).every((trade) => trade.side === 'buy')).toBe(true);
  const shares = of.after.reduce((sum, row) => sum + (row.weight ?? 0), 0);
  if (!worth(after).isZero()) expect(Math.abs(shares + dec(of.cashAfter).div(worth(after)).toNumber() - 1)).toBeLessThan(1e-9);
}

const decimal = (max: number, places: number) => fc.nat(max * 10 ** places).map((units) => dec(units).div(10 ** places).toFixed());
const bands: fc.Arbitrary<Band> = fc.oneof(
  fc.record({ kind: fc.constant('absolute' as const), points: fc.double({ min: 0.005, max: 0.2, noNaN: true }) }),
  fc.record({ kind: fc.constant('relative' as const), fraction: fc.double({ min: 0.05, max: 0.9, noNaN: true }) }),
  fc.record({ kind: fc.constant('either' as const), points: fc.double({ min: 0.01, max: 0.1, noNaN: true }), fraction: fc.double({ min: 0.05, max: 0.5, noNaN: true }) }),
  fc.record({ kind: fc.constant('costAware' as const), oneWayCost: fc.double({ min: 0.0005, max: 0.02, noNaN: true }) }),
  fc.constant({ kind: 'none' as const }),
);

const position = fc.record({
  quantity: fc.oneof({ weight: 1, arbitrary: fc.constant('0') }, { weight: 5, arbitrary: decimal(1000, 6) }),
  price: decimal(5000, 4).map((text) => (text === '0' ? '1' : text)),
  liquidity: fc.constantFrom('none', 'depth', 'squareRoot'),
  target: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 6, arbitrary: fc.nat(100) }),
});

/** Seeded portfolios of 1 to 8 assets, all bands, destinations, costs, liquidity and minimum trades. */
export const requests: fc.Arbitrary<RebalanceRequest> = fc
  .record({
    rows: fc.array(position, { minLength: 1, maxLength: 8 }),
    cash: decimal(20_000, 2),
    contribution: fc.oneof(fc.constant('0'), decimal(20_000, 2)),
    expectedContribution: fc.oneof(fc.constant('0'), decimal(20_000, 2)),
    contributionsFirst: fc.boolean(),
    untargeted: fc.constantFrom('keep' as const, 'sell' as const),
    sleeve: fc.nat(60),
    band: bands,
    destination: fc.constantFrom('target' as const, 'edge' as const, 'halfway' as const),
    feeBps: fc.constantFrom(0, 10, 35, 100),
    minTrade: fc.constantFrom('0', '10', '250'),
  })
  .map(({ rows, sleeve, feeBps, minTrade, ...rest }) => {
    const whole = rows.reduce((sum, row) => sum + (row.target ?? 0), 0) + sleeve || 1;
    return {
      ...rest,
      day: '2026-01-01',
      positions: rows.map((row, index) => ({
        asset: `A${index}`,
        quantity: row.quantity,
        price: row.price,
        ...(row.liquidity === 'depth' ? { depth2pct: '370000' } : {}),
        ...(row.liquidity === 'squareRoot' ? { dailyTradedValue: '5000000', dailyVolatility: 0.04 } : {}),
      })),
      targets: rows.flatMap((row, index) => (row.target === null ? [] : [{ asset: `A${index}`, weight: Math.floor((row.target / whole) * 1e6) / 1e6 }])),
      costs: { feeBps },
      limits: { minTrade },
    };
  });
