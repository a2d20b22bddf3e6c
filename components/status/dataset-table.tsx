import { DataTable, type Column } from '@/components/ui/data-table';
import { formatDay, formatSpan } from '@/lib/format/day';

interface DatasetAge {
  readonly name: string;
  readonly simulated: boolean;
  readonly live: boolean;
  readonly active: boolean;
  readonly lastDay: string;
  readonly ageDays: number;
}

const COLUMNS: readonly Column<DatasetAge>[] = [
  { key: 'name', head: 'Dataset', rowHead: true, cell: ({ name }) => name },
  { key: 'kind', head: 'Kind', cell: ({ live, simulated }) => (live ? 'live' : simulated ? 'simulated' : 'a folder') },
  { key: 'last', head: 'Last day', cell: ({ lastDay }) => <span className="nb">{formatDay(lastDay)}</span> },
  { key: 'age', head: 'Age', phone: 'hide', cell: ({ simulated, ageDays }) => (simulated ? 'simulated: it has no age' : formatSpan(ageDays)) },
  { key: 'active', head: 'Shown', phone: 'hide', cell: ({ active }) => (active ? 'on every page' : 'kept') },
];

/** Every dataset with its age; worth a table only where there are several. */
export function DatasetTable({ datasets }: { readonly datasets: readonly DatasetAge[] }) {
  return <DataTable caption="Datasets" columns={COLUMNS} rows={datasets} rowKey={({ name }) => name} />;
}
