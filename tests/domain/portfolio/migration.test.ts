import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dec, decText, sumDec, ZERO, type Dec } from '../../../lib/domain/foundation/decimal';
import { addDays, isoDay } from '../../../lib/domain/foundation/iso-day';
import { lineageStep } from '../../../lib/domain/market/lineage';
import { bookLedger, type Books } from '../../../lib/domain/portfolio/book-ledger';
import type { HeldLot, LedgerEntry } from '../../../lib/domain/portfolio/ledger';
import { migrateLots, splitLot, unitCostOf } from '../../../lib/domain/portfolio/lot-parts';
import { pendingMigrations } from '../../../lib/domain/portfolio/pending-migrations';
import { portfolioReturns } from '../../../lib/domain/portfolio/valuation';

const START = isoDay('2020-01-01');
const blank = { account: 'a', toAccount: null, toAsset: null, toQuantity: null, unitPrice: null, fee: ZERO, lots: null } as const;
const lot = (quantity: string, cost: string | null, day = 0): HeldLot => ({ account: 'a', asset: 'lend', acquired: addDays(START, day), quantity: dec(quantity), cost: cost === null ? null : dec(cost), unitCost: unitCostOf(cost === null ? null : dec(cost), dec(quantity)), origin: `o${day}` });
const shown = (lots: readonly HeldLot[]): string[] => lots.map(({ asset, quantity, cost, unitCost, acquired }) => `${asset} ${decText(quantity)} for ${cost === null ? '?' : decText(cost)} at ${unitCost === null ? '?' : decText(unitCost)} of ${acquired}`);
const booked = (entries: readonly LedgerEntry[]): Books => {
  const books = bookLedger(entries);
  if (!books.ok) throw new Error(books.reason);
  return books.value;
};

describe('lots through a migration (Rule 2.1)', () => {
  it.each<[string, HeldLot[], string, string[]]>([
    ['repeats the docstring', [lot('300', '30')], '3', ['aave 3 for 30 at 10 of 2020-01-01']],
    ['days stay, units are shared in proportion', [lot('100', '5'), lot('300', '21', 9)], '4', ['aave 1 for 5 at 5 of 2020-01-01', 'aave 3 for 21 at 7 of 2020-01-10']],
    ['a basis that no unit cost can say is kept whole', [lot('3', '10')], '7', ['aave 7 for 10 at 1.428571428571428571 of 2020-01-01']],
    ['units that do not divide add up', [lot('1', '1'), lot('1', '1', 1), lot('1', '1', 2)], '1', ['aave 0.333333333333333333 for 1 at 3.000000000000000003 of 2020-01-01', 'aave 0.333333333333333333 for 1 at 3.000000000000000003 of 2020-01-02', 'aave 0.333333333333333334 for 1 at 2.999999999999999994 of 2020-01-03']],
    ['an unknown basis stays unknown', [lot('2', null), lot('2', '8', 1)], '4', ['aave 2 for ? at ? of 2020-01-01', 'aave 2 for 8 at 4 of 2020-01-02']],
    ['too little for one unit joins the next', [lot('0.000000000000000001', '3'), lot('100', '5', 1)], '1', ['aave 1 for 8 at 8 of 2020-01-02']],
  ])('%s', (_, lots, units, after) => {
    expect(shown(migrateLots(lots, 'aave', dec(units)))).toEqual(after);
  });

  it('splits a lot without losing a digit', () => {
    const [third, rest] = splitLot(lot('3', '10'), dec(1));
    expect(third.cost?.plus(rest?.cost ?? 0).toFixed()).toBe('10');
    expect(splitLot(lot('3', '10'), dec(3))[1]).toBeNull();
  });

  const amount = fc.integer({ min: 1, max: 1e9 }).map((units) => dec(units).div(1000));
  const ratio = fc.constantFrom('0.01', '1', '0.001', '1000', '3', '0.7', '148.079656', '0.000000000123');

  it('conserves the whole basis and the units to the last digit, keeps the days, and does not mind the order', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ quantity: amount, price: amount, day: fc.nat(300) }), { minLength: 1, maxLength: 8 }), ratio, fc.integer({ min: 1, max: 1000 }), fc.integer(), (buys, by, part, shuffle) => {
        const buysOf = buys.map(({ quantity, price, day }, index): LedgerEntry => ({ ...blank, id: `b${index}`, kind: 'deposit', day: addDays(START, day), ordinal: index, asset: 'lend', quantity, unitPrice: price }));
        const whole = sumDec(buys.map(({ quantity }) => quantity));
        const given = whole.times(part).div(1000).toDecimalPlaces(18, 3);
        const received = given.times(dec(by)).toDecimalPlaces(18, 1);
        if (received.lte(0)) return;
        const move: LedgerEntry = { ...blank, id: 'm', kind: 'migration', day: addDays(START, 301), ordinal: 99, asset: 'lend', quantity: given, toAsset: 'aave', toQuantity: received };
        const after = booked([...buysOf, move]);
        const cost = (lots: readonly HeldLot[]): Dec => sumDec(lots.map((one) => one.cost ?? dec(-1)));
        expect(cost(after.lots).eq(cost(booked(buysOf).lots))).toBe(true);
        expect(sumDec(after.lots.filter((one) => one.asset === 'aave').map((one) => one.quantity)).eq(received)).toBe(true);
        expect(after.realised).toEqual([]);
        const days = new Set(buysOf.map((one) => `${one.id} ${one.day}`));
        expect(after.lots.every((one) => one.quantity.gt(0) && days.has(`${one.origin} ${one.acquired}`))).toBe(true);
        const shuffled = [...buysOf, move].map((one, index) => ({ one, key: Math.imul(index + 1, shuffle | 1) })).sort((a, b) => a.key - b.key).map(({ one }) => one);
        expect(shown(booked(shuffled).lots)).toEqual(shown(after.lots));
      }),
      { numRuns: 2000, seed: 21 },
    );
  });

  it('is no flow and no gain of the portfolio: the return goes through it', () => {
    const prices: Record<string, string> = { 'lend 2020-01-01': '1', 'aave 2020-12-31': '110' };
    const entries: LedgerEntry[] = [
      { ...blank, id: 'in', kind: 'deposit', day: START, ordinal: 1, asset: 'lend', quantity: dec(100), unitPrice: dec(1) },
      { ...blank, id: 'm', kind: 'migration', day: isoDay('2020-10-02'), ordinal: 2, asset: 'lend', quantity: dec(100), toAsset: 'aave', toQuantity: dec(1) },
    ];
    const returns = portfolioReturns(entries, isoDay('2020-12-31'), (asset, day) => (prices[`${asset} ${day}`] === undefined ? null : dec(prices[`${asset} ${day}`] ?? 0)));
    expect(returns.ok ? returns.timeWeighted : returns.reason).toBeCloseTo(0.1, 12);
  });
});

