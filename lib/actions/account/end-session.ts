'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { idSchema } from '@/lib/schemas/account';
import { readForm, refused, saved, type FormState } from '@/lib/schemas/form-state';
import { endSession as end } from '@/lib/services/account/sessions';

/** Ends one of the person's sessions. */
export async function endSession(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/security');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(idSchema, form);
  if (!read.ok || !(await end(user.id, read.value.id))) return refused('There is no such session.');
  revalidatePath('/settings/security');
  return saved('The session has ended.');
}
