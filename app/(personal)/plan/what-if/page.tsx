import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { redirect } from 'next/navigation';
import { WhatIf } from '@/components/plan/what-if';
import { PageTitle } from '@/components/ui/page-title';
import { requireUser } from '@/lib/auth/session';
import { readWhatIfPage } from '@/lib/services/planning/read-what-if';

export const metadata: Metadata = { title: 'Change an answer · Plan' };

export default async function WhatIfPage({ searchParams }: { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> }) {
  const user = await requireUser('/plan/what-if');
  const view = await readWhatIfPage(user.id, await searchParams);
  if (view === null) redirect('/plan');
  return (
    <>
      <PageTitle
        crumb={<><Link href="/plan">Plan</Link> / Change an answer</>}
        title="Change one answer and see what moves"
        lede={<>Nothing is saved until you keep it. Accounts and what else was asked are changed in <Link href="/plan/profile/you">the four steps</Link>.</>}
      />
      <WhatIf key={JSON.stringify(view.values)} {...view} />
      <p className="cap">Both columns are computed on the indices of today by the same rules. Educational, not financial advice.</p>
    </>
  );
}
