import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dec, sumDec, type Dec } from '../../../lib/domain/foundation/decimal';
import { addDays, isoDay, type IsoDay } from '../../../lib/domain/foundation/iso-day';
import { bookLedger, positionsOf, type Books } from '../../../lib/domain/portfolio/book-ledger';
import type { LedgerEntry, TransactionKind } from '../../../lib/domain/portfolio/ledger';
import { portfolioReturns, valuePortfolio, type PriceOn } from '../../../lib/domain/portfolio/valuation';

let ordinal = 0;
/** `2021-01-01 a buy btc 2 @10 -1`, a transfer with `>b`, a migration with `=aave:2`. */
function entry(line: string): LedgerEntry {
  const [day = '', account = '', kind = '', asset = '', quantity = '0', ...rest] = line.split(' ');
  const value = (mark: RegExp): string | undefined => rest.map((word) => mark.exec(word)?.[1]).find((found) => found !== undefined);
  ordinal += 1;
  const price = value(/^@(.+)$/);
  const became = value(/^=(.+)$/)?.split(':');
  return { id: `t${ordinal}`, kind: kind as TransactionKind, day: isoDay(day), ordinal, account, toAccount: value(/^>(.+)$/) ?? null, toAsset: became?.[0] ?? null, toQuantity: became === undefined ? null : dec(became[1] ?? '0'), asset, quantity: dec(quantity), unitPrice: price === undefined ? null : dec(price), fee: dec(value(/^-(.+)$/) ?? '0'), lots: null };
}
const ledger = (lines: readonly string[]): LedgerEntry[] => lines.map(entry);
const shown = (books: Books): string[] => [
  ...books.lots.map((lot) => `${lot.account} ${lot.asset} ${lot.quantity.toFixed()} ${lot.acquired} ${lot.unitCost?.toFixed() ?? 'unknown'}`),
  ...[...books.cash].map(([account, cash]) => `${account} usd ${cash.toFixed()}`),
];
function booksOf(lines: readonly string[]): Books {
  const booked = bookLedger(ledger(lines));
  if (!booked.ok) throw new Error(JSON.stringify(booked));
  return booked.value;
}

const START = ['2021-01-01 a deposit usd 1000', '2021-01-02 a buy btc 2 @100 -1', '2021-02-01 a buy btc 1 @200'];

