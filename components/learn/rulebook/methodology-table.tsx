import { Link } from '@/components/ui/link';
import { DataTable } from '@/components/ui/data-table';
import { TierMark } from '@/components/ui/tier-mark';
import { METHODOLOGIES } from '@/lib/domain/indices/methodologies/catalogue';
import { pct } from './figures';

/** The stored rules of every index, in their order. */
export function MethodologyTable() {
  return (
    <DataTable
      caption="The indices with what they hold, their cap and cadence"
      rows={METHODOLOGIES}
      rowKey={(row) => row.slug}
      columns={[
        { key: 'name', head: 'Index', rowHead: true, cell: (row) => <TierMark tier={row.tier}><Link href={`/indices/${row.slug}`}>{row.name}</Link></TierMark> },
        { key: 'what', head: 'What it holds', phone: 'full', wrap: true, cell: (row) => row.summary },
        { key: 'cap', head: 'Cap', numeric: true, cell: (row) => <><span className="hidden text-xs text-ink-3 phone:inline">cap </span>{pct(row.caps.asset)}</> },
        { key: 'cadence', head: 'Cadence', numeric: true, cell: (row) => row.cadence },
      ]}
    />
  );
}
