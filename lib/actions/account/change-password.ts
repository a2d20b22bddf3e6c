'use server';
import { refuseTooMany, setSessionCookie } from '@/lib/auth/browser-session';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { changePasswordSchema } from '@/lib/schemas/account';
import { readForm, refused, saved, type FormState } from '@/lib/schemas/form-state';
import { changePassword as change } from '@/lib/services/account/password';

/** Changes the password; every other session ends, this one goes on, and API keys go where that is ticked. */
export async function changePassword(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/security');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(changePasswordSchema, form);
  if (!read.ok) return read.state;
  const limited = await refuseTooMany('passwordCheck', { userId: user.id });
  if (limited !== null) return refused(limited);
  const changed = await change(user, read.value);
  if (changed === null) return refused('The password was not changed.', { password: 'This is not your password.' }, read.values);
  await setSessionCookie({ userId: user.id, sessionId: user.sessionId, version: changed.version });
  const keys = read.value.revokeKeys ? ', and your API keys are revoked' : changed.keys > 0 ? `; API keys that still work: ${changed.keys}` : '';
  return saved(`The password is changed. All other sessions have ended${keys}.`);
}