describe('migrations that are offered', () => {
  const step = lineageStep('ethlend', 'aave');
  const successorOf = (asset: string) => (asset === 'lend' && step !== null ? { toAsset: 'aave', step } : null);
  const deposit = (day: string, quantity: string, account = 'a'): LedgerEntry => ({ ...blank, id: day, account, kind: 'deposit', day: isoDay(day), ordinal: 1, asset: 'lend', quantity: dec(quantity) });
  const offered = (entries: readonly LedgerEntry[], day = '2021-01-01') => pendingMigrations({ lots: booked(entries).lots, entries, day: isoDay(day), successorOf }).map((one) => [one.account, one.day, decText(one.quantity), decText(one.toQuantity)]);

  it('are those of each account that holds the old coin, from the day it became the new one', () => {
    expect(offered([deposit('2020-01-01', '250')])).toEqual([['a', '2020-10-02', '250', '2.5']]);
    expect(offered([deposit('2020-01-01', '250'), deposit('2020-02-01', '50'), deposit('2020-03-01', '1', 'b')])).toEqual([['a', '2020-10-02', '300', '3'], ['b', '2020-10-02', '1', '0.01']]);
  });

  it('come after what was booked later, so that nothing is short', () => {
    expect(offered([deposit('2020-01-01', '250'), deposit('2020-12-01', '50')])).toEqual([['a', '2020-12-01', '300', '3']]);
  });

  it('are none before the day, of other coins, or once booked', () => {
    expect(offered([deposit('2020-01-01', '250')], '2020-10-01')).toEqual([]);
    expect(offered([{ ...deposit('2020-01-01', '250'), asset: 'btc' }])).toEqual([]);
    expect(offered([deposit('2020-01-01', '250'), { ...blank, id: 'm', kind: 'migration', day: isoDay('2020-10-02'), ordinal: 2, asset: 'lend', quantity: dec(250), toAsset: 'aave', toQuantity: dec('2.5') }])).toEqual([]);
  });
});
