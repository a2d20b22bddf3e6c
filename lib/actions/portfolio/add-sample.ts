'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { refuseWrite } from '@/lib/auth/refuse-write';
import { requireUser } from '@/lib/auth/session';
import { refused, type FormState } from '@/lib/schemas/form-state';
import { addSamplePortfolio } from '@/lib/services/portfolio/sample-portfolio';

/** Adds the portfolio to play with. */
export async function addSample(): Promise<FormState> {
  const user = await requireUser('/portfolio');
  const tooMany = await refuseWrite(user.id);
  if (tooMany !== null) return tooMany;
  const made = await addSamplePortfolio(user.id);
  if (!made.ok) return refused(made.message);
  revalidatePath('/portfolio', 'layout');
  redirect('/portfolio');
}
