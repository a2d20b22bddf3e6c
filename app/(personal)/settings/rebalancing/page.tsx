import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { RebalancingForm } from '@/components/account/rebalancing-form';
import { Section } from '@/components/ui/section-head';
import { requireUser } from '@/lib/auth/session';
import { SIMPLE_TARGETS_RANGE } from '@/lib/schemas/settings';
import { bandFields } from '@/lib/services/account/band-fields';
import { readSettings } from '@/lib/services/account/settings';

export const metadata: Metadata = { title: 'Bands and targets' };

export default async function RebalancingSettingsPage() {
  const user = await requireUser('/settings/rebalancing');
  const { rebalancing, costs, targets } = await readSettings(user.id);
  return (
    <Section title="Bands and targets" note="What the rebalance page starts from" end={<Link href="/learn/rules">The rules</Link>}>
      <RebalancingForm
        {...bandFields(rebalancing.band, costs.feeBps)}
        trigger={rebalancing.trigger}
        destination={rebalancing.destination}
        minTrade={rebalancing.minTrade}
        contributionsFirst={rebalancing.contributionsFirst}
        expectedContribution={rebalancing.expectedContribution}
        simple={targets.simple === null ? '' : String(targets.simple)}
        usualSimple={SIMPLE_TARGETS_RANGE.usual}
      />
    </Section>
  );
}
