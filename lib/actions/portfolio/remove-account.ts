'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { refused, type FormState } from '@/lib/schemas/form-state';
import { isId } from '@/lib/schemas/portfolio';
import { deleteAccount } from '@/lib/services/portfolio/accounts';

/** Closes an account with all its transactions. */
export async function removeAccount(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/portfolio/accounts');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const id = form.get('id');
  if (typeof id !== 'string' || !isId(id)) return refused('This account is not there any more.');
  const gone = await deleteAccount(user.id, id);
  if (!gone.ok) return refused(gone.message);
  revalidatePath('/portfolio', 'layout');
  redirect('/portfolio/accounts');
}
