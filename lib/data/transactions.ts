import 'server-only';
import { dec, type Dec } from '@/lib/domain/foundation/decimal';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import type { LedgerEntry, TransactionKind } from '@/lib/domain/portfolio/ledger';
import type { Db } from './accounts';
import { prisma } from './prisma';
import type { Prisma } from './generated/client';

export interface TransactionRow extends LedgerEntry {
  readonly note: string;
  readonly suggestionId: string | null;
  /** Entered while the simulated market was shown: never a part of real positions and performance. */
  readonly simulated: boolean;
}

export type NewTransaction = Omit<TransactionRow, 'id' | 'ordinal' | 'simulated'>;

/** How lots are named in their JSON column. */
interface StoredChoice {
  readonly origin: string;
  readonly quantity: string;
}

type Row = Prisma.TransactionGetPayload<object>;

const exact = (value: Prisma.Decimal): Dec => dec(value.toFixed());

function toEntry(row: Row): TransactionRow {
  const lots = row.lots as readonly StoredChoice[] | null;
  return {
    id: row.id,
    kind: row.kind as TransactionKind,
    day: isoDay(row.day.toISOString().slice(0, 10)),
    ordinal: row.ordinal,
    account: row.accountId,
    toAccount: row.toAccountId,
    toAsset: row.toAssetId,
    toQuantity: row.toQuantity === null ? null : exact(row.toQuantity),
    asset: row.assetId,
    quantity: exact(row.quantity),
    unitPrice: row.unitPrice === null ? null : exact(row.unitPrice),
    fee: exact(row.fee),
    lots: lots?.map(({ origin, quantity }) => ({ origin, quantity: dec(quantity) })) ?? null,
    note: row.note,
    suggestionId: row.suggestionId,
    simulated: row.simulated,
  };
}

function toRow(entry: NewTransaction): Omit<Prisma.TransactionUncheckedCreateInput, 'userId'> {
  const lots = entry.lots?.map(({ origin, quantity }) => ({ origin, quantity: quantity.toFixed() }));
  return {
    accountId: entry.account,
    toAccountId: entry.toAccount,
    toAssetId: entry.toAsset,
    toQuantity: entry.toQuantity?.toFixed() ?? null,
    kind: entry.kind,
    day: new Date(`${entry.day}T00:00:00Z`),
    assetId: entry.asset,
    quantity: entry.quantity.toFixed(),
    unitPrice: entry.unitPrice?.toFixed() ?? null,
    fee: entry.fee.toFixed(),
    note: entry.note,
    suggestionId: entry.suggestionId,
    ...(lots === undefined ? {} : { lots }),
  };
}

/** The whole ledger of a person, oldest first. */
export async function listTransactions(userId: string, db: Db = prisma): Promise<TransactionRow[]> {
  const rows = await db.transaction.findMany({ where: { userId }, orderBy: [{ day: 'asc' }, { ordinal: 'asc' }, { id: 'asc' }] });
  return rows.map(toEntry);
}

export async function findTransaction(userId: string, id: string): Promise<TransactionRow | null> {
  const row = await prisma.transaction.findFirst({ where: { id, userId } });
  return row === null ? null : toEntry(row);
}

/** Marked for good where it is entered on the simulated market. */
export async function insertTransaction(userId: string, entry: NewTransaction, db: Db): Promise<string> {
  const simulated = (await db.dataset.count({ where: { active: true, simulated: true } })) > 0;
  return (await db.transaction.create({ data: { userId, ...toRow(entry), simulated }, select: { id: true } })).id;
}

/** False where it is not theirs or not there. Keeps its place within its day. */
export async function updateTransaction(userId: string, id: string, entry: NewTransaction, db: Db): Promise<boolean> {
  const { suggestionId: _, ...data } = toRow(entry);
  return (await db.transaction.updateMany({ where: { id, userId }, data })).count > 0;
}

export async function removeTransaction(userId: string, id: string, db: Db): Promise<boolean> {
  return (await db.transaction.deleteMany({ where: { id, userId } })).count > 0;
}

/** Those of some suggestions whose trades were booked at simulated prices. */
export async function simulatedSuggestions(userId: string, suggestionIds: readonly string[]): Promise<Set<string>> {
  const rows = await prisma.transaction.findMany({ where: { userId, simulated: true, suggestionId: { in: [...suggestionIds] } }, distinct: ['suggestionId'], select: { suggestionId: true } });
  return new Set(rows.flatMap(({ suggestionId }) => suggestionId ?? []));
}

/** Day of the last trade of each asset that a suggestion of a band or of a calendar recorded (Rule 6.3); on a real market without those at simulated prices. */
export async function lastBandTrades(userId: string, real: boolean): Promise<Map<string, string>> {
  const rows = await prisma.transaction.groupBy({ by: ['assetId'], where: { userId, ...(real ? { simulated: false } : {}), suggestionId: { not: null }, kind: { in: ['buy', 'sell'] }, OR: [{ note: { startsWith: 'Rule 6.1' } }, { note: { startsWith: 'Rule 6.3' } }] }, _max: { day: true } });
  return new Map(rows.flatMap((row) => (row._max.day === null ? [] : [[row.assetId, row._max.day.toISOString().slice(0, 10)]])));
}
