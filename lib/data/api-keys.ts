import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { unlessDiskFull } from './disk-space';
import type { Prisma } from './generated/client';
import { lockPerson } from './lock-person';
import { prisma } from './prisma';

export interface ApiKeyRecord {
  readonly id: string;
  readonly name: string;
  /** The first characters, to recognise it by. */
  readonly prefix: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const FIELDS = { id: true, name: true, prefix: true, createdAt: true, lastUsedAt: true, revokedAt: true } as const;
const SECRET_BYTES = 32;
const PREFIX_LENGTH = 10;

/** Keys have 256 random bits, so a plain SHA-256 is enough: there is nothing to guess. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export interface NewApiKey {
  readonly key: string;
  readonly record: ApiKeyRecord;
}

/** Makes a key; its text is returned here once and never stored. */
export async function createApiKey(userId: string, name: string, db: Pick<Prisma.TransactionClient, 'apiKey'> = prisma): Promise<NewApiKey> {
  const key = `bw_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const record = await db.apiKey.create({ data: { userId, name, prefix: key.slice(0, PREFIX_LENGTH), hash: hashOf(key) }, select: FIELDS });
  return { key, record };
}

/** The same where the person has fewer than `most` live keys, however many are asked for at once; `null` otherwise. */
export function createApiKeyWithin(userId: string, name: string, most: number): Promise<NewApiKey | null> {
  return prisma.$transaction(async (tx) => {
    await lockPerson(tx, userId);
    return (await countApiKeys(userId, tx)) >= most ? null : createApiKey(userId, name, tx);
  });
}

export function listApiKeys(userId: string): Promise<ApiKeyRecord[]> {
  return prisma.apiKey.findMany({ where: { userId }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], select: FIELDS });
}

/** Live keys of a person. */
export function countApiKeys(userId: string, db: Pick<Prisma.TransactionClient, 'apiKey'> = prisma): Promise<number> {
  return db.apiKey.count({ where: { userId, revokedAt: null } });
}

/** Revokes every key of a person, e.g. when the operator resets a lost or stolen account; returns how many there were. */
export async function revokeApiKeys(userId: string, now: Date): Promise<number> {
  const { count } = await prisma.apiKey.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
  return count;
}

/** Revokes a key for good; false where the user has no such live key. */
export async function revokeApiKey(userId: string, id: string, now: Date): Promise<boolean> {
  const { count } = await prisma.apiKey.updateMany({ where: { userId, id, revokedAt: null }, data: { revokedAt: now } });
  return count > 0;
}

/** The owner of a live key. */
export async function findUserByApiKey(key: string, now: Date): Promise<{ readonly id: string; readonly email: string } | null> {
  const found = await prisma.apiKey.findUnique({ where: { hash: hashOf(key), revokedAt: null }, select: { id: true, lastUsedAt: true, user: { select: { id: true, email: true } } } });
  if (found === null) return null;
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() > TOUCH_AFTER_MS) {
    await unlessDiskFull(prisma.apiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: now } }));
  }
  return found.user;
}

const TOUCH_AFTER_MS = 60_000;
