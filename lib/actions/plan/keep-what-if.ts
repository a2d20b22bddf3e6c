'use server';
import { redirect } from 'next/navigation';
import { refuseWrite, TOO_MANY_CHANGES } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readWhatIf, whatIfValues } from '@/lib/schemas/what-if';
import { saveProfile } from '@/lib/services/planning/profile';
import { currentPlan } from '@/lib/services/planning/read-plan';

/** Keeps answers that were tried out; one that cannot be read sends back to the form, which says so. */
export async function keepWhatIf(form: FormData): Promise<void> {
  const user = await requireUser('/plan/what-if');
  if ((await refuseWrite(user.id)) !== null) redirect(TOO_MANY_CHANGES);
  const plan = await currentPlan(user.id);
  if (plan === null) redirect('/plan');
  const values = whatIfValues(plan.answers, Object.fromEntries(form));
  const { answers, errors } = readWhatIf(plan.answers, values);
  if (Object.keys(errors).length > 0) redirect(`/plan/what-if?${new URLSearchParams(values).toString()}`);
  await saveProfile(user.id, answers);
  redirect('/plan');
}
