'use server';
import { redirect } from 'next/navigation';
import { refuseWrite, TOO_MANY_CHANGES } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { changeAnswers } from '@/lib/services/planning/profile';

/** Computes the plan once more with the same answers on today's indices. */
export async function renewPlan(): Promise<void> {
  const user = await requireUser('/plan');
  if ((await refuseWrite(user.id)) !== null) redirect(TOO_MANY_CHANGES);
  await changeAnswers(user.id, {});
  redirect('/plan');
}
