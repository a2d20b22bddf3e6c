'use server';
import { redirect } from 'next/navigation';
import { signInHere } from '@/lib/auth/browser-session';
import { safeNext } from '@/lib/auth/safe-next';
import { signInSchema } from '@/lib/schemas/account';
import { readForm, refused, type FormState } from '@/lib/schemas/form-state';

/** Signs in by a plain form post, with or without a script in the browser. */
export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  const read = readForm(signInSchema, form);
  if (!read.ok) return read.state;
  const { email, password, next } = read.value;
  const problem = await signInHere(email, password);
  if (problem !== null) return refused(problem, {}, read.values);
  redirect(safeNext(next));
}
