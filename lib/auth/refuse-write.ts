import 'server-only';
import { refused, typedIn, type FormState } from '@/lib/schemas/form-state';
import { refuseTooMany } from './browser-session';

/** Where a plain form that made one change too many leads: the plan, which says so. */
export const TOO_MANY_CHANGES = '/plan?tooMany=changes';

/** Counts a change by a form, under the same limit as the API's; what the form has to tell of one too many, with all that was typed, else `null`. */
export async function refuseWrite(userId: string, form?: FormData): Promise<FormState | null> {
  const limited = await refuseTooMany('write', { userId });
  return limited === null ? null : refused(limited, {}, form === undefined ? {} : typedIn(form));
}
