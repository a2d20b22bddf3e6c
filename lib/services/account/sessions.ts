import 'server-only';
import { systemClock } from '@/lib/clock';
import { deleteSession, deleteSessions, listSessions } from '@/lib/data/sessions';

export interface SessionSummary {
  readonly id: string;
  readonly userAgent: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly current: boolean;
}

/** The browsers in which a person is signed in, the last used first. */
export async function readSessions(userId: string, currentId: string): Promise<SessionSummary[]> {
  const sessions = await listSessions(userId, systemClock.now());
  return sessions.map(({ id, userAgent, createdAt, lastUsedAt }) => ({ id, userAgent, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt.toISOString(), current: id === currentId }));
}

export function endSession(userId: string, sessionId: string): Promise<boolean> {
  return deleteSession(userId, sessionId);
}

export function endOtherSessions(userId: string, keepId: string): Promise<number> {
  return deleteSessions(userId, keepId);
}
