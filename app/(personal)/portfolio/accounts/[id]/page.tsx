import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AccountEdit } from '@/components/portfolio/account-edit';
import { requireUser } from '@/lib/auth/session';
import { readAccounts } from '@/lib/services/portfolio/accounts';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const user = await requireUser('/portfolio/accounts');
  const { id } = await params;
  const account = (await readAccounts(user.id)).find((candidate) => candidate.id === id);
  if (account === undefined) notFound();
  return <AccountEdit account={account} />;
}
