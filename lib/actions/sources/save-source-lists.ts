'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, type FormState } from '@/lib/schemas/form-state';
import { sourceChangeState } from '@/lib/schemas/source-change-words';
import { listsFormSchema } from '@/lib/schemas/source-forms';
import { changeSources } from '@/lib/services/live/change-source-settings';

/** Sets the feeds, the exchanges and how many tokens are followed. Only the owner may. */
export async function saveSourceLists(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/sources');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(listsFormSchema, form);
  if (!read.ok) return read.state;
  const end = await changeSources(user.id, (settings) => ({ ...settings, ...read.value }));
  revalidatePath('/settings/sources');
  return sourceChangeState(end, read.values);
}
