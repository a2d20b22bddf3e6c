import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dec } from '../../../lib/domain/foundation/decimal';
import { withoutBuying, HELD, mark } from '../../../lib/domain/rebalancing/layout';
import { suggestionRequest, type SuggestionBase } from '../../../lib/domain/rebalancing/suggestion-request';
import { ask, expectBooksBalance, plan, requests, sides } from './support';

const drifted = ask([['A', '50', '100', 0.3], ['B', '10', '100', 0.3], ['C', '40', '100', 0.4]], { destination: 'target' });

describe('buying that has stopped (Rule 7.4)', () => {
  it('sells what is above its band and buys nothing; what is below says why', () => {
    expect(sides(plan(drifted))).toEqual(['sell A 2000.00', 'buy B 2000.00']);
    const stopped = plan({ ...drifted, buying: false });
    expect(sides(stopped)).toEqual(['sell A 2000.00']);
    expect(stopped.cashAfter).toBe('2000');
    expect(stopped.notTraded).toMatchObject([{ asset: 'B', rule: '7.4' }]);
  });

  it('leaves new money in cash, and lets no sale wait for purchases', () => {
    const inside = ask([['A', '50', '100', 0.5], ['B', '50', '100', 0.5]], { contribution: '1000', buying: false });
    expect(plan(inside)).toMatchObject({ nothingToDo: true, cashAfter: '1000' });
    const first = { ...drifted, contribution: '50000', contributionsFirst: true };
    expect(sides(plan(first)).some((line) => line.startsWith('sell'))).toBe(false);
    expect(plan({ ...drifted, contributionsFirst: true, expectedContribution: '50000', buying: false }).trades.map(({ side }) => side)).toEqual(['sell']);
  });

  it('repeats the docstring', () => {
    expect(withoutBuying({ base: [mark('atLeast', dec('0.3')), mark('atMost', dec('0.2')), mark('share', dec('0.1'))], stages: [], reserve: dec(0), reserveNear: 0 }).base).toEqual([HELD, mark('atMost', dec('0.2')), mark('atMost', dec('0.1'))]);
  });

  it('stops a suggestion as a whole: the page, its preview and the overview ask with it', () => {
    const base: SuggestionBase = { cash: '0', positions: drifted.positions, targets: drifted.targets, day: drifted.day, bandMultiplier: 1, shortRate: 0, longRate: 0, feeBps: 0, minTrade: '10', contributionsFirst: true, buying: false };
    const controls = { invest: '0', need: '0', expected: '0', band: drifted.band, destination: 'target', lotMethod: 'fifo' } as const;
    expect(plan(suggestionRequest(base, controls)).trades.map(({ side }) => side)).toEqual(['sell']);
    expect(plan(suggestionRequest({ ...base, buying: true }, controls)).trades.map(({ side }) => side)).toEqual(['sell', 'buy']);
  });

  it('never buys, whatever is asked, and the books balance (1,000 cases)', () => {
    let sold = 0;
    fc.assert(
      fc.property(requests, (request) => {
        const stopped = plan({ ...request, buying: false });
        expectBooksBalance(request, stopped);
        expect(stopped.trades.every(({ side }) => side === 'sell')).toBe(true);
        sold += stopped.trades.length;
      }),
      { numRuns: 1000, seed: 74 },
    );
    expect(sold).toBeGreaterThan(500);
  });
});
