'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, refused, saved, type FormState } from '@/lib/schemas/form-state';
import { retrySourceSchema } from '@/lib/schemas/source-forms';
import { retryNow } from '@/lib/services/live/retry-now';

/** Lets a source be asked at once, and asks for the work that needs it. */
export async function retrySource(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/status');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(retrySourceSchema, form);
  if (!read.ok) return refused('There is no such source.');
  const end = await retryNow(read.value.source);
  revalidatePath('/status');
  if (end === 'off') return refused('This source is switched off.');
  return saved(end === 'asked' ? 'It is being asked again.' : 'It may be asked again; the background work has not started here yet.');
}
