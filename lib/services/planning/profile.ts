import 'server-only';
import { advanceProfile, findLatestProfile, type StoredProfile } from '@/lib/data/profiles';
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

/** Saves what becomes of the answers so far as a new version, one change after the other, and makes a plan once they suffice (unless `plan` is false). */
async function advance(userId: string, next: (answers: ProfileAnswers) => ProfileAnswers, plan: boolean): Promise<Profile> {
  const stored = await advanceProfile(userId, (latest) => {
    const before = latest && toProfile(latest);
    const answers = next(before?.answers ?? {});
    const complete = planInputSchema.safeParse(answers).success;
    const same = before !== null && before.complete === complete && canonical(before.answers) === canonical(answers);
    return same && latest !== null ? latest : { answers, complete };
  });
  const profile = toProfile(stored);
  if (profile.complete && plan) await computeAndSavePlan(userId, profile);
  return profile;
}

/** Replaces the answers by these as a new version, and makes a plan once they suffice. The same answers again make no version. */
export function saveProfile(userId: string, answers: ProfileAnswers): Promise<Profile> {
  return advance(userId, () => answers, true);
}

/** Changes some answers and keeps the others; `undefined` takes an answer back. A plan is made once they suffice, unless `plan` is false. */
export function changeAnswers(userId: string, changes: ProfileAnswers, plan = true): Promise<Profile> {
  const merged = (answers: ProfileAnswers) => Object.entries({ ...answers, ...changes }).filter(([, value]) => value !== undefined);
  return advance(userId, (answers) => profileAnswersSchema.parse(Object.fromEntries(merged(answers))), plan);
}

/** The database does not keep the order of keys; the schema does. */
function canonical(answers: ProfileAnswers): string {
  return JSON.stringify(profileAnswersSchema.parse(answers));
}
