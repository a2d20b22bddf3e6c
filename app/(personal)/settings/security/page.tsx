import type { Metadata } from 'next';
import { ChangePasswordForm, EndOtherSessionsForm } from '@/components/account/security-forms';
import { SessionTable } from '@/components/account/session-table';
import { Section } from '@/components/ui/section-head';
import { requireUser } from '@/lib/auth/session';
import { countLiveKeys } from '@/lib/services/account/api-keys';
import { readSessions } from '@/lib/services/account/sessions';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  const user = await requireUser('/settings/security');
  const [sessions, keys] = await Promise.all([readSessions(user.id, user.sessionId), countLiveKeys(user.id)]);
  return (
    <>
      <Section title="Password" note={keys > 0 ? 'Changing it ends all other sessions; API keys go on unless you revoke them' : 'Changing it ends all other sessions'}>
        <ChangePasswordForm keys={keys} />
      </Section>
      <Section title="Sessions" note="A session ends after 30 days">
        <SessionTable sessions={sessions} />
        {sessions.length > 1 ? <div className="mt-4"><EndOtherSessionsForm /></div> : null}
      </Section>
    </>
  );
}
