'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, type FormState } from '@/lib/schemas/form-state';
import { sourceChangeState } from '@/lib/schemas/source-change-words';
import { limitFormSchema } from '@/lib/schemas/source-forms';
import { changeSources } from '@/lib/services/live/change-source-settings';

/** Sets how fast a source may be asked. Only the owner may. */
export async function saveSourceLimit(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/sources');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(limitFormSchema, form);
  if (!read.ok) return read.state;
  const { source, ...limit } = read.value;
  const end = await changeSources(user.id, (settings) => ({ ...settings, limits: { ...settings.limits, [source]: limit } }));
  revalidatePath('/settings/sources');
  return sourceChangeState(end, read.values);
}
