import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { listLots } from '@/lib/data/lots';
import { prisma } from '@/lib/data/prisma';
import { listTransactions } from '@/lib/data/transactions';
import { dec, sumDec } from '@/lib/domain/foundation/decimal';
import { bookLedger, positionsOf } from '@/lib/domain/portfolio/book-ledger';
import type { ProfileAnswers } from '@/lib/schemas/plan';
import { transactionSchema, type TransactionInput } from '@/lib/schemas/portfolio';
import type { UserSettings } from '@/lib/schemas/settings';
import { changeSettings, readSettings } from '@/lib/services/account/settings';
import { readOwnLine } from '@/lib/services/overview/read-own-line';
import { addAccount, deleteAccount, readAccounts } from '@/lib/services/portfolio/accounts';
import type { LedgerChange } from '@/lib/services/portfolio/change-ledger';
import { ledgerCsv, ledgerJson } from '@/lib/services/portfolio/export-ledger';
import { readPortfolio } from '@/lib/services/portfolio/read-portfolio';
import { readTransaction } from '@/lib/services/portfolio/read-transactions';
import { addSamplePortfolio } from '@/lib/services/portfolio/sample-portfolio';
import { addTransaction, deleteTransaction, editTransaction } from '@/lib/services/portfolio/transactions';
import { saveProfile } from '@/lib/services/planning/profile';
import { acceptSuggestion } from '@/lib/services/rebalancing/accept-suggestion';
import { buildSuggestion } from '@/lib/services/rebalancing/build-suggestion';
import { suggestionCsv, suggestionJson } from '@/lib/services/rebalancing/export-suggestion';
import { pastSuggestions, readSuggestion } from '@/lib/services/rebalancing/read-suggestions';

let lastDay = '';

async function person(): Promise<string> {
  return (await prisma.user.create({ data: { email: `${randomUUID()}@example.org`, passwordHash: 'x' } })).id;
}
const made = <T>(change: LedgerChange<T>): T => {
  if (!change.ok) throw new Error(change.message);
  return change.value;
};
const account = async (userId: string, name = 'Exchange'): Promise<string> => made(await addAccount(userId, { name, kind: 'exchange', taxTreatment: 'taxable' })).id;
const input = (accountId: string, rest: Partial<Record<keyof TransactionInput, string>>): TransactionInput =>
  transactionSchema.parse({ accountId, kind: 'deposit', day: lastDay, asset: 'usd', quantity: '1000', ...rest });

const ANSWERS = { age: 40, temperament: 'balanced', incomeStability: 'stable', investable: '150000', netWorth: '400000', monthlyExpenses: '3000', reserve: '25000', debts: [], horizonYears: 15 } satisfies ProfileAnswers;

/** A person with a plan and the sample portfolio, and the suggestion they see. */
async function invested(): Promise<{ userId: string; id: string; trades: number; cashAfter: string }> {
  const userId = await person();
  await saveProfile(userId, ANSWERS);
  made(await addSamplePortfolio(userId));
  const built = await buildSuggestion(userId, { invest: '5000' });
  if (built?.snapshot === null || built === null || !built.result.ok) throw new Error('no suggestion');
  return { userId, id: built.snapshot.id, trades: built.result.value.trades.length, cashAfter: built.result.value.cashAfter };
}

async function changeRebalancing(userId: string, change: Partial<UserSettings['rebalancing']>): Promise<void> {
  await changeSettings(userId, { rebalancing: { ...(await readSettings(userId)).rebalancing, ...change } });
}

beforeAll(async () => {
  const dataset = await prisma.dataset.findFirstOrThrow({ where: { active: true } });
  lastDay = (dataset.lastDay as Date).toISOString().slice(0, 10);
});

