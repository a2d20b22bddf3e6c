import 'server-only';
import { createHash } from 'node:crypto';
import { insertAccount, listAccounts, type AccountRow, type Db } from '@/lib/data/accounts';
import { findAnswer, keepAnswer, type RequestKey } from '@/lib/data/idempotency-keys';
import { findListedTransaction, pageTransactions, type ListedTransaction, type TransactionFilter } from '@/lib/data/transaction-pages';
import { invariant } from '@/lib/domain/foundation/invariant';
import type { TransactionBody } from '@/lib/schemas/api/ledger';
import { changeLedger, refuse, type LedgerChange } from './change-ledger';
import { bookTransaction } from './transactions';

const CREATED = 201;
const FIRST_ACCOUNT = { name: 'Main', kind: 'exchange', taxTreatment: 'taxable' } as const;

/** The account a request means: by id, by name, or the only one there is. */
async function accountFor(userId: string, reference: string | undefined, field: string, db: Db): Promise<AccountRow> {
  const accounts = await listAccounts(userId, db);
  if (reference === undefined) {
    if (accounts.length > 1) refuse(422, field, 'is required: you have several accounts');
    return accounts[0] ?? insertAccount(userId, FIRST_ACCOUNT, db);
  }
  const found = accounts.find((account) => account.id === reference) ?? accounts.find((account) => account.name === reference);
  return found ?? refuse(404, field, 'You have no account of this id or name.');
}

async function record(userId: string, body: TransactionBody, db: Db): Promise<ListedTransaction> {
  const { account, toAccount, price, ...rest } = body;
  const from = await accountFor(userId, account, 'account', db);
  const to = toAccount === undefined ? undefined : await accountFor(userId, toAccount, 'toAccount', db);
  if (to?.id === from.id) refuse(422, 'toAccount', 'must be another account');
  const { id } = await bookTransaction(userId, { ...rest, accountId: from.id, toAccountId: to?.id, unitPrice: price }, db);
  const booked = await findListedTransaction(userId, id, db);
  invariant(booked !== null, 'a booked transaction can be read');
  return booked;
}

/** Books a transaction of the API. With a key the same request has one effect, and another request under it is refused. */
export function recordTransaction(userId: string, body: TransactionBody, idempotencyKey: string | null): Promise<LedgerChange<ListedTransaction>> {
  const key: RequestKey | null = idempotencyKey === null ? null : { key: idempotencyKey, requestHash: createHash('sha256').update(JSON.stringify(body)).digest('hex') };
  return changeLedger(userId, async (db) => {
    const before = key === null ? null : await findAnswer(userId, key, db);
    if (before !== null) {
      if (!before.sameRequest) refuse(422, 'Idempotency-Key', 'was used for another request');
      return before.answer as ListedTransaction;
    }
    const booked = await record(userId, body, db);
    if (key !== null) await keepAnswer(userId, key, CREATED, booked, db);
    return booked;
  });
}

/** A page of a person's transactions, newest first; `null` where the account or the place to go on from is not theirs. */
export async function readTransactionPage(userId: string, query: TransactionFilter & { readonly limit: number; readonly cursor?: string | undefined }): Promise<{ readonly transactions: ListedTransaction[]; readonly next: string | null } | null> {
  const { limit, cursor, ...filter } = query;
  const accountIsTheirs = filter.account === undefined || (await listAccounts(userId)).some((account) => account.id === filter.account);
  const placeIsTheirs = cursor === undefined || (await findListedTransaction(userId, cursor)) !== null;
  if (!accountIsTheirs || !placeIsTheirs) return null;
  const { rows, next } = await pageTransactions(userId, filter, limit, cursor);
  return { transactions: rows, next };
}
