import 'server-only';
import type { Db } from './accounts';

/** Keys that the API's callers choose are told from keys of forms. */
const API = 'api:';

/** A key with the hash of the request it came with. */
export interface RequestKey {
  readonly key: string;
  readonly requestHash: string;
}

/** What was answered under a key before, inside the caller's database transaction. */
export async function findAnswer(userId: string, key: RequestKey, db: Db): Promise<{ readonly sameRequest: boolean; readonly answer: unknown } | null> {
  const found = await db.idempotencyKey.findUnique({ where: { userId_key: { userId, key: API + key.key } } });
  if (found === null) return null;
  const { text } = found.response as { text: string };
  return { sameRequest: found.requestHash === key.requestHash, answer: JSON.parse(text) };
}

/** Keeps an answer as text: the database would change the order of its fields. */
export async function keepAnswer(userId: string, key: RequestKey, status: number, answer: object, db: Db): Promise<void> {
  await db.idempotencyKey.create({ data: { userId, key: API + key.key, requestHash: key.requestHash, status, response: { text: JSON.stringify(answer) } } });
}