describe('coins that became others, and stablecoins', () => {
  it('offers a migration once, books it with the basis kept, and takes it in the export', async () => {
    const moved = await prisma.datasetAsset.findFirst({ where: { dataset: { active: true }, successor: { not: null } }, orderBy: { assetId: 'asc' } });
    const userId = await person();
    const wallet = await account(userId, 'Wallet');
    const [from, to] = [moved?.assetId ?? 'bitcoin', moved?.successor ?? 'ethereum'];
    made(await addTransaction(userId, input(wallet, { asset: from, quantity: '300', unitPrice: '0.1' })));
    const offered = (await readPortfolio(userId))?.migrations ?? [];
    expect(offered.map((one) => [one.asset, one.toAsset, one.quantity])).toEqual(moved === null ? [] : [[from, to, '300']]);
    const toQuantity = offered[0]?.toQuantity ?? '7';
    made(await addTransaction(userId, input(wallet, { kind: 'migration', asset: from, quantity: '300', toAsset: to, toQuantity, day: offered[0]?.day ?? lastDay })));
    expect((await listLots(userId)).map((lot) => [lot.asset, lot.quantity.toFixed(), lot.cost?.toFixed()])).toEqual([[to, toQuantity, '30']]);
    const after = await readPortfolio(userId);
    expect(after).toMatchObject({ migrations: [], realised: '0', positions: [{ asset: to, cost: '30' }] });
    expect(await ledgerCsv(userId)).toContain(`migration,${from},300,${to},${toQuantity}`);
    expect(JSON.parse(await ledgerJson(userId))).toMatchObject({ transactions: [{ toAsset: null }, { kind: 'migration', toAsset: to, toQuantity }] });
  });

  it('refuses a migration into what the market does not know, or without its units', async () => {
    const userId = await person();
    const wallet = await account(userId, 'Wallet');
    made(await addTransaction(userId, input(wallet, { asset: 'bitcoin', quantity: '3', unitPrice: '1' })));
    expect(await addTransaction(userId, input(wallet, { kind: 'migration', asset: 'bitcoin', quantity: '3', toAsset: 'no-such-coin', toQuantity: '3' }))).toMatchObject({ ok: false, status: 422, field: 'toAsset' });
    expect(transactionSchema.safeParse({ accountId: wallet, kind: 'migration', day: lastDay, asset: 'bitcoin', quantity: '3', toAsset: 'ethereum' }).success).toBe(false);
    expect(transactionSchema.safeParse({ accountId: wallet, kind: 'buy', day: lastDay, asset: 'bitcoin', quantity: '3', unitPrice: '1', toAsset: 'ethereum', toQuantity: '1' }).success).toBe(false);
  });

  it('counts a stablecoin as cash of the plan and converts it for purchases', async () => {
    const coin = await prisma.datasetAsset.findFirstOrThrow({ where: { dataset: { active: true }, kind: 'stablecoin', lastDay: new Date(lastDay) }, orderBy: { assetId: 'asc' } });
    const userId = await person();
    await saveProfile(userId, ANSWERS);
    const wallet = await account(userId, 'Wallet');
    made(await addTransaction(userId, input(wallet, { asset: coin.assetId, quantity: '20000', unitPrice: '1' })));
    const built = await buildSuggestion(userId, {});
    const plan = built?.result.ok === true ? built.result.value : null;
    expect(plan?.drift.find((row) => row.asset === coin.assetId)).toMatchObject({ kept: true, cashLike: true });
    expect(plan?.trades[0]).toMatchObject({ asset: coin.assetId, side: 'sell', reason: { rule: '2.2' } });
    expect(plan?.trades.slice(1).every(({ side }) => side === 'buy')).toBe(true);
    made(await acceptSuggestion(userId, built?.snapshot?.id ?? ''));
    expect((await readPortfolio(userId))?.positions.some(({ cashLike }) => cashLike)).toBe(Number(plan?.after.find((row) => row.asset === coin.assetId)?.weight) > 0);
  });
});

