import 'server-only';
import type { Prisma } from './generated/client';

type Latest = { readonly orderBy: { readonly version: 'desc' }; readonly select: { readonly version: true } };
const LATEST: Latest = { orderBy: { version: 'desc' }, select: { version: true } };

/** Locks a person's row until the transaction ends: what reads, decides and writes about one person does so one after the other. */
export async function lockPerson(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
}

/** The next version of something a person keeps all versions of. Locks the person's row, so that two saves at once get two numbers. */
export async function nextVersion(tx: Prisma.TransactionClient, userId: string, find: (latest: Latest) => Promise<{ version: number } | null>): Promise<number> {
  await lockPerson(tx, userId);
  return ((await find(LATEST))?.version ?? 0) + 1;
}
