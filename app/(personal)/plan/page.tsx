import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PlanStart } from '@/components/plan/plan-start';
import { PlanView } from '@/components/plan/plan-view';
import { requireUser } from '@/lib/auth/session';
import { readPlanPage } from '@/lib/services/planning/read-plan-page';

export const metadata: Metadata = { title: 'Plan' };

const VERSION = /^[1-9]\d{0,8}$/;

export default async function PlanPage({ searchParams }: { readonly searchParams: Promise<{ readonly version?: string | string[] }> }) {
  const user = await requireUser('/plan');
  const { version } = await searchParams;
  if (version !== undefined && (typeof version !== 'string' || !VERSION.test(version))) notFound();
  const { view, start, missing } = await readPlanPage(user.id, version === undefined ? null : Number(version));
  if (missing) notFound();
  return view === null ? <PlanStart {...start} /> : <PlanView {...view} />;
}
