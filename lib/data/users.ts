import 'server-only';
import { hashPassword, verifyPassword } from './password-hash';
import { prisma } from './prisma';

/** A person as the rest of the product sees one. The password's hash never leaves this file. */
export interface UserRecord {
  readonly id: string;
  readonly email: string;
  readonly sessionVersion: number;
  readonly createdAt: Date;
}

const FIELDS = { id: true, email: true, sessionVersion: true, createdAt: true } as const;

/** Creates a user; `null` where the email is taken. */
export async function createUser(email: string, password: string): Promise<UserRecord | null> {
  const passwordHash = await hashPassword(password);
  const created = await prisma.user.createManyAndReturn({ data: { email, passwordHash }, select: FIELDS, skipDuplicates: true });
  return created[0] ?? null;
}

/** The user whose email and password these are; as slow for an unknown email as for a wrong password. */
export async function findUserByPassword(email: string, password: string): Promise<UserRecord | null> {
  const found = await prisma.user.findUnique({ where: { email }, select: { ...FIELDS, passwordHash: true } });
  const matches = await verifyPassword(found?.passwordHash, password);
  if (found === null || !matches) return null;
  const { passwordHash: _, ...user } = found;
  return user;
}

export function findUser(userId: string): Promise<UserRecord | null> {
  return prisma.user.findUnique({ where: { id: userId }, select: FIELDS });
}

export function findUserByEmail(email: string): Promise<UserRecord | null> {
  return prisma.user.findUnique({ where: { email }, select: FIELDS });
}

/** Sets a password and raises the session version, which ends every session that carries the old one. */
export async function replacePassword(userId: string, password: string): Promise<number> {
  const passwordHash = await hashPassword(password);
  const { sessionVersion } = await prisma.user.update({ where: { id: userId }, data: { passwordHash, sessionVersion: { increment: 1 } }, select: { sessionVersion: true } });
  return sessionVersion;
}

/** Deletes a user; everything personal hangs on the row and goes with it. */
export async function deleteUser(userId: string): Promise<void> {
  await prisma.user.deleteMany({ where: { id: userId } });
}

/** Settings as stored, to be parsed by the caller. */
export async function loadUserSettings(userId: string): Promise<unknown> {
  const user = await prisma.user.findUnique({ where: { id: userId }, select: { settings: true } });
  return user?.settings ?? {};
}

/** Sets these settings beside the others in one statement, so that changes at the same moment keep each other; all settings after it. */
export async function mergeUserSettings(userId: string, changes: object): Promise<unknown> {
  const rows = await prisma.$queryRaw<{ settings: unknown }[]>`UPDATE app_user SET settings = settings || ${JSON.stringify(changes)}::jsonb WHERE id = ${userId}::uuid RETURNING settings`;
  return rows[0]?.settings ?? {};
}

/** The first user owns the installation; there is no other role. */
export async function findOwnerId(): Promise<string | null> {
  const first = await prisma.user.findFirst({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: { id: true } });
  return first?.id ?? null;
}
