import { Link } from '@/components/ui/link';
import { DataTable } from '@/components/ui/data-table';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section-head';
import { formatDay } from '@/lib/format/day';
import type { PlanAnswers, StoredPlanResult } from '@/lib/schemas/plan';
import { share } from './words';

export interface HistoryRow {
  readonly version: number;
  readonly savedAt: string;
  readonly answers: PlanAnswers;
  readonly result: StoredPlanResult;
}

const split = (shares: StoredPlanResult['tiers']['applied']): string => [shares.conservative, shares.balanced, shares.aggressive].map((part) => Math.round(part * 100)).join('/');

/** Every kept version, newest first, with what decided it. */
export function HistorySection({ plans, shown, reviewDay }: { readonly plans: readonly HistoryRow[]; readonly shown: number; readonly reviewDay: string }) {
  return (
    <Section title="History" note={`Review on ${formatDay(reviewDay)}, or when life changes`} id="history">
      <DataTable
        caption="Versions of the plan"
        rows={plans}
        rowKey={(row) => String(row.version)}
        columns={[
          { key: 'version', head: 'Version', rowHead: true, cell: (row) => (row.version === shown ? <span aria-current="true">Version {row.version}, shown</span> : <Link href={`/plan?version=${row.version}`}>Version {row.version}</Link>) },
          { key: 'closes', head: 'Closes of', phone: 'full', cell: (row) => <span className="muted">{formatDay(row.result.day)}, saved {formatDay(row.savedAt.slice(0, 10))}</span> },
          { key: 'person', head: 'Age, temperament', phone: 'hide', cell: (row) => `${row.answers.age}, ${row.answers.temperament}` },
          { key: 'tiers', head: 'Tiers', phone: 'hide', cell: (row) => split(row.result.tiers.applied) },
          { key: 'share', head: 'Crypto', numeric: true, cell: (row) => share(row.result.classes.crypto) },
          { key: 'amount', head: 'Amount', numeric: true, cell: (row) => <Money value={row.result.cryptoAmount} digits={0} /> },
        ]}
      />
    </Section>
  );
}