describe('the ledger', () => {
  it('books lots in the same write, and refuses an overdraw naming the transaction', async () => {
    const userId = await person();
    const exchange = await account(userId);
    made(await addTransaction(userId, input(exchange, {})));
    made(await addTransaction(userId, input(exchange, { kind: 'buy', asset: 'bitcoin', quantity: '0.01', unitPrice: '40000', fee: '1' })));
    expect((await listLots(userId)).map((lot) => [lot.asset, lot.quantity.toFixed(), lot.unitCost?.toFixed()])).toEqual([['bitcoin', '0.01', '40100']]);
    const refused = await addTransaction(userId, input(exchange, { kind: 'sell', asset: 'bitcoin', quantity: '0.02', unitPrice: '40000' }));
    expect(refused).toMatchObject({ ok: false, status: 422, field: 'quantity', message: expect.stringContaining('The sell of 0.02 bitcoin') });
    expect(await listTransactions(userId)).toHaveLength(2);
  });

  it('refuses to take away what later transactions stand on, and changes nothing', async () => {
    const userId = await person();
    const exchange = await account(userId);
    const deposit = made(await addTransaction(userId, input(exchange, {})));
    made(await addTransaction(userId, input(exchange, { kind: 'buy', asset: 'bitcoin', quantity: '0.01', unitPrice: '40000' })));
    expect(await deleteTransaction(userId, deposit.id)).toMatchObject({ ok: false, message: expect.stringContaining('The buy of 0.01 bitcoin') });
    expect(await editTransaction(userId, deposit.id, input(exchange, { quantity: '399' }))).toMatchObject({ ok: false });
    expect(await editTransaction(userId, deposit.id, input(exchange, { quantity: '400' }))).toMatchObject({ ok: true });
    expect((await readPortfolio(userId))?.cash).toBe('0');
  });

  it('answers a repeated click once', async () => {
    const userId = await person();
    const exchange = await account(userId);
    const key = randomUUID();
    const clicks = await Promise.all([1, 2, 3].map(() => addTransaction(userId, input(exchange, {}), key)));
    expect(new Set(clicks.map((click) => made(click).id)).size).toBe(1);
    expect(await listTransactions(userId)).toHaveLength(1);
  });

  it('lets one of two withdrawals at once through', async () => {
    const userId = await person();
    const exchange = await account(userId);
    made(await addTransaction(userId, input(exchange, {})));
    const both = await Promise.all([1, 2].map(() => addTransaction(userId, input(exchange, { kind: 'withdraw', quantity: '600' }))));
    expect(both.filter((one) => one.ok)).toHaveLength(1);
  });

  it.each<[string, Partial<Record<keyof TransactionInput, string>>, string]>([
    ['a token the market does not know', { asset: 'no-such-token', unitPrice: '1' }, 'asset'],
    ['a day after the market ends', { day: '2999-01-01' }, 'day'],
    ['an account that is not theirs', { accountId: randomUUID() }, 'accountId'],
  ])('refuses %s', async (_, change, field) => {
    const userId = await person();
    expect(await addTransaction(userId, input(await account(userId), change))).toMatchObject({ ok: false, field });
  });

  it('records the money that came with a purchase, and exports everything', async () => {
    const userId = await person();
    const exchange = await account(userId);
    made(await addTransaction(userId, { ...input(exchange, { kind: 'buy', asset: 'bitcoin', quantity: '0.01', unitPrice: '40000', note: '=HYPERLINK()' }), funded: true }));
    expect((await listTransactions(userId)).map((entry) => [entry.kind, entry.quantity.toFixed()])).toEqual([['deposit', '400'], ['buy', '0.01']]);
    expect(await ledgerCsv(userId)).toContain(",'=HYPERLINK(),");
    expect((JSON.parse(await ledgerJson(userId)) as { transactions: unknown[] }).transactions).toHaveLength(2);
  });

  it('a second person finds nothing of the first', async () => {
    const [first, second] = [await person(), await person()];
    const exchange = await account(first);
    const { id } = made(await addTransaction(first, input(exchange, {})));
    expect(await readTransaction(second, id)).toBeNull();
    expect(await editTransaction(second, id, input(await account(second), {}))).toMatchObject({ ok: false, status: 404 });
    expect(await deleteTransaction(second, id)).toMatchObject({ ok: false, status: 404 });
    expect(await deleteAccount(second, exchange)).toMatchObject({ ok: false, status: 404 });
    expect(await addTransaction(second, input(exchange, {}))).toMatchObject({ ok: false, status: 404 });
    expect(await readAccounts(first)).toHaveLength(1);
  });
});

