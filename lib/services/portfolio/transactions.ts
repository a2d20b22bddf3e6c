import 'server-only';
import { listAccounts, type Db } from '@/lib/data/accounts';
import { activeDataset } from '@/lib/data/dataset';
import { closesOn, listTradable } from '@/lib/data/prices';
import { insertTransaction, removeTransaction, updateTransaction, type NewTransaction } from '@/lib/data/transactions';
import { answerOnce } from '@/lib/data/form-keys';
import { dec, ZERO } from '@/lib/domain/foundation/decimal';
import { CASH } from '@/lib/domain/portfolio/ledger';
import { formatDay } from '@/lib/format/day';
import type { TransactionInput } from '@/lib/schemas/portfolio';
import { changeLedger, refuse, type LedgerChange } from './change-ledger';

/** Checks what only the store knows: the accounts are theirs, the token and the day are in the market. */
async function check(userId: string, input: TransactionInput, db: Db): Promise<void> {
  const accounts = new Set((await listAccounts(userId, db)).map((account) => account.id));
  if (!accounts.has(input.accountId)) refuse(404, 'accountId', 'Choose one of your accounts.');
  if (input.kind === 'transfer' && !accounts.has(input.toAccountId ?? '')) refuse(404, 'toAccountId', 'Choose one of your accounts.');
  const dataset = await activeDataset();
  if (dataset === null) refuse(409, 'day', 'No market is loaded yet.');
  if (input.day > dataset.lastDay) refuse(422, 'day', `The market ends on ${formatDay(dataset.lastDay)}: enter that day or an earlier one.`);
  const tradable = input.asset === CASH && input.toAsset === undefined ? [] : await listTradable(dataset.id);
  for (const [field, wanted] of [['asset', input.asset], ['toAsset', input.toAsset]] as const) {
    if (wanted !== undefined && wanted !== CASH && !tradable.some(({ id }) => id === wanted)) refuse(422, field, 'This token is not in the market that is loaded.');
  }
}

/** Income without a price takes the close of its day: fair value is its cost. */
async function fairPrice(input: TransactionInput): Promise<NewTransaction['unitPrice']> {
  if (input.unitPrice !== undefined) return dec(input.unitPrice);
  if (input.kind !== 'income' || input.asset === CASH) return null;
  const dataset = await activeDataset();
  return dataset === null ? null : ((await closesOn(dataset.id, [{ asset: input.asset, day: input.day }])).get(`${input.asset} ${input.day}`) ?? null);
}

const UNPRICED: readonly string[] = ['transfer', 'migration', 'fee'];

async function entryOf(input: TransactionInput): Promise<NewTransaction> {
  return {
    kind: input.kind,
    day: input.day,
    account: input.accountId,
    toAccount: input.kind === 'transfer' ? (input.toAccountId ?? null) : null,
    toAsset: input.toAsset ?? null,
    toQuantity: input.toQuantity === undefined ? null : dec(input.toQuantity),
    asset: input.asset,
    quantity: dec(input.quantity),
    unitPrice: UNPRICED.includes(input.kind) || input.asset === CASH ? null : await fairPrice(input),
    fee: input.fee === undefined ? ZERO : dec(input.fee),
    lots: null,
    note: input.note,
    suggestionId: null,
  };
}

/** Books a transaction inside a ledger change. */
export async function bookTransaction(userId: string, input: TransactionInput, db: Db): Promise<{ id: string }> {
  await check(userId, input, db);
  const entry = await entryOf(input);
  if (input.kind === 'buy' && input.funded === true) {
    const spent = entry.quantity.times(entry.unitPrice ?? ZERO).plus(entry.fee);
    await insertTransaction(userId, { ...entry, kind: 'deposit', asset: CASH, quantity: spent.toDecimalPlaces(18, 0), unitPrice: null, fee: ZERO, note: 'Money for the purchase' }, db);
  }
  return { id: await insertTransaction(userId, entry, db) };
}

/** Books a transaction; the same key once more changes nothing and answers the same. */
export function addTransaction(userId: string, input: TransactionInput, key: string | null = null): Promise<LedgerChange<{ id: string }>> {
  return changeLedger(userId, (db) => answerOnce(userId, key, db, () => bookTransaction(userId, input, db)));
}

/** Replaces a transaction; what was booked after it must still be possible. */
export function editTransaction(userId: string, id: string, input: TransactionInput): Promise<LedgerChange<{ id: string }>> {
  return changeLedger(userId, async (db) => {
    await check(userId, input, db);
    if (!(await updateTransaction(userId, id, await entryOf(input), db))) refuse(404, '', 'This transaction is not there any more.');
    return { id };
  });
}

/** Takes a transaction out of the ledger. */
export function deleteTransaction(userId: string, id: string): Promise<LedgerChange<{ id: string }>> {
  return changeLedger(userId, async (db) => {
    if (!(await removeTransaction(userId, id, db))) refuse(404, '', 'This transaction is not there any more.');
    return { id };
  });
}
