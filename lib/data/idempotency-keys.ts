import 'server-only';
import type { Prisma } from './generated/client';
import { prisma } from './prisma';

/** A write that was answered under a key. */
export interface AnsweredWrite {
  readonly requestHash: string;
  readonly status: number;
  readonly response: unknown;
}

export function findAnsweredWrite(userId: string, key: string): Promise<AnsweredWrite | null> {
  return prisma.idempotencyKey.findUnique({ where: { userId_key: { userId, key } }, select: { requestHash: true, status: true, response: true } });
}

/** Keeps an answer; false where another request with the same key came first. */
export async function saveAnsweredWrite(userId: string, key: string, write: AnsweredWrite): Promise<boolean> {
  const data = { userId, key, requestHash: write.requestHash, status: write.status, response: write.response as Prisma.InputJsonValue };
  const { count } = await prisma.idempotencyKey.createMany({ data, skipDuplicates: true });
  return count > 0;
}
