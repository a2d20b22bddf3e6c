import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dec, sumDec } from '../../../lib/domain/foundation/decimal';
import { suggestionRequest, type SuggestionBase } from '../../../lib/domain/rebalancing/suggestion-request';
import type { PositionInput, RebalanceRequest } from '../../../lib/domain/rebalancing/types';
import { ask, expectBooksBalance, plan, requests, sides, weightAfter } from './support';

/** Targets 50/40 and 10 % cash; `coin` is a stablecoin at its price. */
function withCoin(held: readonly [string, string, string], rest: Partial<RebalanceRequest> = {}, price = '1'): RebalanceRequest {
  const request = ask([['A', held[0], '1', 0.5], ['B', held[1], '1', 0.4], ['COIN', held[2], price, null]], rest);
  return { ...request, positions: request.positions.map((position) => (position.asset === 'COIN' ? { ...position, cashLike: true } : position)) };
}

describe('a stablecoin is cash of the plan (Rule 2.2)', () => {
  it('is no drift where the plan wants cash, and is said to be cash', () => {
    const result = plan(withCoin(['5000', '4000', '1000']));
    expect(result.portfolioDrift.before).toBeCloseTo(0, 12);
    expect(result.trades).toEqual([]);
    expect(result.drift.find((row) => row.asset === 'COIN')).toMatchObject({ kept: true, cashLike: true, weight: 0.1 });
    expect(result.notTraded).toEqual([{ asset: 'COIN', rule: '2.2', detail: expect.stringContaining('Stablecoin cash: 10.0\u202f% of the value') }]);
  });

  it('drifts as dollars do', () => {
    const dollars = ask([['A', '4500', '1', 0.5], ['B', '3500', '1', 0.4]], { cash: '2000' });
    expect(plan(withCoin(['4500', '3500', '2000'])).portfolioDrift.before).toBeCloseTo(plan(dollars).portfolioDrift.before ?? 0, 12);
  });

  it.each<[string, RebalanceRequest, string[]]>([
    ['is converted for a purchase, as much as it needs', withCoin(['5000', '3000', '2000']), ['sell COIN 1000.00', 'buy B 1000.00']],
    ['after the dollars', withCoin(['5000', '3000', '1400'], { cash: '600' }), ['sell COIN 400.00', 'buy B 1000.00']],
    ['and before any token is sold', withCoin(['5400', '3000', '1600']), ['sell COIN 1000.00', 'buy B 1000.00']],
    ['not where dollars suffice', withCoin(['5000', '3000', '500'], { cash: '1500' }), ['buy B 1000.00']],
    ['for money that is taken out', withCoin(['5000', '4000', '1000'], { contribution: '-300' }), ['sell COIN 300.00']],
    ['at its price', withCoin(['5000', '3000', '2500'], {}, '0.8'), ['sell COIN 1000.00', 'buy B 1000.00']],
    ['with contributions first too', withCoin(['5000', '3000', '2000'], { contributionsFirst: true }), ['sell COIN 1000.00', 'buy B 1000.00']],
    ['not where the dollars suffice for an edge either', withCoin(['5000', '3400', '110'], { cash: '1490', limits: { minTrade: '100' } }), ['buy B 600.00']],
  ])('%s', (_, request, expected) => {
    const result = plan(request);
    expect(sides(result)).toEqual(expected);
    expectBooksBalance(request, result);
  });

  it('does not join new money without a breach', () => {
    expect(plan(withCoin(['5000', '4000', '1000'], { contribution: '90' })).trades.every((trade) => trade.side === 'buy' && trade.asset !== 'COIN')).toBe(true);
  });

  it('says why it is converted', () => {
    expect(plan(withCoin(['5000', '3000', '2000'])).trades[0]?.reason).toEqual({ rule: '2.2', detail: 'Stablecoin cash: 20.0\u202f% is held, and the purchases cannot be paid from US dollars alone. It is converted before a token is sold to raise money.' });
  });

  it('names what cannot be paid: the purchases where dollars cover the money taken out, else that money', () => {
    const [taken, both] = [withCoin(['5000', '3000', '2000'], { cash: '500', contribution: '-100' }), withCoin(['5000', '3000', '2000'], { cash: '50', contribution: '-100' })];
    expect(plan(taken).trades[0]?.reason.detail).toContain('the purchases cannot be paid');
    expect(plan(both).trades[0]?.reason.detail).toContain('the $100.00 taken out cannot be paid');
  });

  it('is not denied by the reason of what it pays for', () => {
    const bought = (request: RebalanceRequest) => plan(request).trades.find(({ side }) => side === 'buy')?.reason.detail;
    expect(bought(withCoin(['5000', '3000', '2000'], { contributionsFirst: true }))).toMatch(/No token is sold\.$/);
    expect(bought(withCoin(['5000', '3000', '0'], { contributionsFirst: true, cash: '2000' }))).toMatch(/Nothing is sold\.$/);
  });

  it('counts for contributions first as what converting it brings: slippage off, and nothing below the minimum trade', () => {
    const thin = withCoin(['5200', '3594', '1000'], { contribution: '-995', contributionsFirst: true, band: { kind: 'absolute', points: 0.0415 }, targets: [{ asset: 'A', weight: 0.55 }, { asset: 'B', weight: 0.45 }] });
    const shallow = { ...thin, positions: thin.positions.map((position) => (position.asset === 'COIN' ? { ...position, depth2pct: '1000' } : position)) };
    expect(sides(plan(shallow))).toEqual(['sell COIN 1000.00', 'sell A 366.05', 'buy B 361.05']);
    const small = withCoin(['5500', '4395', '10'], { cash: '95', contributionsFirst: true, limits: { minTrade: '20' }, targets: [{ asset: 'A', weight: 0.5 }, { asset: 'B', weight: 0.5 }] });
    expect(plan(small)).toMatchObject({ deferred: [], trades: [{ asset: 'A', side: 'sell' }, { asset: 'B', side: 'buy' }] });
  });

  const coins = fc.array(fc.record({ units: fc.integer({ min: 0, max: 8000 }), price: fc.constantFrom('1', '0.97', '1.002'), depth: fc.constantFrom(undefined, '2000', '100000') }), { minLength: 1, maxLength: 3 });

  it('is given before any token where money is short, of several coins, thin or off their peg, and no plan is refused for it (1,000 cases)', () => {
    fc.assert(fc.property(requests, coins, fc.integer({ min: 0, max: 40 }), (raw, held, out) => {
      const rows = held.map(({ units, price, depth }, index) => ({ asset: `C${index}`, quantity: String(units), price, cashLike: true, ...(depth === undefined ? {} : { depth2pct: depth }) }));
      const worthOf = (positions: readonly PositionInput[]) => sumDec(positions.map(({ quantity, price }) => dec(quantity).times(dec(price))));
      const spendable = worthOf(rows).plus(worthOf(raw.positions.filter(({ asset }) => raw.targets.some((target) => target.asset === asset)))).plus(dec(raw.cash));
      const contribution = out < 20 ? raw.contribution : spendable.times(out - 20).div(30).toDecimalPlaces(2, 1).negated().toFixed();
      const request: RebalanceRequest = { ...raw, untargeted: 'keep', contribution, positions: [...rows, ...raw.positions] };
      if (worthOf(request.positions).plus(dec(raw.cash)).plus(dec(contribution ?? '0')).lte(0)) return;
      const result = plan(request);
      expectBooksBalance(request, result);
      const raised = result.trades.filter(({ side, reason }) => side === 'sell' && (reason.rule === '8.1' || reason.rule === '8.6'));
      const left = rows.filter(({ asset, quantity, price }) => dec(quantity).times(dec(price)).minus(result.trades.find((trade) => trade.asset === asset)?.notional ?? 0).gt(dec(request.limits?.minTrade ?? '0').times(2).plus(1)));
      if (left.length > 0) expect(raised).toEqual([]);
      expect(result.deferred.filter(({ reason }) => reason.includes('$0.00 expected'))).toEqual([]);
    }), { numRuns: 1000, seed: 31 });
  });

  it('stays where nothing may be bought (Rule 7.4), and as it is where it has a target of its own', () => {
    expect(plan(withCoin(['5000', '3000', '2000'], { buying: false })).trades).toEqual([]);
    const targeted = ask([['A', '5000', '1', 0.5], ['COIN', '5000', '1', 0.5]]);
    const marked = { ...targeted, positions: targeted.positions.map((position) => ({ ...position, cashLike: true })) };
    expect(plan(marked)).toEqual(plan(targeted));
  });

  it('leaves the room of the targets whole; what is outside the plan does not', () => {
    const base: SuggestionBase = {
      cash: '0', day: '2026-01-01', bandMultiplier: 1, shortRate: 0, longRate: 0, feeBps: 0, minTrade: '10', contributionsFirst: false, buying: true,
      positions: [{ asset: 'A', quantity: '800', price: '1' }, { asset: 'COIN', quantity: '200', price: '1', cashLike: true }], targets: [{ asset: 'A', weight: 0.8 }],
    };
    const controls = { invest: '0', need: '0', expected: '0', band: { kind: 'absolute', points: 0.05 }, destination: 'target', lotMethod: 'fifo' } as const;
    expect(suggestionRequest(base, controls).targets).toEqual([{ asset: 'A', weight: 0.8 }]);
    const outside = { ...base, positions: base.positions.map((position) => ({ ...position, cashLike: false })) };
    expect(suggestionRequest(outside, controls).targets[0]?.weight).toBeCloseTo(0.64, 12);
  });

  it('is only ever sold, keeps the books balanced, and is sold for what is needed, not for more (1,500 cases)', () => {
    let converted = 0;
    fc.assert(fc.property(requests, fc.integer({ min: 0, max: 20_000 }), (raw, units) => {
      const request = { ...raw, positions: [...raw.positions, { asset: 'COIN', quantity: String(units), price: '1', cashLike: true }] };
      const result = plan(request);
      expectBooksBalance(request, result);
      const coin = result.trades.find((trade) => trade.asset === 'COIN');
      if (coin === undefined) return;
      converted += 1;
      expect(coin.side).toBe('sell');
      expect(dec(result.cashAfter).lte(dec(request.limits?.minTrade ?? '0').times(9).plus('1'))).toBe(true);
    }), { numRuns: 1500, seed: 22 });
    expect(converted).toBeGreaterThan(100);
    expect(weightAfter(plan(withCoin(['5000', '3000', '2000'])), 'COIN')).toBeCloseTo(0.1, 12);
  });
});
