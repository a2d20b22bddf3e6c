'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { refused, saved, type FormState } from '@/lib/schemas/form-state';
import { setSignUpOpen as setOpen } from '@/lib/services/account/sign-up';

/** Opens or closes sign-up; only the first account may. */
export async function setSignUpOpen(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/settings');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const open = form.get('open') === 'yes';
  if (!(await setOpen(user.id, open))) return refused('Only the first account of this installation can change this.');
  revalidatePath('/settings');
  return saved(open ? 'New accounts can be made.' : 'No new accounts can be made.');
}
