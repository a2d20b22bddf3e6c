'use server';
import { redirect } from 'next/navigation';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, type FormState } from '@/lib/schemas/form-state';
import { splitFormSchema } from '@/lib/schemas/plan-change';
import { changeAnswers } from '@/lib/services/planning/profile';

/** Sets how crypto is split over the tiers: a named strategy or own shares (Rule 7.5). */
export async function chooseSplit(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/plan');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(splitFormSchema, form);
  if (!read.ok) return read.state;
  await changeAnswers(user.id, read.value);
  redirect('/plan#tiers');
}
