'use server';
import { redirect } from 'next/navigation';
import { refuseWrite, TOO_MANY_CHANGES } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { scaleFormSchema } from '@/lib/schemas/plan-change';
import { changeAnswers } from '@/lib/services/planning/profile';

/** Lets the stage or the stricter of the two published scales decide (Rule 7.3). */
export async function chooseScale(form: FormData): Promise<void> {
  const user = await requireUser('/plan');
  if ((await refuseWrite(user.id)) !== null) redirect(TOO_MANY_CHANGES);
  const read = scaleFormSchema.safeParse(Object.fromEntries(form));
  if (read.success) await changeAnswers(user.id, read.data);
  redirect('/plan#scales');
}
