import 'server-only';
import { cookies, headers } from 'next/headers';
import { DISK_FULL, isDiskFull, isDiskFullError } from '@/lib/data/disk-space';
import { deleteSession } from '@/lib/data/sessions';
import { authenticate, beginSession } from './authenticate';
import { countAttempt, placeOf } from './rate-limits';
import { currentUser } from './session';
import { cookieName, cookieOptions, encodeToken, isSecure, type SessionToken } from './token-cookie';

/** Puts the token into this browser's cookie; only where cookies may be set: actions and route handlers. */
export async function setSessionCookie(token: SessionToken): Promise<void> {
  const secure = isSecure(await headers());
  (await cookies()).set(cookieName(secure), await encodeToken(token), cookieOptions(secure));
}

/** Signs this browser in; `null` on success, else what to tell. Works as a plain form post. */
export async function signInHere(email: string, password: string): Promise<string | null> {
  const result = await authenticate(email, password, placeOf(await headers()));
  if (!result.ok) return result.reason === 'wrong' ? 'Email and password do not match.' : `Too many attempts. Try again in ${waitWords(result.seconds)}.`;
  try {
    await startSessionHere(result.user);
    return null;
  } catch (error) {
    if (isDiskFullError(error)) return DISK_FULL;
    throw error;
  }
}

/** Starts a session for a person who has just shown who they are. */
export async function startSessionHere(user: { readonly id: string; readonly sessionVersion: number }): Promise<void> {
  await setSessionCookie(await beginSession(user, (await headers()).get('user-agent') ?? ''));
}

/** Ends this browser's session, in the database too, so that a copy of its token is worth nothing. */
export async function signOutHere(): Promise<void> {
  const user = await currentUser();
  if (user !== null) await deleteSession(user.id, user.sessionId);
  await clearSessionCookie();
}

export async function clearSessionCookie(): Promise<void> {
  const secure = isSecure(await headers());
  (await cookies()).set(cookieName(secure), '', { ...cookieOptions(secure), maxAge: 0 });
}

/** Counts an attempt of a form; what to tell where it was one too many or could not be stored, else `null`. `place` stands for where the request comes from. */
export async function refuseTooMany(limit: Parameters<typeof countAttempt>[0], subject: { readonly userId: string } | 'place'): Promise<string | null> {
  if (await isDiskFull()) return DISK_FULL;
  const seconds = await countAttempt(limit, subject === 'place' ? placeOf(await headers()) : subject.userId);
  return seconds === null ? null : `Too many ${limit === 'write' ? 'changes in a short time' : 'attempts'}. Try again in ${waitWords(seconds)}.`;
}

function waitWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return seconds < 60 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}
