'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, refused, type FormState } from '@/lib/schemas/form-state';
import { acceptSuggestion } from '@/lib/services/rebalancing/accept-suggestion';

const schema = z.object({ id: z.uuid({ error: 'This suggestion is not there any more.' }) });

/** Accepts a suggestion and records its trades; once, however often it is clicked. */
export async function acceptTrades(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/rebalance');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(schema, form);
  if (!read.ok) return refused(read.state.errors.id ?? 'This suggestion is not there any more.');
  const accepted = await acceptSuggestion(user.id, read.value.id);
  if (!accepted.ok) return refused(accepted.message);
  redirect(`/rebalance/${read.value.id}?accepted=1`);
}
