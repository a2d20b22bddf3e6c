import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SuggestionRecord } from '@/components/rebalance/suggestion-record';
import { requireUser } from '@/lib/auth/session';
import { isId } from '@/lib/schemas/portfolio';
import { readSuggestionPage } from '@/lib/services/rebalancing/read-suggestion-page';

export const metadata: Metadata = { title: 'Suggestion' };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly accepted?: string | string[] }>;
}

export default async function SuggestionPage({ params, searchParams }: PageProps) {
  const user = await requireUser('/rebalance');
  const { id } = await params;
  const page = isId(id) ? await readSuggestionPage(user.id, id) : null;
  if (page === null) notFound();
  return <SuggestionRecord {...page} justNow={(await searchParams).accepted === '1'} />;
}
