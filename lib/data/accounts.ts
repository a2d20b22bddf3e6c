import 'server-only';
import { env } from '@/lib/env';
import type { Prisma } from './generated/client';
import { prisma } from './prisma';
import { Turns } from './turns';

/** A client inside a database transaction, or the plain one. */
export type Db = Prisma.TransactionClient;

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly taxTreatment: string;
}

const FIELDS = { id: true, name: true, kind: true, taxTreatment: true } as const;

let turns: Turns | undefined;

/** A change holds one connection and reads the market on others: half of the pool stays free for that, and for the pages. */
const ledgerTurns = (): Turns => (turns ??= new Turns(Math.max(1, Math.floor(env.DATABASE_POOL_MAX / 2))));

/** Runs one person's ledger change alone: others of the same person wait, and a failure or a crash leaves nothing behind. */
export function changingLedger<T>(userId: string, work: (db: Db) => Promise<T>): Promise<T> {
  return ledgerTurns().run(userId, () => prisma.$transaction(async (db) => {
    // Another process may change the same ledger: the lock in the database holds between processes.
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${userId}, 6))`;
    return work(db);
  }, { timeout: 30_000, maxWait: 10_000 }));
}

export function listAccounts(userId: string, db: Db = prisma): Promise<AccountRow[]> {
  return db.account.findMany({ where: { userId }, select: FIELDS, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
}

export function insertAccount(userId: string, account: Omit<AccountRow, 'id'>, db: Db = prisma): Promise<AccountRow> {
  return db.account.create({ data: { userId, ...account }, select: FIELDS });
}

/** False where it is not theirs or not there. */
export async function updateAccount(userId: string, id: string, account: Omit<AccountRow, 'id'>, db: Db = prisma): Promise<boolean> {
  return (await db.account.updateMany({ where: { id, userId }, data: account })).count > 0;
}

/** Removes an account with its transactions; false where it is not theirs or not there. */
export async function removeAccount(userId: string, id: string, db: Db = prisma): Promise<boolean> {
  return (await db.account.deleteMany({ where: { id, userId } })).count > 0;
}