describe('booking, before and after', () => {
  it.each<[string, string[], string[], string[]]>([
    ['a purchase: its fee is part of the cost', [], ['a btc 2 2021-01-02 100.5', 'a btc 1 2021-02-01 200', 'a usd 599'], []],
    ['a sale takes the oldest lots; its fee lowers the gain', ['2021-03-01 a sell btc 2.5 @300 -5'], ['a btc 0.5 2021-02-01 200', 'a usd 1344'], ['395', '49']],
    ['a transfer: lots travel with their day and cost', ['2021-03-01 a transfer btc 2.5 >b'], ['a btc 0.5 2021-02-01 200', 'b btc 2 2021-01-02 100.5', 'b btc 0.5 2021-02-01 200', 'a usd 599'], []],
    ['cash is transferred too, the fee stays behind', ['2021-03-01 a transfer usd 100 >b -2'], ['a btc 2 2021-01-02 100.5', 'a btc 1 2021-02-01 200', 'a usd 497', 'b usd 100'], []],
    ['income has its fair value as cost', ['2021-03-01 a income eth 0.1 @50'], ['a btc 2 2021-01-02 100.5', 'a btc 1 2021-02-01 200', 'a eth 0.1 2021-03-01 50', 'a usd 599'], []],
    ['a deposit of unknown cost', ['2021-03-01 a deposit eth 1'], ['a btc 2 2021-01-02 100.5', 'a btc 1 2021-02-01 200', 'a eth 1 2021-03-01 unknown', 'a usd 599'], []],
    ['a fee paid in tokens', ['2021-03-01 a fee btc 0.5'], ['a btc 1.5 2021-01-02 100.5', 'a btc 1 2021-02-01 200', 'a usd 599'], []],
    ['a migration: each lot keeps its day and what it cost in all', ['2021-03-01 a migration btc 3 =new:30'], ['a new 20 2021-01-02 10.05', 'a new 10 2021-02-01 20', 'a usd 599'], []],
    ['a migration of a part takes the oldest; its fee leaves the cash', ['2021-03-01 a migration btc 2.5 =new:0.025 -4'], ['a btc 0.5 2021-02-01 200', 'a new 0.02 2021-01-02 10050', 'a new 0.005 2021-02-01 20000', 'a usd 595'], []],
    ['a sale after a migration has the old basis', ['2021-03-01 a migration btc 3 =new:30', '2021-03-02 a sell new 25 @30'], ['a new 5 2021-02-01 20', 'a usd 1349'], ['399', '50']],
    ['a withdrawal', ['2021-03-01 a withdraw btc 3', '2021-03-01 a withdraw usd 599'], ['a usd 0'], []],
    ['an older lot that arrives later is sold first', ['2021-03-01 b deposit btc 1 @5', '2021-03-02 a transfer btc 1 >b', '2021-03-03 b sell btc 1 @10'], ['a btc 1 2021-01-02 100.5', 'a btc 1 2021-02-01 200', 'b btc 1 2021-03-01 5', 'a usd 599', 'b usd 10'], ['-90.5']],
  ])('%s', (_, lines, after, gains) => {
    const books = booksOf([...START, ...lines]);
    expect(shown(books)).toEqual(after);
    expect(books.realised.map((row) => row.gain?.toFixed())).toEqual(gains);
  });

  it.each<[string, string, string, string, string]>([
    ['a sale beyond the account', '2021-03-01 a sell btc 3.1 @1', 'btc', '3.1', '3'],
    ['a sale from the other account', '2021-03-01 b sell btc 1 @1', 'btc', '1', '0'],
    ['a purchase without the cash', '2021-03-01 a buy eth 1 @599.01', 'usd', '599.01', '599'],
    ['a withdrawal beyond the cash', '2021-03-01 a withdraw usd 600', 'usd', '600', '599'],
    ['a purchase before its deposit', '2020-12-31 a buy eth 1 @1', 'usd', '1', '0'],
    ['a migration of what is not there', '2021-03-01 a migration btc 3.5 =new:35', 'btc', '3.5', '3'],
    ['a transfer of what is not there', '2021-01-15 a transfer btc 3 >b', 'btc', '3', '2'],
  ])('refuses %s and names it', (_, line, asset, needed, available) => {
    const entries = ledger([...START, line]);
    const booked = bookLedger(entries);
    expect(booked).toMatchObject({ ok: false, reason: 'overdrawn', entry: entries.at(-1)?.id, asset });
    expect(booked.ok ? [] : [booked.needed.toFixed(), booked.available.toFixed()]).toEqual([needed, available]);
  });

  it('a sale takes the lots it names, then the oldest', () => {
    const entries = ledger([...START, '2021-03-01 a sell btc 2 @300']);
    const chosen = entries.map((item, index) => (index === 3 ? { ...item, lots: [{ origin: (entries[2] as LedgerEntry).id, quantity: dec(5) }] } : item));
    const booked = bookLedger(chosen);
    expect(booked.ok ? booked.value.realised.map((row) => row.gain?.toFixed()) : null).toEqual(['100', '199.5']);
    expect(booked.ok ? shown(booked.value)[0] : null).toBe('a btc 1 2021-01-02 100.5');
  });

  it('keeps every unit: what came in is held, or went out', () => {
    const line = fc.record({ kind: fc.constantFrom<TransactionKind>('deposit', 'buy', 'sell', 'withdraw', 'transfer', 'income', 'fee'), units: fc.integer({ min: 1, max: 5000 }), days: fc.nat(60), from: fc.constantFrom('a', 'b') });
    let balanced = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const seedMoney = ledger(['2021-01-01 a deposit usd 100000', '2021-01-01 b deposit usd 100000', '2021-01-01 a deposit x 100 @1']);
        const entries = lines.map(({ kind, units, days, from }, index): LedgerEntry => ({ id: `p${index}`, kind, day: addDays(isoDay('2021-01-02'), days), ordinal: index, account: from, toAccount: kind === 'transfer' ? (from === 'a' ? 'b' : 'a') : null, toAsset: null, toQuantity: null, asset: 'x', quantity: dec(units).div(100), unitPrice: dec(3), fee: dec(0), lots: null }));
        const booked = bookLedger([...seedMoney, ...entries]);
        if (!booked.ok) return;
        balanced += 1;
        const sign: Record<TransactionKind, number> = { deposit: 1, buy: 1, income: 1, sell: -1, withdraw: -1, fee: -1, transfer: 0, migration: 0 };
        const expected = sumDec(entries.map((item) => item.quantity.times(sign[item.kind]))).plus(100);
        expect((positionsOf(booked.value).get('x') ?? dec(0)).eq(expected)).toBe(true);
        expect(booked.value.lots.every((lot) => lot.quantity.gt(0))).toBe(true);
      }),
      { numRuns: 3000, seed: 11 },
    );
    expect(balanced).toBeGreaterThan(1000);
  });
});

