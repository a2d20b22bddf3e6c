import 'server-only';
import { findUser } from '@/lib/data/users';
import { invariant } from '@/lib/domain/foundation/invariant';

/** What an account says of itself. */
export async function readAccount(userId: string): Promise<{ readonly email: string; readonly createdAt: string }> {
  const user = await findUser(userId);
  invariant(user !== null, 'a signed-in user exists');
  return { email: user.email, createdAt: user.createdAt.toISOString() };
}
