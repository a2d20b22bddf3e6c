import 'server-only';
import type { Prisma } from './generated/client';

/** Locks a person's row until the transaction ends: what reads, decides and writes about one person does so one after the other. */
export async function lockPerson(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
}
