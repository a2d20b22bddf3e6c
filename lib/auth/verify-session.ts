import 'server-only';
import { systemClock } from '@/lib/clock';
import { findSession, touchSession } from '@/lib/data/sessions';
import { decodeToken } from './token-cookie';

/** A signed-in person. */
export interface SessionUser {
  readonly id: string;
  readonly email: string;
  readonly sessionId: string;
}

const TOUCH_AFTER_MS = 10 * 60_000;

/** The person behind a token, if its session still lives and carries the user's current version. */
export async function verifyToken(text: string | null | undefined): Promise<SessionUser | null> {
  const token = text === null || text === undefined || text === '' ? null : await decodeToken(text);
  if (token === null) return null;
  const now = systemClock.now();
  const session = await findSession(token.sessionId, now);
  if (session === null || session.userId !== token.userId || session.sessionVersion !== token.version) return null;
  if (now.getTime() - session.lastUsedAt.getTime() > TOUCH_AFTER_MS) await touchSession(session.id, now);
  return { id: session.userId, email: session.email, sessionId: session.id };
}
