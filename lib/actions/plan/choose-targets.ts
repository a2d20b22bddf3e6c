'use server';
import { redirect } from 'next/navigation';
import { refuseWrite, TOO_MANY_CHANGES } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { simpleTargetsFormSchema } from '@/lib/schemas/plan-change';
import { changeSettings } from '@/lib/services/account/settings';

/** All positions of the indices, or each index's largest few (Rule 7.9). */
export async function chooseTargets(form: FormData): Promise<void> {
  const user = await requireUser('/plan');
  if ((await refuseWrite(user.id)) !== null) redirect(TOO_MANY_CHANGES);
  const read = simpleTargetsFormSchema.safeParse(Object.fromEntries(form));
  if (read.success) await changeSettings(user.id, { targets: read.data });
  redirect('/plan#targets');
}
