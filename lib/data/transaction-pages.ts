import 'server-only';
import type { TransactionKind } from '@/lib/domain/portfolio/ledger';
import type { Db } from './accounts';
import type { Prisma } from './generated/client';
import { prisma } from './prisma';

/** A transaction as it is listed: decimals as text, accounts with their names. */
export interface ListedTransaction {
  readonly id: string;
  readonly day: string;
  readonly kind: TransactionKind;
  readonly account: { readonly id: string; readonly name: string };
  readonly toAccount: { readonly id: string; readonly name: string } | null;
  readonly asset: string;
  readonly quantity: string;
  /** What a migration made of it. */
  readonly toAsset: string | null;
  readonly toQuantity: string | null;
  readonly price: string | null;
  readonly fee: string;
  readonly note: string;
  readonly suggestion: string | null;
  /** Entered at simulated prices: left out of what is held on a real market. */
  readonly simulated: boolean;
}

const NAMED = { select: { id: true, name: true } } as const;
const WITH_ACCOUNTS = { account: NAMED, toAccount: NAMED } as const;

function toListed(row: Prisma.TransactionGetPayload<{ include: typeof WITH_ACCOUNTS }>): ListedTransaction {
  const { id, kind, account, toAccount, assetId, quantity, toAssetId, toQuantity, unitPrice, fee, note, suggestionId, simulated } = row;
  return { id, day: row.day.toISOString().slice(0, 10), kind: kind as TransactionKind, account, toAccount, asset: assetId, quantity: quantity.toFixed(), toAsset: toAssetId, toQuantity: toQuantity?.toFixed() ?? null, price: unitPrice?.toFixed() ?? null, fee: fee.toFixed(), note, suggestion: suggestionId, simulated };
}

export interface TransactionFilter {
  readonly asset?: string | undefined;
  readonly account?: string | undefined;
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const atDay = (day: string | undefined): Date | undefined => (day === undefined ? undefined : new Date(`${day}T00:00:00Z`));

/** A page of a person's transactions, newest first, and the id that the next one starts after. */
export async function pageTransactions(userId: string, filter: TransactionFilter, limit: number, after: string | undefined): Promise<{ readonly rows: ListedTransaction[]; readonly next: string | null }> {
  const { asset, account, kind, from, to } = filter;
  const rows = await prisma.transaction.findMany({
    where: {
      userId, kind, day: { gte: atDay(from), lte: atDay(to) },
      AND: [account === undefined ? {} : { OR: [{ accountId: account }, { toAccountId: account }] }, asset === undefined ? {} : { OR: [{ assetId: asset }, { toAssetId: asset }] }],
    },
    include: WITH_ACCOUNTS,
    orderBy: [{ day: 'desc' }, { ordinal: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(after === undefined ? {} : { cursor: { id: after, userId }, skip: 1 }),
  });
  const page = rows.slice(0, limit).map(toListed);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** One transaction of a person as it is listed. */
export async function findListedTransaction(userId: string, id: string, db: Db = prisma): Promise<ListedTransaction | null> {
  const row = await db.transaction.findFirst({ where: { id, userId }, include: WITH_ACCOUNTS });
  return row === null ? null : toListed(row);
}
