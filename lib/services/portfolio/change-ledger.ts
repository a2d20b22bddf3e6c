import 'server-only';
import { changingLedger, listAccounts, type Db } from '@/lib/data/accounts';
import { replaceLots } from '@/lib/data/lots';
import { listTransactions } from '@/lib/data/transactions';
import { bookLedger, type Overdraw } from '@/lib/domain/portfolio/book-ledger';
import { formatDay } from '@/lib/format/day';
import { formatQuantity } from '@/lib/format/money';
import { countedEntries } from './counted-entries';

/** Why a change to the ledger was not made, beside the field it is about; nothing was changed. */
export interface LedgerRefusal {
  readonly ok: false;
  readonly status: 404 | 409 | 422;
  readonly field: string;
  readonly message: string;
}
export type LedgerChange<T> = { readonly ok: true; readonly value: T } | LedgerRefusal;

export function refusal(status: LedgerRefusal['status'], field: string, message: string): LedgerRefusal {
  return { ok: false, status, field, message };
}

/** What the database says of a number beyond its columns: a product or a sum of numbers that each were small enough. */
function isOutOfRange(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === 'P2020' || error.code === '22003');
}

class Refused extends Error {
  constructor(readonly refusal: LedgerRefusal) {
    super(refusal.message);
  }
}

/** Stops a change from inside: the database transaction is rolled back. */
export function refuse(status: LedgerRefusal['status'], field: string, message: string): never {
  throw new Refused(refusal(status, field, message));
}

async function overdrawWords(userId: string, overdraw: Overdraw, db: Db): Promise<string> {
  const [entries, accounts] = await Promise.all([listTransactions(userId, db), listAccounts(userId, db)]);
  const entry = entries.find((candidate) => candidate.id === overdraw.entry);
  const account = accounts.find((candidate) => candidate.id === overdraw.account)?.name ?? 'the account';
  const unit = overdraw.asset === 'usd' ? 'US dollars' : overdraw.asset;
  const what = entry === undefined ? 'A transaction' : `The ${entry.kind} of ${formatQuantity(entry.quantity.toFixed())} ${entry.asset} on ${formatDay(entry.day)}`;
  return `${what} needs ${formatQuantity(overdraw.needed.toFixed())} ${unit}; ${account} has ${formatQuantity(overdraw.available.toFixed())} then. Nothing was changed.`;
}

/**
 * Makes one change to a person's ledger: alone, whole, or not at all. Lots are booked again in the same database transaction, so they
 * can never disagree with the ledger; a change that would overdraw an account is refused and names the transaction.
 */
export async function changeLedger<T>(userId: string, work: (db: Db) => Promise<T>): Promise<LedgerChange<T>> {
  try {
    const value = await changingLedger(userId, async (db) => {
      const result = await work(db);
      const booked = bookLedger(await countedEntries(userId, db));
      if (!booked.ok) refuse(422, 'quantity', await overdrawWords(userId, booked, db));
      await replaceLots(userId, booked.value.lots, db);
      return result;
    });
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (isOutOfRange(error)) return refusal(422, 'quantity', 'This leads to an amount that is too large to be kept. Nothing was changed.');
    throw error;
  }
}
