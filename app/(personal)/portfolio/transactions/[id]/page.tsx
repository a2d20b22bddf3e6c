import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { kindOf } from '@/components/portfolio/kinds';
import { TransactionEdit } from '@/components/portfolio/transaction-edit';
import { requireUser } from '@/lib/auth/session';
import { isId } from '@/lib/schemas/portfolio';
import { readTransaction, transactionChoices } from '@/lib/services/portfolio/read-transactions';

export const metadata: Metadata = { title: 'Transaction' };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly kind?: string | string[] }>;
}

export default async function TransactionPage({ params, searchParams }: PageProps) {
  const user = await requireUser('/portfolio/transactions');
  const { id } = await params;
  const [line, choices] = await Promise.all([isId(id) ? readTransaction(user.id, id) : null, transactionChoices(user.id)]);
  if (line === null || choices === null) notFound();
  return <TransactionEdit line={line} choices={choices} kind={kindOf((await searchParams).kind, line.kind)} />;
}
