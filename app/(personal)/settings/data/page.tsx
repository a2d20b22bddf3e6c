import type { Metadata } from 'next';
import { DeleteAccountForm } from '@/components/account/delete-account-form';
import { ButtonLink } from '@/components/ui/button';
import { Section } from '@/components/ui/section-head';
import { requireUser } from '@/lib/auth/session';

export const metadata: Metadata = { title: 'Export and delete' };

export default async function DataPage() {
  await requireUser('/settings/data');
  return (
    <>
      <Section title="Export">
        <p className="prose my-4">One JSON file with everything this installation holds about you: settings, every version of your profile and plan, accounts, transactions (also as CSV inside it), lots, suggestions, sessions and the names of your keys. Passwords and keys exist only as hashes and are left out.</p>
        <ButtonLink href="/settings/export" download>Download my data</ButtonLink>
      </Section>
      <Section title="Delete">
        <p className="prose my-4">Deletes the account and all of the above at once, from the database for good. Backups that the operator made before keep it until they are removed. There is no way back.</p>
        <DeleteAccountForm />
      </Section>
    </>
  );
}
