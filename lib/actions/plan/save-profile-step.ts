'use server';
import { redirect } from 'next/navigation';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, type FormState } from '@/lib/schemas/form-state';
import { firstOpenStep, PROFILE_STEPS, stepSchema, type ProfileStep } from '@/lib/schemas/profile-form';
import { changeAnswers } from '@/lib/services/planning/profile';

/** Saves one step of the profile and goes on: to the next step, to the first open one after the last, to the plan when nothing is missing. */
export async function saveProfileStep(step: ProfileStep, _: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser(`/plan/profile/${step}`);
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const later = form.get('intent') === 'later';
  const read = readForm(stepSchema(step, !later), form);
  if (!read.ok) return read.state;
  const following = form.get('intent') === 'finish' ? undefined : PROFILE_STEPS[PROFILE_STEPS.indexOf(step) + 1];
  const profile = await changeAnswers(user.id, read.value, later || following === undefined);
  const next = later ? null : (following ?? firstOpenStep(profile.answers));
  redirect(next === null ? '/plan' : `/plan/profile/${next}`);
}
