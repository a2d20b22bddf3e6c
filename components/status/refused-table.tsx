import { DataTable, type Column } from '@/components/ui/data-table';
import { formatAgo } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import { formatSource } from '@/lib/format/source-name';

export interface Refused {
  readonly id: number;
  readonly source: string;
  readonly endpoint: string;
  readonly subject: string;
  readonly about: string;
  readonly reason: string;
  readonly raw: string;
  readonly count: number;
  readonly lastAt: Date;
}

const aboutOf = ({ endpoint, subject, about }: Refused): string => [endpoint, subject, about].filter(Boolean).join(', ');

const columnsAt = (now: Date): readonly Column<Refused>[] => [
  { key: 'source', head: 'Source', rowHead: true, cell: ({ source }) => <span className="nb">{formatSource(source)}</span> },
  { key: 'subject', head: 'About', phone: 'hide', wrap: true, cell: aboutOf },
  { key: 'last', head: 'Last', cell: ({ lastAt }) => <span className="nb">{formatAgo(lastAt, now)}</span> },
  { key: 'count', head: 'Times', numeric: true, phone: 'hide', cell: ({ count }) => formatNumber(count) },
  { key: 'reason', head: 'Reason', phone: 'full', wrap: true, cell: (row) => <><span className="phone-only muted">{aboutOf(row)}</span>{row.reason}</> },
  { key: 'raw', head: 'What it said', phone: 'hide', wrap: true, cell: ({ raw }) => <span className="mono text-2xs break-all">{raw}</span> },
];

/** What sources said and was not taken; nothing of it reached a score. */
export function RefusedTable({ rows, now }: { readonly rows: readonly Refused[]; readonly now: Date }) {
  if (rows.length === 0) return <p className="prose mt-3">Every answer was taken as it stood.</p>;
  return <DataTable tight caption="Answers that were not taken" columns={columnsAt(now)} rows={rows} rowKey={({ id }) => String(id)} />;
}
