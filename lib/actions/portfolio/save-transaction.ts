'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, refused, type FormState } from '@/lib/schemas/form-state';
import { isId, transactionSchema } from '@/lib/schemas/portfolio';
import { addTransaction, editTransaction } from '@/lib/services/portfolio/transactions';

/** Books a new transaction, or the changed one that `id` names. A repeated click has one effect. */
export async function saveTransaction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/portfolio/transactions');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(transactionSchema, form);
  if (!read.ok) return read.state;
  const [id, key] = [form.get('id'), form.get('key')];
  const own = typeof id === 'string' && isId(id);
  const made = own ? await editTransaction(user.id, id, read.value) : await addTransaction(user.id, read.value, typeof key === 'string' && isId(key) ? key : null);
  if (!made.ok) return refused(made.message, made.field === '' ? {} : { [made.field]: made.message }, read.values);
  revalidatePath('/portfolio', 'layout');
  redirect(`/portfolio/transactions?kind=${read.value.kind}&saved=${own ? 'changed' : 'added'}`);
}