describe('accepting a suggestion', () => {
  it('records its trades whole: the ledger ends with the cash that was shown', async () => {
    const { userId, id, trades, cashAfter } = await invested();
    expect(await acceptSuggestion(userId, id)).toMatchObject({ ok: true, value: { already: false } });
    const entries = await listTransactions(userId);
    const recorded = entries.filter((entry) => entry.suggestionId === id);
    expect(new Set(recorded.filter((entry) => entry.kind === 'buy' || entry.kind === 'sell').map((entry) => entry.asset)).size).toBe(trades);
    const booked = bookLedger(entries);
    expect(booked.ok ? (positionsOf(booked.value).get('usd') ?? dec(0)).minus(dec(cashAfter)).abs().lt('0.000001') : false).toBe(true);
    expect(sumDec((await listLots(userId)).map((lot) => lot.quantity)).gt(0)).toBe(true);
    expect((await pastSuggestions(userId)).map((past) => past.id)).toEqual([id]);
    expect(await suggestionCsv(userId, id)).toContain('prices_day');
    expect(JSON.parse((await suggestionJson(userId, id)) ?? '{}')).toMatchObject({ id, state: 'accepted' });
  });

  it('has one effect, however often and however much at once it is clicked', async () => {
    const { userId, id } = await invested();
    const clicks = await Promise.all(Array.from({ length: 4 }, () => acceptSuggestion(userId, id)));
    expect(clicks.map((click) => made(click).already).sort()).toEqual([false, true, true, true]);
    const count = (await listTransactions(userId)).length;
    expect(made(await acceptSuggestion(userId, id)).already).toBe(true);
    expect(await listTransactions(userId)).toHaveLength(count);
  });

  it('the same question is the same snapshot', async () => {
    const { userId, id } = await invested();
    expect((await buildSuggestion(userId, { invest: '5000' }))?.snapshot?.id).toBe(id);
    expect((await buildSuggestion(userId, { invest: '5001' }))?.snapshot?.id).not.toBe(id);
    expect(made(await acceptSuggestion(userId, id)).already).toBe(false);
  });

  it('waits for money that is expected, from the settings and from the address', async () => {
    const { userId } = await invested();
    const deferred = async (query = {}) => {
      const built = await buildSuggestion(userId, query);
      return built?.result.ok === true ? built.result.value.deferred.length : -1;
    };
    expect(await deferred()).toBe(0);
    expect(await deferred({ expect: '90000' })).toBeGreaterThan(0);
    await changeRebalancing(userId, { expectedContribution: '90000' });
    expect(await deferred()).toBeGreaterThan(0);
    expect(await deferred({ expect: '0' })).toBe(0);
  });

  it('waits for the calendar, on the page and on the first screen, and money put in does not put it off', async () => {
    const { userId, id } = await invested();
    await changeRebalancing(userId, { trigger: 'yearly' });
    const waiting = await buildSuggestion(userId, {});
    expect(waiting).toMatchObject({ snapshot: null, prepared: { calendar: { due: false, rebalanced: false } }, result: { value: { nothingToDo: true } } });
    expect(waiting?.watches.length).toBeGreaterThan(0);
    expect(await readOwnLine(userId)).toMatchObject({ trades: 0, nextDue: waiting?.prepared.calendar?.next });
    const money = await buildSuggestion(userId, { invest: '1000' });
    expect(money?.result).toMatchObject({ value: { nothingToDo: false } });
    made(await acceptSuggestion(userId, money?.snapshot?.id ?? id));
    expect((await buildSuggestion(userId, {}))?.prepared.calendar).toEqual(waiting?.prepared.calendar);
  });

  it('goes to the targets when the calendar is due, and counts from there', async () => {
    const { userId } = await invested();
    await changeRebalancing(userId, { trigger: 'weekly' });
    const due = await buildSuggestion(userId, {});
    expect(due).toMatchObject({ prepared: { calendar: { due: true } } });
    expect(due?.controls).toEqual(due?.usual);
    const planned = due?.result.ok === true ? due.result.value : null;
    expect(planned?.trades.every(({ reason }) => reason.rule === '6.3')).toBe(true);
    expect(planned?.drift.some((row) => row.target > 0 && row.upper > row.lower)).toBe(true);
    expect(await readOwnLine(userId)).toMatchObject({ trades: due?.result.ok === true ? due.result.value.trades.length : -1, nextDue: null });
    made(await acceptSuggestion(userId, due?.snapshot?.id ?? ''));
    expect((await buildSuggestion(userId, {}))?.prepared.calendar).toMatchObject({ since: lastDay, rebalanced: true, due: false });
  });

  it('has ended after 24 hours', async () => {
    const { userId, id } = await invested();
    const late = { now: () => new Date(Date.now() + 24 * 3_600_000 + 1000) };
    expect(await acceptSuggestion(userId, id, late)).toMatchObject({ ok: false, status: 409, message: expect.stringContaining('expired') });
  });

  it('has ended when the ledger changed since', async () => {
    const { userId, id } = await invested();
    const [sample] = await readAccounts(userId);
    made(await addTransaction(userId, input(sample?.id ?? '', { quantity: '1' })));
    expect(await acceptSuggestion(userId, id)).toMatchObject({ ok: false, status: 409, message: expect.stringContaining('ledger has changed') });
  });

  it('has ended when a price moved beyond 5 %', async () => {
    const { userId, id } = await invested();
    const row = await prisma.suggestion.findUniqueOrThrow({ where: { id } });
    const stored = row.input as { positions: { price: string }[] };
    const moved = { ...stored, positions: stored.positions.map((position, index) => (index === 0 ? { ...position, price: dec(position.price).times('0.95').toFixed() } : position)) };
    await prisma.suggestion.update({ where: { id }, data: { input: moved } });
    expect(await acceptSuggestion(userId, id)).toMatchObject({ ok: false, status: 409, message: expect.stringContaining('moved beyond 5') });
  });

  it('leaves nothing behind when it fails half-way', async () => {
    const { userId, id } = await invested();
    const before = await listTransactions(userId);
    const row = await prisma.suggestion.findUniqueOrThrow({ where: { id } });
    const result = row.result as { trades: { side: string; quantity: string }[] };
    const greedy = { ...result, trades: result.trades.map((trade, index) => (index === result.trades.length - 1 ? { ...trade, quantity: dec(trade.quantity).times(1000).toFixed() } : trade)) };
    await prisma.suggestion.update({ where: { id }, data: { result: greedy } });
    expect(await acceptSuggestion(userId, id)).toMatchObject({ ok: false, status: 409, message: expect.stringContaining('not enough cash') });
    expect(await listTransactions(userId)).toEqual(before);
    expect((await readSuggestion(userId, id))?.state).toBe('open');
  });

  it('buys from several accounts where the cash lies in several', async () => {
    const userId = await person();
    await saveProfile(userId, ANSWERS);
    for (const name of ['One', 'Two', 'Three']) made(await addTransaction(userId, input(await account(userId, name), { quantity: '777.77' })));
    const built = await buildSuggestion(userId, {});
    const id = built?.snapshot?.id ?? '';
    expect(made(await acceptSuggestion(userId, id)).already).toBe(false);
    const shown = built?.result.ok === true ? built.result.value.cashAfter : '0';
    expect(dec((await readPortfolio(userId))?.cash ?? '0').minus(dec(shown)).abs().lt('0.0001')).toBe(true);
  });

  it('is nobody else’s', async () => {
    const { id } = await invested();
    const other = await person();
    expect(await acceptSuggestion(other, id)).toMatchObject({ ok: false, status: 404 });
    expect(await readSuggestion(other, id)).toBeNull();
    expect(await suggestionCsv(other, id)).toBeNull();
  });
});
