import type { Metadata } from 'next';
import { ClaimChecker } from '@/components/learn/claims/claim-checker';
import { Link } from '@/components/ui/link';
import { PageTitle } from '@/components/ui/page-title';
import { claimValues } from '@/lib/schemas/claim-check';

export const metadata: Metadata = { title: 'Is that number right?', description: 'Numbers of investing guides that are wrong, with calculators that give the right ones.' };

interface ClaimsPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function ClaimsPage({ searchParams }: ClaimsPageProps) {
  const values = claimValues(await searchParams);
  return (
    <>
      <PageTitle
        crumb={<><Link href="/learn">Learn</Link> / Claims</>}
        title="Is that number right?"
        lede={<>Six numbers that guides repeat, and what they come to. Change any field: the address keeps what you entered (<Link href="/learn/rules#rule-12">Rule 12</Link>).</>}
      />
      <ClaimChecker key={JSON.stringify(values)} values={values} />
      <p className="cap">A calculation, not a promise: nobody knows next year’s return. Educational, not financial advice.</p>
    </>
  );
}
