import 'server-only';
import { lockPerson } from './lock-person';
import { prisma } from './prisma';

/** One computed plan. `result` and `answers` (those it was made from) are parsed by the caller. */
export interface StoredPlan {
  readonly id: string;
  readonly version: number;
  readonly result: unknown;
  readonly answers: unknown;
  readonly profileId: string;
  readonly catalogueVersion: string;
  readonly datasetId: number;
  readonly createdAt: Date;
}

const FIELDS = { id: true, version: true, result: true, profileId: true, catalogueVersion: true, datasetId: true, createdAt: true, profile: { select: { answers: true } } } as const;
type Row = Omit<StoredPlan, 'answers'> & { readonly profile: { readonly answers: unknown } };
const toPlan = ({ profile, ...row }: Row): StoredPlan => ({ ...row, answers: profile.answers });

/** The newest plan of a person; `null` before the first. */
export async function findLatestPlan(userId: string): Promise<StoredPlan | null> {
  const row = await prisma.plan.findFirst({ where: { userId }, orderBy: { version: 'desc' }, select: FIELDS });
  return row === null ? null : toPlan(row);
}

/** One version of a person's plan; `null` where it is not theirs or not there. */
export async function findPlanVersion(userId: string, version: number): Promise<StoredPlan | null> {
  const row = await prisma.plan.findUnique({ where: { userId_version: { userId, version } }, select: FIELDS });
  return row === null ? null : toPlan(row);
}

/** The newest versions of a person's plan, newest first. */
export async function listPlans(userId: string, limit: number): Promise<StoredPlan[]> {
  const rows = await prisma.plan.findMany({ where: { userId }, orderBy: { version: 'desc' }, take: limit, select: FIELDS });
  return rows.map(toPlan);
}

interface NewPlan {
  readonly profileId: string;
  readonly result: object;
  readonly catalogueVersion: string;
  readonly datasetId: number;
}

/**
 * Saves a plan as a new version; the ones before stay. Where `isSame` knows the newest one for it, that stands. `null` where its answers are not
 * the newest any more: an older plan may not follow a newer one. The person's row is locked meanwhile, so that of two saves at once the second sees the first.
 */
export function advancePlan(userId: string, plan: NewPlan, isSame: (latest: StoredPlan) => boolean): Promise<StoredPlan | null> {
  return prisma.$transaction(async (tx) => {
    await lockPerson(tx, userId);
    const newest = { where: { userId }, orderBy: { version: 'desc' } } as const;
    if ((await tx.profile.findFirst({ ...newest, select: { id: true } }))?.id !== plan.profileId) return null;
    const row = await tx.plan.findFirst({ ...newest, select: FIELDS });
    const latest = row && toPlan(row);
    if (latest !== null && isSame(latest)) return latest;
    return toPlan(await tx.plan.create({ data: { ...plan, result: { ...plan.result }, userId, version: (latest?.version ?? 0) + 1 }, select: FIELDS }));
  });
}
