import type { Metadata } from 'next';
import { AccountsView } from '@/components/portfolio/accounts-view';
import { requireUser } from '@/lib/auth/session';
import { readAccounts } from '@/lib/services/portfolio/accounts';

export const metadata: Metadata = { title: 'Accounts' };

export default async function AccountsPage() {
  const user = await requireUser('/portfolio/accounts');
  return <AccountsView accounts={await readAccounts(user.id)} />;
}
