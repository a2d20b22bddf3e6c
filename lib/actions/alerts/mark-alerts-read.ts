'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { readForm, refused, saved, type FormState } from '@/lib/schemas/form-state';
import { seeAlerts } from '@/lib/services/alerts/read-alerts';

const schema = z.object({ id: z.uuid().optional() });

/** Marks an alert as read; without an id all of them. Those of somebody else stay as they are. */
export async function markAlertsRead(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser('/');
  const tooMany = await refuseWrite(user.id, form);
  if (tooMany !== null) return tooMany;
  const read = readForm(schema, form);
  if (!read.ok) return read.state;
  const { id } = read.value;
  const seen = await seeAlerts(user.id, id ?? null);
  if (id !== undefined && seen === 0) return refused('This alert is read already, or not there.');
  revalidatePath('/', 'layout');
  return saved('Marked as read.');
}
