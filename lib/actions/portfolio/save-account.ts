'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, refused, type FormState } from '@/lib/schemas/form-state';
import { accountSchema, isId } from '@/lib/schemas/portfolio';
import { addAccount, editAccount } from '@/lib/services/portfolio/accounts';

/** Opens an account, or changes the one that `id` names. */
export async function saveAccount(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/portfolio/accounts');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(accountSchema, form);
  if (!read.ok) return read.state;
  const id = form.get('id');
  const made = typeof id === 'string' && isId(id) ? await editAccount(user.id, id, read.value) : await addAccount(user.id, read.value);
  if (!made.ok) return refused(made.message, { [made.field]: made.message }, read.values);
  revalidatePath('/portfolio', 'layout');
  redirect(form.get('next') === 'transactions' ? '/portfolio/transactions' : '/portfolio/accounts');
}
