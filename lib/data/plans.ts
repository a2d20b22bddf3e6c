import 'server-only';
import { nextVersion } from './personal-version';
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

/** Saves a plan as a new version; the ones before stay. `null` where its answers are not the newest any more: an older plan may not follow a newer one. */
export async function insertPlan(userId: string, plan: NewPlan): Promise<StoredPlan | null> {
  const row = await prisma.$transaction(async (tx) => {
    const version = await nextVersion(tx, userId, (latest) => tx.plan.findFirst({ where: { userId }, ...latest }));
    const newest = await tx.profile.findFirst({ where: { userId }, orderBy: { version: 'desc' }, select: { id: true } });
    return newest?.id === plan.profileId ? tx.plan.create({ data: { ...plan, result: { ...plan.result }, userId, version }, select: FIELDS }) : null;
  });
  return row && toPlan(row);
}
