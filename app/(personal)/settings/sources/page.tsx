import type { Metadata } from 'next';
import { ListsForm } from '@/components/sources/source-forms';
import { SourceLimits, SourceOrders, SourceSwitches } from '@/components/sources/source-sections';
import { Callout } from '@/components/ui/callout';
import { KeyValues } from '@/components/ui/key-values';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section-head';
import { requireUser } from '@/lib/auth/session';
import { formatNumber } from '@/lib/format/number';
import { readSourceSettings } from '@/lib/services/live/read-source-settings';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourceSettingsPage({ searchParams }: { readonly searchParams: Promise<{ readonly limits?: string }> }) {
  const user = await requireUser('/settings/sources');
  const [{ owner, offline, sources, orders, lists, keys }, { limits }] = await Promise.all([readSourceSettings(user.id), searchParams]);
  const limited = owner ? sources.find(({ name }) => name === limits) : undefined;
  return (
    <>
      {offline !== null && <div className="mt-6"><Callout>{offline} No source is asked; what is set here counts once that changes.</Callout></div>}
      {!owner && <div className="mt-6"><Callout>The first account of this installation changes the sources. This is how they are set.</Callout></div>}
      <Section title="Sources" note="What is asked, and how fast at most" end={<Link href="/status#sources">How they are doing</Link>}>
        <SourceSwitches sources={sources} owner={owner} />
      </Section>
      {limited && <SourceLimits source={limited} />}
      <Section title="Who is believed first" note="The first that answers is stored; a difference beyond 2 % is shown, never averaged">
        <SourceOrders orders={orders} owner={owner} />
      </Section>
      <Section title="Tokens, exchanges and feeds">
        {owner
          ? <ListsForm {...lists} />
          : <KeyValues rows={[{ label: 'Tokens to follow', value: formatNumber(lists.listing) }, { label: 'Exchanges', value: lists.exchanges.join(', ') }, { label: <span className="nb">News feeds</span>, value: lists.feeds.map((feed) => <span key={feed} className="block break-all">{feed}</span>) }]} />}
      </Section>
      <Section title="Keys" note="They live in the environment and are never shown">
        <KeyValues rows={keys.map(({ name, set, what }) => ({ label: <span className="mono">{name}</span>, value: `${set ? 'set' : 'not set'}. ${what}` }))} />
      </Section>
    </>
  );
}
