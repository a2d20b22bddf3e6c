'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, type FormState } from '@/lib/schemas/form-state';
import { sourceChangeState } from '@/lib/schemas/source-change-words';
import { enableSourceSchema } from '@/lib/schemas/source-forms';
import { changeSources } from '@/lib/services/live/change-source-settings';

/** Switches a source on or off. Only the owner may. */
export async function setSource(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/sources');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(enableSourceSchema, form);
  if (!read.ok) return read.state;
  const end = await changeSources(user.id, (settings) => ({ ...settings, enabled: { ...settings.enabled, [read.value.source]: read.value.enabled === 'yes' } }));
  revalidatePath('/settings/sources');
  return sourceChangeState(end, read.values);
}
