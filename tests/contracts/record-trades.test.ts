import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { NewTransaction } from '@/lib/data/transactions';
import { dec, decText, sumDec, ZERO, type Dec } from '@/lib/domain/foundation/decimal';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { bookLedger, positionsOf, type Books } from '@/lib/domain/portfolio/book-ledger';
import { CASH, type LedgerEntry } from '@/lib/domain/portfolio/ledger';
import { planTrades } from '@/lib/domain/rebalancing/plan-trades';
import type { RebalanceRequest } from '@/lib/domain/rebalancing/types';
import { recordTrades } from '@/lib/services/rebalancing/record-trades';

const written: NewTransaction[] = [];
vi.mock('@/lib/data/transactions', () => ({ insertTransaction: (_: string, entry: NewTransaction) => Promise.resolve(String(written.push(entry))) }));
vi.mock('@/lib/data/accounts', () => ({ listAccounts: () => Promise.resolve([{ id: 'x' }, { id: 'y' }]), insertAccount: () => Promise.reject(new Error('there are accounts')) }));
vi.mock('@/lib/services/portfolio/change-ledger', () => ({ refuse: (_: number, field: string, message: string) => { throw new Error(`${field} ${message}`); } }));

const blank = { toAccount: null, toAsset: null, toQuantity: null, unitPrice: null, fee: ZERO, lots: null } as const;
const booked = (entries: readonly LedgerEntry[]): Books => {
  const books = bookLedger(entries);
  if (!books.ok) throw new Error(JSON.stringify(books));
  return books.value;
};

const PRICES: Readonly<Record<string, string>> = { coin: '0.9987', old: '7', btc: '30123.45', eth: '1999.5' };
const buy = fc.record({ asset: fc.constantFrom('coin', 'coin', 'btc', 'eth', 'old'), account: fc.constantFrom('x', 'y'), worth: fc.integer({ min: 50, max: 9000 }), cost: fc.option(fc.integer({ min: 1, max: 9000 }), { nil: null }), day: fc.integer({ min: 1, max: 28 }), year: fc.constantFrom(2019, 2020, 2021) });

/** What a person holds: deposits on many days in two accounts; what was held as `old` has become `eth`, 1 to 3. */
function ledgerOf(buys: readonly (typeof buy extends fc.Arbitrary<infer T> ? T : never)[], cash: readonly number[]): LedgerEntry[] {
  const entries: LedgerEntry[] = cash.map((amount, index) => ({ ...blank, id: `cash${index}`, kind: 'deposit', day: isoDay('2019-01-01'), ordinal: index, account: index === 0 ? 'x' : 'y', asset: CASH, quantity: dec(amount + 1) }));
  buys.forEach(({ asset, account, worth, cost, day, year }, index) => {
    entries.push({ ...blank, id: `b${index}`, kind: 'deposit', day: isoDay(`${year}-06-${String(day).padStart(2, '0')}`), ordinal: index + 2, account, asset, quantity: dec(worth).div(PRICES[asset] ?? 1).toDecimalPlaces(18, 1), unitPrice: cost === null ? null : dec(cost).div(3).toDecimalPlaces(18, 1) });
  });
  for (const account of ['x', 'y']) {
    const quantity = booked(entries).lots.filter((lot) => lot.asset === 'old' && lot.account === account).reduce((sum, lot) => sum.plus(lot.quantity), ZERO);
    if (quantity.gt(0)) entries.push({ ...blank, id: `m${account}`, kind: 'migration', day: isoDay('2021-07-01'), ordinal: 900, account, asset: 'old', quantity, toAsset: 'eth', toQuantity: quantity.div(3).toDecimalPlaces(18, 1) });
  }
  return entries;
}

function requestOf(books: Books, change: Partial<RebalanceRequest>): RebalanceRequest {
  const held = positionsOf(books);
  return {
    cash: decText(held.get(CASH) ?? ZERO), day: '2021-12-31', band: { kind: 'absolute', points: 0.03 }, contributionsFirst: false,
    targets: [{ asset: 'btc', weight: 0.5 }, { asset: 'eth', weight: 0.4 }],
    positions: ['btc', 'coin', 'eth'].map((asset) => ({
      asset, quantity: decText(held.get(asset) ?? ZERO), price: PRICES[asset] ?? '1', depth2pct: '250000', ...(asset === 'coin' ? { cashLike: true } : {}),
      lots: books.lots.filter((lot) => lot.asset === asset).map((lot) => ({ acquired: lot.acquired, quantity: decText(lot.quantity), unitCost: lot.unitCost === null ? null : decText(lot.unitCost) })),
    })),
    ...change,
  };
}

it('books what a suggestion showed: cash, units and the very lots, stablecoins converted and migrated coins sold among them (500 ledgers)', async () => {
  let conversions = 0;
  await fc.assert(fc.asyncProperty(fc.array(buy, { minLength: 1, maxLength: 12 }), fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 2, maxLength: 2 }), fc.integer({ min: -900, max: 3000 }), fc.constantFrom('fifo' as const, 'least-tax' as const), fc.constantFrom(0, 35), async (buys, cash, contribution, lotMethod, feeBps) => {
    const entries = ledgerOf(buys, cash);
    const before = booked(entries);
    const request = requestOf(before, { contribution: String(contribution), costs: { feeBps }, tax: { lotMethod, shortRate: 0.35, longRate: 0.15 }, limits: { minTrade: '10', quantityPlaces: 8 } });
    const planned = planTrades(request);
    if (!planned.ok || planned.value.nothingToDo) return;
    const plan = planned.value;
    written.length = 0;
    await recordTrades(null as never, 'u', 's', request, plan, before);
    const after = booked([...entries, ...written.map((entry, index): LedgerEntry => ({ ...entry, id: `t${index}`, ordinal: 1000 + index }))]);
    const held = positionsOf(after);
    const near = (a: Dec, b: Dec, within: string): void => expect(a.minus(b).abs().lte(within), `${a.toFixed()} ${b.toFixed()}`).toBe(true);
    near(held.get(CASH) ?? ZERO, dec(plan.cashAfter), '0.0001');
    for (const { asset, quantity } of request.positions) {
      const trade = plan.trades.find((one) => one.asset === asset);
      near(held.get(asset) ?? ZERO, dec(quantity).plus(trade === undefined ? 0 : dec(trade.quantity).times(trade.side === 'sell' ? -1 : 1)), '0.000001');
      if (trade?.side !== 'sell') continue;
      if (asset === 'coin') conversions += 1;
      const leftOf = (books: Books, acquired: string, unitCost: string | null): Dec => sumDec(books.lots.filter((lot) => lot.asset === asset && lot.acquired === acquired && (lot.unitCost === null ? unitCost === null : unitCost !== null && lot.unitCost.eq(unitCost))).map((lot) => lot.quantity));
      const sold = new Map<string, Dec>();
      for (const lot of trade.lots) sold.set(`${lot.acquired} ${lot.unitCost}`, (sold.get(`${lot.acquired} ${lot.unitCost}`) ?? ZERO).plus(dec(lot.quantity)));
      for (const { acquired, unitCost } of trade.lots) expect(leftOf(before, acquired, unitCost).minus(leftOf(after, acquired, unitCost)).toFixed()).toBe(sold.get(`${acquired} ${unitCost}`)?.toFixed());
    }
  }), { numRuns: 500, seed: 12 });
  expect(conversions).toBeGreaterThan(50);
});
