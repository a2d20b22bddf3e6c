import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deferNotAdvised, keepNotAdvised, type NotAdvised } from '../../../lib/domain/rebalancing/not-advised';
import { planTrades } from '../../../lib/domain/rebalancing/plan-trades';
import { suggestionRequest, type SuggestionBase, type SuggestionControls } from '../../../lib/domain/rebalancing/suggestion-request';
import { ask, plan, sides } from './support';

const controls: SuggestionControls = { invest: '0', need: '0', expected: '0', band: { kind: 'absolute', points: 0.05 }, destination: 'target', lotMethod: 'fifo' };
const baseOf = (rows: Parameters<typeof ask>[0], cash = '0'): SuggestionBase => {
  const { positions, targets, day } = ask(rows);
  return { cash, positions, targets, day, bandMultiplier: 1, shortRate: 0, longRate: 0, feeBps: 0, minTrade: '10', contributionsFirst: false, buying: true };
};
const stale = (...assets: string[]): NotAdvised[] => assets.map((asset) => ({ asset, reason: 'its last close is 52 h old', until: '2026-01-02' }));

describe('an asset that nothing is advised about', () => {
  it('is not traded, and the others keep their targets', () => {
    const base = baseOf([['A', '70', '100', 0.5], ['B', '10', '100', 0.25], ['C', '20', '100', 0.25]]);
    expect(sides(plan(suggestionRequest(base, controls)))).toEqual(['sell A 2000.00', 'buy B 1500.00', 'buy C 500.00']);
    const kept = keepNotAdvised(base, stale('C'));
    expect([kept.targets.map(({ asset }) => asset), kept.reserved]).toEqual([['A', 'B'], ['C']]);
    expect(sides(plan(suggestionRequest(kept, controls)))).toEqual(['sell A 2000.00', 'buy B 1500.00']);
  });

  it('leaves the others what is left where it has grown into their room', () => {
    const kept = keepNotAdvised(baseOf([['A', '40', '100', 0.75], ['B', '60', '100', 0.25]]), stale('B'));
    expect(suggestionRequest(kept, controls).targets).toEqual([{ asset: 'A', weight: 0.4 }]);
    expect(sides(plan(suggestionRequest(kept, controls)))).toEqual([]);
  });

  it('is not converted as cash either', () => {
    const base = baseOf([['A', '50', '100', 0.8], ['USDC', '5000', '1', 0]]);
    const withCash: SuggestionBase = { ...base, positions: base.positions.map((position) => (position.asset === 'USDC' ? { ...position, cashLike: true } : position)), targets: [{ asset: 'A', weight: 0.8 }] };
    expect(sides(plan(suggestionRequest(withCash, controls)))).toContain('sell USDC 3000.00');
    expect(sides(plan(suggestionRequest(keepNotAdvised(withCash, stale('USDC')), controls)))).toEqual([]);
  });

  it('changes nothing where there is none', () => {
    const base = baseOf([['A', '70', '100', 0.5], ['B', '30', '100', 0.5]]);
    expect(keepNotAdvised(base, [])).toBe(base);
  });

  it('is said among what waits, once', () => {
    const kept = keepNotAdvised(baseOf([['A', '70', '100', 0.5], ['B', '30', '100', 0.5]]), stale('A'));
    const result = deferNotAdvised(planTrades(suggestionRequest(kept, controls)), stale('A'));
    expect(result.ok && [result.value.deferred, result.value.notTraded.filter(({ asset }) => asset === 'A')]).toEqual([stale('A'), []]);
  });

  it('is never in a trade, whatever is held and asked', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 30 }), fc.boolean());
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 50_000 }), (rows, cash, invest) => {
      const all = rows.reduce((sum, [, weight]) => sum + weight, 0);
      const base = baseOf(rows.map(([quantity, weight], i) => [`T${i}`, String(quantity), '100', weight / all / 1.000001] as const) as unknown as Parameters<typeof ask>[0], String(cash));
      const list = stale(...rows.flatMap(([, , old], i) => (old ? [`T${i}`] : [])));
      const result = planTrades(suggestionRequest(keepNotAdvised(base, list), { ...controls, invest: String(invest) }));
      expect(result.ok).toBe(true);
      const traded = result.ok ? result.value.trades.map(({ asset }) => asset) : [];
      expect(traded.filter((asset) => list.some((entry) => entry.asset === asset))).toEqual([]);
    }), { seed: 8, numRuns: 1_000 });
  });
});
