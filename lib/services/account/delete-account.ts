import 'server-only';
import { deleteUser, findUserByPassword } from '@/lib/data/users';

/** Deletes a person and everything that hangs on them, once the password is confirmed. */
export async function deleteAccount(user: { readonly id: string; readonly email: string }, password: string): Promise<boolean> {
  const found = await findUserByPassword(user.email, password);
  if (found?.id !== user.id) return false;
  await deleteUser(user.id);
  return true;
}
