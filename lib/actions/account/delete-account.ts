'use server';
import { redirect } from 'next/navigation';
import { clearSessionCookie, refuseTooMany } from '@/lib/auth/browser-session';
import { forgetPerson } from '@/lib/auth/rate-limits';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { deleteAccountSchema } from '@/lib/schemas/account';
import { readForm, refused, type FormState } from '@/lib/schemas/form-state';
import { deleteAccount as remove } from '@/lib/services/account/delete-account';

/** Deletes the account and everything in it, after the password was asked again. */
export async function deleteAccount(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/data');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(deleteAccountSchema, form);
  if (!read.ok) return read.state;
  const limited = await refuseTooMany('passwordCheck', { userId: user.id });
  if (limited !== null) return refused(limited);
  if (!(await remove(user, read.value.password))) return refused('Nothing was deleted.', { password: 'This is not your password.' });
  await forgetPerson(user);
  await clearSessionCookie();
  redirect('/');
}
