'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, saved, type FormState } from '@/lib/schemas/form-state';
import { rebalancingFormSchema } from '@/lib/schemas/settings';
import { changeSettings } from '@/lib/services/account/settings';

/** Saves the default band, destination, minimum trade and the simple targets. */
export async function saveRebalancingSettings(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/rebalancing');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(rebalancingFormSchema, form);
  if (!read.ok) return read.state;
  await changeSettings(user.id, read.value);
  revalidatePath('/settings/rebalancing');
  return saved('Saved.', read.values);
}
