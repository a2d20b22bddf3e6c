import type { Metadata } from 'next';
import { TaxForm } from '@/components/account/tax-form';
import { Section } from '@/components/ui/section-head';
import { requireUser } from '@/lib/auth/session';
import { readSettings } from '@/lib/services/account/settings';

export const metadata: Metadata = { title: 'Tax and costs' };

const percent = (share: number): string => String(Number((share * 100).toFixed(4)));

export default async function TaxPage() {
  const user = await requireUser('/settings/tax');
  const { tax, costs } = await readSettings(user.id);
  return (
    <Section title="Tax and costs" note="Used by every suggestion; tax is reported, never deducted">
      <TaxForm shortRate={percent(tax.shortRate)} longRate={percent(tax.longRate)} lotMethod={tax.lotMethod} feeBps={String(costs.feeBps)} />
    </Section>
  );
}
