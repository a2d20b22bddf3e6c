import { DataTable } from '@/components/ui/data-table';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { TierMark } from '@/components/ui/tier-mark';
import type { TaxTreatment } from '@/lib/domain/planning/rules';
import type { StoredPlanResult } from '@/lib/schemas/plan';
import { RuleLink } from './rule-link';

const NAMES: Readonly<Record<TaxTreatment, string>> = { taxFree: 'Tax-free', taxDeferred: 'Tax-deferred', taxable: 'Taxable' };

/** Which index goes into which kind of account. Nothing to show where everything is taxable. */
export function LocationSection({ result }: { readonly result: StoredPlanResult }) {
  if (result.location.every(({ account }) => account === 'taxable')) return null;
  const indexOf = (slug: string) => result.indices.find((index) => index.slug === slug);
  return (
    <Section title="Where they live" note="Aggressive tax-free first, conservative tax-deferred" end={<RuleLink rule="7.7" />}>
      <DataTable
        caption="Indices by kind of account"
        rows={result.location}
        rowKey={(row) => `${row.slug} ${row.account}`}
        columns={[
          { key: 'index', head: 'Index', rowHead: true, cell: (row) => { const index = indexOf(row.slug); return index === undefined ? row.slug : <TierMark tier={index.tier}>{index.name}</TierMark>; } },
          { key: 'account', head: 'Account', cell: (row) => NAMES[row.account] },
          { key: 'amount', head: 'Amount', numeric: true, cell: (row) => <Money value={row.amount} digits={0} /> },
        ]}
      />
    </Section>
  );
}
