'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { refused, type FormState } from '@/lib/schemas/form-state';
import { isId } from '@/lib/schemas/portfolio';
import { deleteTransaction } from '@/lib/services/portfolio/transactions';

/** Takes a transaction out of the ledger, if what came after it is still possible. */
export async function removeTransaction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/portfolio/transactions');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const id = form.get('id');
  if (typeof id !== 'string' || !isId(id)) return refused('This transaction is not there any more.');
  const gone = await deleteTransaction(user.id, id);
  if (!gone.ok) return refused(gone.message);
  revalidatePath('/portfolio', 'layout');
  redirect('/portfolio/transactions?saved=removed');
}
