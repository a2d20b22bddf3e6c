'use server';
import { redirect } from 'next/navigation';
import { refuseTooMany, startSessionHere } from '@/lib/auth/browser-session';
import { safeNext } from '@/lib/auth/safe-next';
import { signUpSchema } from '@/lib/schemas/account';
import { readForm, refused, type FormState } from '@/lib/schemas/form-state';
import { signUp as makeAccount } from '@/lib/services/account/sign-up';

/** Makes an account and signs this browser in. */
export async function signUp(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(signUpSchema, form);
  if (!read.ok) return read.state;
  const limited = await refuseTooMany('signUpPlace', 'place');
  if (limited !== null) return refused(limited, {}, read.values);
  const made = await makeAccount(read.value.email, read.value.newPassword);
  if (!made.ok) {
    return made.reason === 'taken'
      ? refused('Nothing was created.', { email: 'There is already an account with this address. Sign in instead.' }, read.values)
      : refused('This installation takes no new accounts.', {}, read.values);
  }
  await startSessionHere(made.user);
  redirect(safeNext(read.value.next, '/plan'));
}
