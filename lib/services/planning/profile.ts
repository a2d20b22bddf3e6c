import 'server-only';
import { findLatestProfile, insertProfile, type StoredProfile } from '@/lib/data/profiles';
import { planInputSchema, profileAnswersSchema, type ProfileAnswers } from '@/lib/schemas/plan';
import { computeAndSavePlan } from './compute-and-save-plan';

export interface Profile {
  readonly id: string;
  readonly version: number;
  readonly answers: ProfileAnswers;
  /** Whether the answers suffice for a plan. */
  readonly complete: boolean;
  readonly savedAt: string;
}

/** The person's answers so far; `null` before the first. */
export async function readProfile(userId: string): Promise<Profile | null> {
  const stored = await findLatestProfile(userId);
  return stored === null ? null : toProfile(stored);
}

function toProfile(stored: StoredProfile): Profile {
  const { id, version, complete, createdAt } = stored;
  return { id, version, complete, answers: profileAnswersSchema.parse(stored.answers), savedAt: createdAt.toISOString() };
}

/** Replaces the answers by these as a new version, and makes a plan once they suffice (unless `plan` is false). The same answers again make no version. */
export async function saveProfile(userId: string, answers: ProfileAnswers, plan = true): Promise<Profile> {
  const latest = await readProfile(userId);
  const complete = planInputSchema.safeParse(answers).success;
  const same = latest !== null && latest.complete === complete && canonical(latest.answers) === canonical(answers);
  const profile = same ? latest : toProfile(await insertProfile(userId, answers, complete));
  if (profile.complete && plan) await computeAndSavePlan(userId, profile);
  return profile;
}

/** Changes some answers and keeps the others; `undefined` takes an answer back. */
export async function changeAnswers(userId: string, changes: ProfileAnswers, plan = true): Promise<Profile> {
  const latest = await readProfile(userId);
  const merged = Object.entries({ ...latest?.answers, ...changes }).filter(([, value]) => value !== undefined);
  return saveProfile(userId, profileAnswersSchema.parse(Object.fromEntries(merged)), plan);
}

/** The database does not keep the order of keys; the schema does. */
function canonical(answers: ProfileAnswers): string {
  return JSON.stringify(profileAnswersSchema.parse(answers));
}
