'use server';
import { redirect } from 'next/navigation';
import { refuseWrite, TOO_MANY_CHANGES } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { guardrailFormSchema } from '@/lib/schemas/plan-change';
import { changeAnswers, readProfile } from '@/lib/services/planning/profile';

/** Lifts a guardrail by name, or puts it back (Rule 7.6). */
export async function liftGuardrail(form: FormData): Promise<void> {
  const user = await requireUser('/plan');
  if ((await refuseWrite(user.id)) !== null) redirect(TOO_MANY_CHANGES);
  const read = guardrailFormSchema.safeParse(Object.fromEntries(form));
  if (read.success) {
    const { guardrail, lift } = read.data;
    const others = ((await readProfile(user.id))?.answers.liftedGuardrails ?? []).filter((name) => name !== guardrail);
    await changeAnswers(user.id, { liftedGuardrails: lift === 'yes' ? [...others, guardrail] : others });
  }
  redirect('/plan#guardrails');
}
