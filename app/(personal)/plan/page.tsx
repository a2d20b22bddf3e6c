import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PlanStart } from '@/components/plan/plan-start';
import { PlanView } from '@/components/plan/plan-view';
import { Callout } from '@/components/ui/callout';
import { requireUser } from '@/lib/auth/session';
import { readPlanPage } from '@/lib/services/planning/read-plan-page';

export const metadata: Metadata = { title: 'Plan' };

const VERSION = /^[1-9]\d{0,8}$/;

export default async function PlanPage({ searchParams }: { readonly searchParams: Promise<{ readonly version?: string | string[]; readonly tooMany?: string | string[] }> }) {
  const user = await requireUser('/plan');
  const { version, tooMany } = await searchParams;
  if (version !== undefined && (typeof version !== 'string' || !VERSION.test(version))) notFound();
  const { view, start, missing } = await readPlanPage(user.id, version === undefined ? null : Number(version));
  if (missing) notFound();
  return (
    <>
      {tooMany === undefined ? null : <Callout tone="warn">Too many changes in a short time: the last one was not made. Try again in a minute.</Callout>}
      {view === null ? <PlanStart {...start} /> : <PlanView {...view} />}
    </>
  );
}
