import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { unlessDiskFull } from './disk-space';
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

/** Makes a key; its text is returned here once and never stored. */
export async function createApiKey(userId: string, name: string): Promise<{ readonly key: string; readonly record: ApiKeyRecord }> {
  const key = `bw_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const record = await prisma.apiKey.create({ data: { userId, name, prefix: key.slice(0, PREFIX_LENGTH), hash: hashOf(key) }, select: FIELDS });
  return { key, record };
}

export function listApiKeys(userId: string): Promise<ApiKeyRecord[]> {
  return prisma.apiKey.findMany({ where: { userId }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], select: FIELDS });
}

export function countApiKeys(userId: string): Promise<number> {
  return prisma.apiKey.count({ where: { userId, revokedAt: null } });
}

/** Revokes every key of a person, e.g. when the operator resets a lost or stolen account. */
export async function revokeApiKeys(userId: string, now: Date): Promise<void> {
  await prisma.apiKey.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
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
