import 'server-only';
import { lockPerson } from './lock-person';
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

interface NewProfile {
  readonly answers: object;
  readonly complete: boolean;
}

/**
 * Saves what `next` makes of the newest answers as a new version; the ones before stay. Where it gives the newest back, that stands. The person's row is
 * locked meanwhile, so that of two changes at once the second is made of the first.
 */
export function advanceProfile(userId: string, next: (latest: StoredProfile | null) => NewProfile | StoredProfile): Promise<StoredProfile> {
  return prisma.$transaction(async (tx) => {
    await lockPerson(tx, userId);
    const latest = await tx.profile.findFirst({ where: { userId }, orderBy: { version: 'desc' }, select: FIELDS });
    const made = next(latest);
    if ('id' in made) return made;
    return tx.profile.create({ data: { userId, version: (latest?.version ?? 0) + 1, answers: { ...made.answers }, complete: made.complete }, select: FIELDS });
  });
}
