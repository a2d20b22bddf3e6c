import 'server-only';
import { systemClock } from '@/lib/clock';
import { createSession } from '@/lib/data/sessions';
import { findUserByPassword, type UserRecord } from '@/lib/data/users';
import { countAttempt, forgetAttempts } from './rate-limits';
import { SESSION_SECONDS, type SessionToken } from './token-cookie';

export type Authentication = { readonly ok: true; readonly user: UserRecord } | { readonly ok: false; readonly reason: 'wrong' } | { readonly ok: false; readonly reason: 'limited'; readonly seconds: number };

/** Checks an email and a password. Attempts are counted before the check, so parallel guesses gain nothing. */
export async function authenticate(email: string, password: string, place: string): Promise<Authentication> {
  const pair = `${place}\n${email}`;
  const waits = await Promise.all([countAttempt('signInPair', pair), countAttempt('signInEmail', email), countAttempt('signInPlace', place)]);
  const seconds = Math.max(...waits.map((wait) => wait ?? 0));
  if (seconds > 0) return { ok: false, reason: 'limited', seconds };
  const user = await findUserByPassword(email, password);
  if (user === null) return { ok: false, reason: 'wrong' };
  await Promise.all([forgetAttempts('signInPair', pair), forgetAttempts('signInEmail', email)]);
  return { ok: true, user };
}

/** Starts a session for an authenticated person and says what its token carries. */
export async function beginSession(user: Pick<UserRecord, 'id' | 'sessionVersion'>, userAgent: string): Promise<SessionToken> {
  const now = systemClock.now();
  const session = await createSession(user.id, userAgent, now, new Date(now.getTime() + SESSION_SECONDS * 1000));
  return { userId: user.id, sessionId: session.id, version: user.sessionVersion };
}
