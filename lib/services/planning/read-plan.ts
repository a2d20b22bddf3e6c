import 'server-only';
import { findLatestPlan, findPlanVersion, listPlans, type StoredPlan } from '@/lib/data/plans';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { reviewDay } from '@/lib/domain/planning/review';
import { planInputSchema, storedPlanSchema, type PlanAnswers, type StoredPlanResult } from '@/lib/schemas/plan';
import { wasSimulated } from '@/lib/services/market/was-simulated';

/** A kept version of a plan with the answers that made it. */
export interface SavedPlan {
  readonly version: number;
  readonly savedAt: string;
  readonly answers: PlanAnswers;
  readonly result: StoredPlanResult;
  /** Rule 7.8. */
  readonly reviewDay: string;
}

export function toSavedPlan(stored: StoredPlan): SavedPlan {
  const result = storedPlanSchema.parse(stored.result);
  return {
    version: stored.version,
    savedAt: stored.createdAt.toISOString(),
    answers: planInputSchema.parse(stored.answers),
    result,
    reviewDay: reviewDay(isoDay(result.day)),
  };
}

/** The person's newest plan; `null` before the first. */
export async function currentPlan(userId: string): Promise<SavedPlan | null> {
  const stored = await findLatestPlan(userId);
  return stored === null ? null : toSavedPlan(stored);
}

/** The same as the API gives it: with whether the market it was made on is a simulated one. */
export async function answerPlan(userId: string): Promise<(SavedPlan & { readonly simulated: boolean }) | null> {
  const stored = await findLatestPlan(userId);
  return stored && { ...toSavedPlan(stored), simulated: await wasSimulated(stored.datasetId) };
}

/** One kept version; `null` where it is not theirs or not there. */
export async function planVersion(userId: string, version: number): Promise<SavedPlan | null> {
  const stored = await findPlanVersion(userId, version);
  return stored === null ? null : toSavedPlan(stored);
}

export const HISTORY_LIMIT = 50;

/** The newest versions, newest first. */
export async function planHistory(userId: string): Promise<SavedPlan[]> {
  return (await listPlans(userId, HISTORY_LIMIT)).map(toSavedPlan);
}
