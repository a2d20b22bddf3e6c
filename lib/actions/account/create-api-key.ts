'use server';
import { revalidatePath } from 'next/cache';
import { refuseTooMany } from '@/lib/auth/browser-session';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { keyNameSchema, MAX_API_KEYS } from '@/lib/schemas/account';
import { readForm, refused, type FormState } from '@/lib/schemas/form-state';
import { makeApiKey } from '@/lib/services/account/api-keys';

/** Makes an API key; its text is in the answer this once. */
export async function createApiKey(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/keys');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(keyNameSchema, form);
  if (!read.ok) return read.state;
  const limited = await refuseTooMany('keyCreate', { userId: user.id });
  if (limited !== null) return refused(limited, {}, read.values);
  const made = await makeApiKey(user.id, read.value.name);
  if (made === null) return refused(`You have ${MAX_API_KEYS} keys. Revoke one first.`, {}, read.values);
  revalidatePath('/settings/keys');
  return { status: 'saved', message: 'Copy the key now: it is shown this once.', errors: {}, values: { key: made.key } };
}
