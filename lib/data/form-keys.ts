import 'server-only';
import type { Db } from './accounts';
import type { Prisma } from './generated/client';

/** Keys of forms are told from keys that the API's callers choose. */
const FORM = 'form:';

/** Does a write once for a key, inside the caller's database transaction: the second time its answer is given again. */
export async function answerOnce<T extends object>(userId: string, key: string | null, db: Db, write: () => Promise<T>): Promise<T> {
  if (key === null) return write();
  const id = { userId, key: `${FORM}${key}` };
  const before = await db.idempotencyKey.findUnique({ where: { userId_key: id } });
  if (before !== null) return before.response as T;
  const answer = await write();
  await db.idempotencyKey.create({ data: { ...id, requestHash: '', status: 200, response: answer as Prisma.InputJsonValue } });
  return answer;
}
