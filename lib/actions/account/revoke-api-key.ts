'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { idSchema } from '@/lib/schemas/account';
import { readForm, refused, saved, type FormState } from '@/lib/schemas/form-state';
import { endApiKey } from '@/lib/services/account/api-keys';

/** Revokes one of the person's API keys for good. */
export async function revokeApiKey(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/keys');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(idSchema, form);
  if (!read.ok || !(await endApiKey(user.id, read.value.id))) return refused('There is no such key.');
  revalidatePath('/settings/keys');
  return saved('The key is revoked.');
}
