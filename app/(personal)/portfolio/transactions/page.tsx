import type { Metadata } from 'next';
import { kindOf } from '@/components/portfolio/kinds';
import { TransactionsView } from '@/components/portfolio/transactions-view';
import { requireUser } from '@/lib/auth/session';
import { readTransactions, transactionChoices } from '@/lib/services/portfolio/read-transactions';

export const metadata: Metadata = { title: 'Transactions' };

const PAGE = /^[1-9]\d{0,5}$/;

type Search = Promise<Readonly<Record<'kind' | 'page' | 'saved' | 'asset', string | string[] | undefined>>>;

export default async function TransactionsPage({ searchParams }: { readonly searchParams: Search }) {
  const user = await requireUser('/portfolio/transactions');
  const { kind, page, saved, asset } = await searchParams;
  const at = typeof page === 'string' && PAGE.test(page) ? Number(page) : 1;
  const [list, choices] = await Promise.all([readTransactions(user.id, at), transactionChoices(user.id)]);
  return <TransactionsView {...list} choices={choices} kind={kindOf(kind, 'deposit')} saved={typeof saved === 'string' ? saved : null} asset={typeof asset === 'string' ? asset : null} />;
}
