import type { Metadata } from 'next';
import { kindOf } from '@/components/portfolio/kinds';
import { TransactionsView } from '@/components/portfolio/transactions-view';
import { requireUser } from '@/lib/auth/session';
import { readTransactions, transactionChoices } from '@/lib/services/portfolio/read-transactions';

export const metadata: Metadata = { title: 'Transactions' };

const PAGE = /^[1-9]\d{0,5}$/;

/** What an address may fill in: the form checks it as if it were typed. */
const FILLED = ['accountId', 'toAsset', 'quantity', 'toQuantity', 'day', 'note'] as const;

type Search = Promise<Readonly<Record<'kind' | 'page' | 'saved' | 'asset' | (typeof FILLED)[number], string | string[] | undefined>>>;

export default async function TransactionsPage({ searchParams }: { readonly searchParams: Search }) {
  const user = await requireUser('/portfolio/transactions');
  const query = await searchParams;
  const { kind, page, saved, asset } = query;
  const prefilled = Object.fromEntries(FILLED.flatMap((name) => (typeof query[name] === 'string' ? [[name, query[name].slice(0, 200)]] : [])));
  const at = typeof page === 'string' && PAGE.test(page) ? Number(page) : 1;
  const [list, choices] = await Promise.all([readTransactions(user.id, at), transactionChoices(user.id)]);
  return <TransactionsView {...list} choices={choices} kind={kindOf(kind, 'deposit')} saved={typeof saved === 'string' ? saved : null} asset={typeof asset === 'string' ? asset : null} prefilled={prefilled} />;
}
