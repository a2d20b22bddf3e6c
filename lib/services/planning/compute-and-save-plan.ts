import 'server-only';
import { activeDataset } from '@/lib/data/dataset';
import { advancePlan } from '@/lib/data/plans';
import { findLatestProfile } from '@/lib/data/profiles';
import { computePlan } from '@/lib/domain/planning/compute-plan';
import { planInputSchema, profileAnswersSchema, storedPlanSchema, type ProfileAnswers } from '@/lib/schemas/plan';
import { toSavedPlan, type SavedPlan } from './read-plan';
import { loadCatalogue } from './load-catalogue';

/** Computes the plan of complete answers on today's catalogue and keeps it; the same plan again makes no version. Without a market there is none. Answers that came meanwhile are planned instead. */
export async function computeAndSavePlan(userId: string, profile: { readonly id: string; readonly answers: ProfileAnswers }): Promise<SavedPlan | null> {
  const dataset = await activeDataset();
  if (dataset === null) return null;
  const catalogue = await loadCatalogue();
  const result = { ...computePlan(planInputSchema.parse(profile.answers), catalogue), day: dataset.lastDay };
  const plan = { profileId: profile.id, result, catalogueVersion: catalogue.version, datasetId: dataset.id };
  const saved = await advancePlan(userId, plan, (latest) => latest.profileId === profile.id && canonical(latest.result) === canonical(result));
  return saved === null ? planOfNewest(userId) : toSavedPlan(saved);
}

/** Other answers came while the plan was made. */
async function planOfNewest(userId: string): Promise<SavedPlan | null> {
  const newest = await findLatestProfile(userId);
  return newest?.complete === true ? computeAndSavePlan(userId, { id: newest.id, answers: profileAnswersSchema.parse(newest.answers) }) : null;
}

function canonical(result: unknown): string {
  return JSON.stringify(storedPlanSchema.parse(result));
}
