import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { CreateApiKeyForm } from '@/components/account/api-key-forms';
import { ApiKeyTable } from '@/components/account/api-key-table';
import { Section } from '@/components/ui/section-head';
import { requireUser } from '@/lib/auth/session';
import { readApiKeys } from '@/lib/services/account/api-keys';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeysPage() {
  const user = await requireUser('/settings/keys');
  const keys = await readApiKeys(user.id);
  return (
    <>
      <Section title="New key">
        <p className="prose my-4">A key lets a program do what you can do under <span className="mono">/api/v1/me</span>: send it in the header <span className="mono nb">Authorization: Bearer KEY</span>. The <Link href="/api/v1/docs">API is described here</Link>.</p>
        <CreateApiKeyForm />
      </Section>
      <Section title="Your keys">
        {keys.length === 0 ? <p className="prose muted mt-4">You have no keys yet.</p> : <ApiKeyTable keys={keys} />}
      </Section>
    </>
  );
}
