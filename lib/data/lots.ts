import 'server-only';
import { dec } from '@/lib/domain/foundation/decimal';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import type { HeldLot } from '@/lib/domain/portfolio/ledger';
import type { Db } from './accounts';
import { prisma } from './prisma';

/** Open lots of a person, oldest first. */
export async function listLots(userId: string, db: Db = prisma): Promise<HeldLot[]> {
  const rows = await db.lot.findMany({ where: { userId }, orderBy: [{ assetId: 'asc' }, { acquired: 'asc' }, { transactionId: 'asc' }, { id: 'asc' }] });
  return rows.map((row) => ({
    account: row.accountId,
    asset: row.assetId,
    acquired: isoDay(row.acquired.toISOString().slice(0, 10)),
    quantity: dec(row.quantity.toFixed()),
    cost: row.cost === null ? null : dec(row.cost.toFixed()),
    unitCost: row.unitCost === null ? null : dec(row.unitCost.toFixed()),
    origin: row.transactionId,
  }));
}

/** Replaces all open lots, in the database transaction that changed the ledger. */
export async function replaceLots(userId: string, lots: readonly HeldLot[], db: Db): Promise<void> {
  await db.lot.deleteMany({ where: { userId } });
  await db.lot.createMany({
    data: lots.map((lot) => ({
      userId,
      accountId: lot.account,
      assetId: lot.asset,
      acquired: new Date(`${lot.acquired}T00:00:00Z`),
      quantity: lot.quantity.toFixed(),
      cost: lot.cost?.toFixed() ?? null,
      unitCost: lot.unitCost?.toFixed() ?? null,
      transactionId: lot.origin,
    })),
  });
}
