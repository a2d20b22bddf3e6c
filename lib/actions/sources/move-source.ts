'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, type FormState } from '@/lib/schemas/form-state';
import { moveSource } from '@/lib/schemas/move-source';
import { sourceChangeState } from '@/lib/schemas/source-change-words';
import { moveSourceSchema } from '@/lib/schemas/source-forms';
import { changeSources } from '@/lib/services/live/change-source-settings';

/** Moves a source one step in the order of a fact. Only the owner may. */
export async function moveSourceUpOrDown(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/sources');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(moveSourceSchema, form);
  if (!read.ok) return read.state;
  const end = await changeSources(user.id, (settings) => moveSource(settings, read.value.fact, read.value.source, read.value.by));
  revalidatePath('/settings/sources');
  return sourceChangeState(end, read.values);
}
