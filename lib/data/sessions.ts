import 'server-only';
import { unlessDiskFull } from './disk-space';
import { prisma } from './prisma';

export interface SessionRecord {
  readonly id: string;
  readonly userId: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

export interface LiveSession extends SessionRecord {
  readonly email: string;
  readonly sessionVersion: number;
}

const AGENT_LENGTH = 200;

/** Starts a session and forgets the user's expired ones. */
export async function createSession(userId: string, userAgent: string, now: Date, expiresAt: Date): Promise<SessionRecord> {
  await prisma.session.deleteMany({ where: { userId, expiresAt: { lt: now } } });
  return prisma.session.create({ data: { userId, userAgent: userAgent.slice(0, AGENT_LENGTH), createdAt: now, lastUsedAt: now, expiresAt } });
}

/** A session with its user's current version; `null` once it is over. */
export async function findSession(id: string, now: Date): Promise<LiveSession | null> {
  const found = await prisma.session.findUnique({ where: { id, expiresAt: { gt: now } }, include: { user: { select: { email: true, sessionVersion: true } } } });
  if (found === null) return null;
  const { user, ...session } = found;
  return { ...session, ...user };
}

/** A full disk takes nobody's session away: reading needs no note of it. */
export async function touchSession(id: string, now: Date): Promise<void> {
  await unlessDiskFull(prisma.session.updateMany({ where: { id }, data: { lastUsedAt: now } }));
}

export function listSessions(userId: string, now: Date): Promise<SessionRecord[]> {
  return prisma.session.findMany({ where: { userId, expiresAt: { gt: now } }, orderBy: [{ lastUsedAt: 'desc' }, { id: 'asc' }] });
}

/** Ends one session of a user; false where the user has no such session. */
export async function deleteSession(userId: string, id: string): Promise<boolean> {
  const { count } = await prisma.session.deleteMany({ where: { userId, id } });
  return count > 0;
}

/** Ends all sessions of a user but one. */
export async function deleteSessions(userId: string, exceptId?: string): Promise<number> {
  const { count } = await prisma.session.deleteMany({ where: { userId, ...(exceptId === undefined ? {} : { id: { not: exceptId } }) } });
  return count;
}
