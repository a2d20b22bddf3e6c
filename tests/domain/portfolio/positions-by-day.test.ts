import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dec } from '../../../lib/domain/foundation/decimal';
import { addDays, isoDay, type IsoDay } from '../../../lib/domain/foundation/iso-day';
import { bookLedger, positionsOf } from '../../../lib/domain/portfolio/book-ledger';
import type { LedgerEntry, TransactionKind } from '../../../lib/domain/portfolio/ledger';
import { positionsByDay } from '../../../lib/domain/portfolio/positions-by-day';

const START = isoDay('2021-01-01');
const entry = (index: number, kind: TransactionKind, day: IsoDay, asset: string, quantity: string): LedgerEntry => ({ id: `e${index}`, kind, day, ordinal: index, account: 'a', toAccount: null, toAsset: null, toQuantity: null, asset, quantity: dec(quantity), unitPrice: asset === 'usd' ? null : dec(3), fee: dec(0), lots: null });

describe('positions by day', () => {
  it('repeats the docstring, and throws on a ledger that overdraws', () => {
    const [monday, tuesday] = [START, addDays(START, 1)];
    const held = positionsByDay([entry(0, 'deposit', monday, 'usd', '6'), entry(2, 'buy', tuesday, 'x', '1'), entry(1, 'buy', monday, 'x', '1')], [monday, tuesday]);
    expect(held.map((positions) => positions.get('x')?.toFixed())).toEqual(['1', '2']);
    expect(held.map((positions) => positions.get('usd')?.toFixed())).toEqual(['3', undefined]);
    expect(() => positionsByDay([entry(0, 'sell', monday, 'x', '1')], [monday])).toThrow('overdrawn');
  });

  it('are those of the books closed on each day (1,000 cases)', () => {
    const line = fc.record({ kind: fc.constantFrom<TransactionKind>('deposit', 'buy', 'sell', 'withdraw', 'income', 'fee'), units: fc.integer({ min: 1, max: 500 }), later: fc.nat(20) });
    let compared = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const seed = [entry(0, 'deposit', START, 'usd', '100000'), entry(1, 'deposit', START, 'x', '20')];
        const entries = [...seed, ...lines.map(({ kind, units, later }, i) => entry(i + 2, kind, addDays(START, later), 'x', dec(units).div(100).toFixed()))];
        if (!bookLedger(entries).ok) return;
        const days = [0, 3, 7, 20].map((later) => addDays(START, later));
        const held = positionsByDay(entries, days);
        days.forEach((day, i) => {
          const booked = bookLedger(entries.filter((one) => one.day <= day));
          compared += 1;
          expect(held[i]).toEqual(booked.ok ? positionsOf(booked.value) : null);
        });
      }),
      { numRuns: 1000, seed: 31 },
    );
    expect(compared).toBeGreaterThan(2000);
  });
});
