import 'server-only';
import type { Prisma } from './generated/client';
import { prisma } from './prisma';

const day = (date: Date): string => date.toISOString().slice(0, 10);
const text = (value: Prisma.Decimal | null): string | null => value?.toFixed() ?? null;

/** Everything that hangs on a user, decimals as text and days as days; hashes of passwords and keys stay where they are. */
export async function loadPersonalExport(userId: string) {
  const where = { userId };
  const byVersion = { orderBy: { version: 'asc' } } as const;
  const [user, sessions, apiKeys, profiles, plans, accounts, transactions, lots, suggestions, answeredWrites, alerts] = await Promise.all([
    prisma.user.findUniqueOrThrow({ where: { id: userId }, select: { id: true, email: true, createdAt: true, settings: true } }),
    prisma.session.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    prisma.apiKey.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], omit: { hash: true } }),
    prisma.profile.findMany({ where, ...byVersion }),
    prisma.plan.findMany({ where, ...byVersion }),
    prisma.account.findMany({ where, orderBy: { name: 'asc' } }),
    prisma.transaction.findMany({ where, orderBy: [{ day: 'asc' }, { ordinal: 'asc' }, { id: 'asc' }] }),
    prisma.lot.findMany({ where, orderBy: [{ assetId: 'asc' }, { acquired: 'asc' }, { id: 'asc' }] }),
    prisma.suggestion.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
    prisma.idempotencyKey.findMany({ where, orderBy: { key: 'asc' } }),
    prisma.alert.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
  ]);
  return {
    user,
    sessions,
    apiKeys,
    profiles,
    plans,
    accounts,
    transactions: transactions.map((row) => ({ ...row, day: day(row.day), quantity: row.quantity.toFixed(), toQuantity: text(row.toQuantity), unitPrice: text(row.unitPrice), fee: row.fee.toFixed() })),
    lots: lots.map((row) => ({ ...row, acquired: day(row.acquired), quantity: row.quantity.toFixed(), cost: text(row.cost), unitCost: text(row.unitCost) })),
    suggestions: suggestions.map((row) => ({ ...row, pricesDay: day(row.pricesDay) })),
    answeredWrites,
    alerts: alerts.map((row) => ({ ...row, day: day(row.day) })),
  };
}
