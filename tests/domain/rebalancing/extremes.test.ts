import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dec } from '../../../lib/domain/foundation/decimal';
import { planTrades } from '../../../lib/domain/rebalancing/plan-trades';
import type { RebalanceRequest } from '../../../lib/domain/rebalancing/types';

const sizes = fc.constantFrom('0.000000000000000001', '0.01', '1', '60000', '1000000000000', '99999999999999999999999999999999999999');
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Everything the API lets through at its bounds: 38 digits, costs of all of a trade, markets of nothing. */
const extremes: fc.Arbitrary<RebalanceRequest> = fc
  .record({
    rows: fc.array(fc.record({ quantity: fc.oneof(sizes, fc.constant('0')), price: sizes, depth2pct: some(sizes), dailyTradedValue: some(sizes), dailyVolatility: some(fc.constantFrom(0, 0.04, 1)), weight: some(fc.constantFrom(0, 0.1, 0.19)) }), { minLength: 1, maxLength: 5 }),
    cash: fc.oneof(sizes, fc.constant('0')),
    contribution: fc.oneof(sizes, fc.constantFrom('0', '-0.01', '-1', '-50000')),
    contributionsFirst: fc.boolean(),
    untargeted: fc.constantFrom('keep' as const, 'sell' as const),
    band: fc.constantFrom<RebalanceRequest['band']>({ kind: 'none' }, { kind: 'absolute', points: 0 }, { kind: 'relative', fraction: 100 }, { kind: 'costAware', oneWayCost: 1, riskAversion: 0.001 }),
    feeBps: fc.constantFrom(0, 10, 5000, 10_000),
    minTrade: fc.oneof(sizes, fc.constant('0')),
    quantityPlaces: fc.constantFrom(0, 8, 18),
  })
  .map(({ rows, feeBps, minTrade, quantityPlaces, ...rest }) => ({
    ...rest,
    day: '2026-01-01',
    positions: rows.map(({ weight: _, ...row }, index) => ({ asset: `A${index}`, ...row })),
    targets: rows.flatMap(({ weight }, index) => (weight === undefined ? [] : [{ asset: `A${index}`, weight }])),
    costs: { feeBps },
    limits: { minTrade, quantityPlaces },
  }));

describe('at the bounds of the API', () => {
  it('answers or refuses, with finite numbers and nothing negative', () => {
    let answered = 0;
    fc.assert(
      fc.property(extremes, (request) => {
        const result = planTrades(request);
        if (!result.ok) return;
        answered += 1;
        expect(dec(result.value.cashAfter).gte(0)).toBe(true);
        for (const trade of result.value.trades) {
          expect(dec(trade.quantity).gt(0)).toBe(true);
          expect([trade.to, trade.order.days].every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 2000, seed: 3 },
    );
    expect(answered).toBeGreaterThan(1000);
  });
});
