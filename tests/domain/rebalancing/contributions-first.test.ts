import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../lib/domain/rebalancing/book';
import { buyingSuffices, worthTrading } from '../../../lib/domain/rebalancing/contributions-first';
import { judge } from '../../../lib/domain/rebalancing/judge';
import { ask, carriedOut, plan, requests, sides } from './support';

/** C is a little below its band of 20–30 %: 1,955 of 10,000; its way to the edge is 45. */
const slightly = (minTrade: string, rest = {}) =>
  ask([['A', '38', '100', 0.4], ['B', '25', '100', 0.25], ['C', '19.55', '100', 0.25]], { cash: '1745', destination: 'edge', contributionsFirst: true, limits: { minTrade }, ...rest });

describe('contributions first (Rule 8.1)', () => {
  it('lets a breach that is worth a trade spend the cash that is there', () => {
    expect(sides(plan(slightly('10'))).every((line) => line.startsWith('buy'))).toBe(true);
    // Targets sum to 0.9: a tenth is meant to be cash.
    expect(plan(slightly('10')).cashAfter).toBe('1000');
  });

  it('lets no breach below the minimum trade spend idle cash: such a trade would be dropped', () => {
    expect(plan(slightly('50'))).toMatchObject({ nothingToDo: true, cashAfter: '1745' });
  });

  it('sells for money that is taken out now: what is expected later cannot pay it', () => {
    const out = ask([['A', '6000', '1', 0.5], ['B', '4000', '1', 0.5]], { contribution: '-100', expectedContribution: '3000', contributionsFirst: true });
    expect(sides(plan(out))).toEqual(['sell A 1050.00', 'buy B 950.00']);
    expect(sides(plan({ ...out, cash: '100' }))).toEqual([]);
  });

  it('spends new money all the same', () => {
    expect(plan(slightly('50', { contribution: '100' })).trades.length).toBeGreaterThan(0);
  });

  it('repeats the docstrings', () => {
    const book = openBook(slightly('50'));
    expect(worthTrading(book, judge(book, { kind: 'absolute', points: 0.05 }, 1), 'edge')).toBe(false);
    const half = openBook(ask([['A', '55', '1', 0.5], ['B', '45', '1', 0.5]], { contribution: '11.2' }));
    expect(buyingSuffices(half, judge(half, { kind: 'absolute', points: 0.01 }, 1))).toBe(true);
  });

  it('settles in one step where the first plan sold: accepted, the next one has no sale and spends no idle cash on too small a breach', () => {
    let settled = 0;
    fc.assert(
      fc.property(requests, (request) => {
        const asked = { ...request, contributionsFirst: true, contribution: '0', expectedContribution: '0', destination: 'halfway' as const };
        const first = plan(asked);
        if (!first.trades.some(({ side }) => side === 'sell') || asked.band.kind === 'none') return;
        const after = carriedOut(asked, first);
        const book = openBook(after);
        if (book.value.isZero() || worthTrading(book, judge(book, after.band, after.bandMultiplier ?? 1), 'halfway')) return;
        settled += 1;
        expect(plan({ ...after, portfolioBand: undefined }).nothingToDo).toBe(true);
      }),
      { numRuns: 2000, seed: 81 },
    );
    expect(settled).toBeGreaterThan(300);
  });
});
