import 'server-only';
import { nextVersion } from './personal-version';
import { prisma } from './prisma';

/** One saved set of answers. `answers` is parsed by the caller. */
export interface StoredProfile {
  readonly id: string;
  readonly version: number;
  readonly answers: unknown;
  readonly complete: boolean;
  readonly createdAt: Date;
}

const FIELDS = { id: true, version: true, answers: true, complete: true, createdAt: true } as const;

/** The newest answers of a person; `null` before the first. */
export function findLatestProfile(userId: string): Promise<StoredProfile | null> {
  return prisma.profile.findFirst({ where: { userId }, orderBy: { version: 'desc' }, select: FIELDS });
}

/** Saves answers as a new version; the ones before stay. */
export function insertProfile(userId: string, answers: object, complete: boolean): Promise<StoredProfile> {
  return prisma.$transaction(async (tx) => {
    const version = await nextVersion(tx, userId, (latest) => tx.profile.findFirst({ where: { userId }, ...latest }));
    return tx.profile.create({ data: { userId, version, answers: { ...answers }, complete }, select: FIELDS });
  });
}