describe('valuation and returns', () => {
  const prices: Record<string, Record<string, number>> = { '2021-01-01': { btc: 100 }, '2021-06-01': { btc: 110 }, '2022-01-01': { btc: 121 } };
  const priceOn: PriceOn = (asset, day: IsoDay): Dec | null => {
    const price = prices[day]?.[asset];
    return price === undefined ? null : dec(price);
  };

  it('a token without a price is n/a and named, never zero', () => {
    const valued = valuePortfolio(new Map([['btc', dec(2)], ['zzz', dec(5)], ['usd', dec(7)]]), isoDay('2021-01-01'), priceOn);
    expect(valued.total.toFixed()).toBe('207');
    expect(valued.missing).toEqual(['zzz']);
    expect(valued.positions.map((position) => position.value?.toFixed() ?? null)).toEqual(['200', null]);
  });

  it('links the stretches between flows', () => {
    const entries = ledger(['2021-01-01 a deposit usd 100', '2021-01-01 a buy btc 1 @100', '2021-06-01 a deposit usd 110', '2021-06-01 a buy btc 1 @110']);
    const returns = portfolioReturns(entries, isoDay('2022-01-01'), priceOn);
    expect(returns).toMatchObject({ ok: true });
    expect(returns.ok ? returns.timeWeighted : null).toBeCloseTo(0.21, 12);
    expect(returns.ok ? returns.steps.map((step) => [step.flow, step.value]) : null).toEqual([[100, 100], [110, 220], [0, 242]]);
  });

  it('tokens that come in are flows at that day’s close', () => {
    const returns = portfolioReturns(ledger(['2021-01-01 a deposit btc 1 @5']), isoDay('2022-01-01'), priceOn);
    expect(returns.ok ? returns.timeWeighted : null).toBeCloseTo(0.21, 12);
    expect(returns.ok ? returns.moneyWeighted : null).toBeCloseTo(0.21, 9);
  });

  it('is unavailable with its reason where a price is missing, never 0 %', () => {
    expect(portfolioReturns(ledger(['2021-01-01 a deposit zzz 1 @5']), isoDay('2022-01-01'), priceOn)).toMatchObject({ ok: false, reason: expect.stringContaining('zzz') });
    expect(portfolioReturns(ledger(['2022-01-01 a deposit usd 5']), isoDay('2022-01-01'), priceOn)).toMatchObject({ ok: false });
  });
});
