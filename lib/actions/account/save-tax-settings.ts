'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, saved, type FormState } from '@/lib/schemas/form-state';
import { taxFormSchema } from '@/lib/schemas/settings';
import { changeSettings } from '@/lib/services/account/settings';

/** Saves tax rates, the lot method and the fee. */
export async function saveTaxSettings(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings/tax');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(taxFormSchema, form);
  if (!read.ok) return read.state;
  await changeSettings(user.id, read.value);
  revalidatePath('/settings/tax');
  return saved('Saved.', read.values);
}
