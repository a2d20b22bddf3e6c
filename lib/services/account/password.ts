import 'server-only';
import { randomInt } from 'node:crypto';
import { systemClock } from '@/lib/clock';
import { countApiKeys, revokeApiKeys } from '@/lib/data/api-keys';
import { deleteSessions } from '@/lib/data/sessions';
import { findUserByEmail, findUserByPassword, replacePassword } from '@/lib/data/users';

interface PasswordChange {
  readonly password: string;
  readonly newPassword: string;
  /** Whether programs lose their keys too, which a thief may have made. */
  readonly revokeKeys: boolean;
}

/**
 * Changes a password and ends every session but the one that asked, and every API key where that is wanted; the new session version and how
 * many keys still open the API, or `null` where the old password is wrong.
 */
export async function changePassword(user: { readonly id: string; readonly email: string; readonly sessionId: string }, { password, newPassword, revokeKeys }: PasswordChange): Promise<{ readonly version: number; readonly keys: number } | null> {
  const found = await findUserByPassword(user.email, password);
  if (found?.id !== user.id) return null;
  const version = await replacePassword(user.id, newPassword);
  await deleteSessions(user.id, user.sessionId);
  if (revokeKeys) await revokeApiKeys(user.id, systemClock.now());
  return { version, keys: await countApiKeys(user.id) };
}

/** Without 0, O, 1, l and I, which are mistaken for each other. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Sets a new random password, ends every session and revokes every key, which a thief may have made; `null` for an unknown email. For the operator at the command line. */
export async function resetPassword(email: string): Promise<string | null> {
  const user = await findUserByEmail(email);
  if (user === null) return null;
  const group = (): string => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const password = Array.from({ length: GROUPS }, group).join('-');
  await replacePassword(user.id, password);
  await deleteSessions(user.id);
  await revokeApiKeys(user.id, systemClock.now());
  return password;
}
