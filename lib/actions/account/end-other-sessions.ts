'use server';
import { revalidatePath } from 'next/cache';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { saved, type FormState } from '@/lib/schemas/form-state';
import { endOtherSessions as endOthers } from '@/lib/services/account/sessions';

/** Ends every session of the person but this one. */
export async function endOtherSessions(_: FormState): Promise<FormState> {
  const user = await requireUser('/settings/security');
  const tooMany = await refuseWrite(user.id);
  if (tooMany !== null) return tooMany;
  const ended = await endOthers(user.id, user.sessionId);
  revalidatePath('/settings/security');
  return saved(ended === 1 ? 'One session has ended.' : `${ended} sessions have ended.`);
}
