import type { Metadata } from 'next';
import { ChangePasswordForm, EndOtherSessionsForm } from '@/components/account/security-forms';
import { SessionTable } from '@/components/account/session-table';
import { Section } from '@/components/ui/section-head';
import { requireUser } from '@/lib/auth/session';
import { readSessions } from '@/lib/services/account/sessions';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  const user = await requireUser('/settings/security');
  const sessions = await readSessions(user.id, user.sessionId);
  return (
    <>
      <Section title="Password" note="Changing it ends all other sessions">
        <ChangePasswordForm />
      </Section>
      <Section title="Sessions" note="A session ends after 30 days">
        <SessionTable sessions={sessions} />
        {sessions.length > 1 ? <div className="mt-4"><EndOtherSessionsForm /></div> : null}
      </Section>
    </>
  );
}
