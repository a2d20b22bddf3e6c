'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { refused, saved, type FormState } from '@/lib/schemas/form-state';
import { isOwner } from '@/lib/services/account/sign-up';
import { readSwitch, requestSwitch } from '@/lib/services/live/switch-state';

/** The owner agrees that the simulated market gives way to the live one. */
export async function switchToLive(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/status');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  if (!(await isOwner(user.id))) return refused('Only the first account of this installation can switch.');
  if (form.get('confirmed') !== 'yes') return refused('Nothing was switched: the last step was not confirmed.');
  if ((await readSwitch()).offer === null) return refused('No source answers now: the simulated market stays.');
  const heard = await requestSwitch();
  revalidatePath('/', 'layout');
  return saved(heard ? 'The switch has begun. A backup is written first.' : 'Noted. The switch begins as soon as the background work runs.');
}
