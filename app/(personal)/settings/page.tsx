import type { Metadata } from 'next';
import { SignUpOpenForm } from '@/components/account/installation-form';
import { Button } from '@/components/ui/button';
import { KeyValues } from '@/components/ui/key-values';
import { Section } from '@/components/ui/section-head';
import { signOut } from '@/lib/actions/account/sign-out';
import { requireUser } from '@/lib/auth/session';
import { formatDay } from '@/lib/format/day';
import { readAccount } from '@/lib/services/account/read-account';
import { isOwner, isSignUpClosedByEnvironment, isSignUpOpen } from '@/lib/services/account/sign-up';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const user = await requireUser('/settings');
  const [account, owner, open] = await Promise.all([readAccount(user.id), isOwner(user.id), isSignUpOpen()]);
  return (
    <>
      <Section title="Account">
        <KeyValues rows={[{ label: 'Email', value: user.email }, { label: 'Member since', value: formatDay(account.createdAt.slice(0, 10)) }]} />
        <form action={signOut} className="mt-4"><Button type="submit">Sign out</Button></form>
      </Section>
      <Section title="Display">
        <p className="prose mt-4">Theme and hidden amounts belong to this browser: the buttons are in the header, on a phone in its menu, and <kbd>h</kbd> hides amounts. Reduced motion follows your system.</p>
      </Section>
      {owner ? (
        <Section title="Installation" note="You made its first account">
          <p className="prose my-4">{open ? 'Anyone who can reach this installation can create an account.' : isSignUpClosedByEnvironment() ? 'Sign-up is closed by the environment (BANDWISE_SIGN_UP), which overrules this page.' : 'Nobody can create an account.'}</p>
          {isSignUpClosedByEnvironment() ? null : <SignUpOpenForm open={open} />}
        </Section>
      ) : null}
    </>
  );
}
