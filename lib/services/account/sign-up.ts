import 'server-only';
import { loadAppSetting, saveAppSetting } from '@/lib/data/app-settings';
import { createUser, findOwnerId, type UserRecord } from '@/lib/data/users';
import { env } from '@/lib/env';

const SIGN_UP_OPEN = 'signUpOpen';

/** Whether new accounts may be made: the installation's setting, which BANDWISE_SIGN_UP=closed overrules. */
export async function isSignUpOpen(): Promise<boolean> {
  if (env.BANDWISE_SIGN_UP === 'closed') return false;
  if ((await loadAppSetting(SIGN_UP_OPEN)) !== false) return true;
  // Whoever closed it has left, and nobody else could open it: the installation is as new.
  return (await findOwnerId()) === null;
}

/** Whether the environment closes sign-up, so that the settings page can say so. */
export function isSignUpClosedByEnvironment(): boolean {
  return env.BANDWISE_SIGN_UP === 'closed';
}

/** The oldest account that is left owns the installation: when the first one is deleted, the next takes its place. */
export async function isOwner(userId: string): Promise<boolean> {
  return (await findOwnerId()) === userId;
}

/** Opens or closes sign-up; false where the person is not the owner. */
export async function setSignUpOpen(userId: string, open: boolean): Promise<boolean> {
  if (!(await isOwner(userId))) return false;
  await saveAppSetting(SIGN_UP_OPEN, open);
  return true;
}

export type SignUp = { readonly ok: true; readonly user: UserRecord } | { readonly ok: false; readonly reason: 'closed' | 'taken' };

/** Makes an account while sign-up is open. */
export async function signUp(email: string, password: string): Promise<SignUp> {
  if (!(await isSignUpOpen())) return { ok: false, reason: 'closed' };
  const user = await createUser(email, password);
  return user === null ? { ok: false, reason: 'taken' } : { ok: true, user };
}
