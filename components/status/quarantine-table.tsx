import { Link } from '@/components/ui/link';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { formatDay } from '@/lib/format/day';
import { formatCount, formatNumber } from '@/lib/format/number';
import { quarantineWords } from './quarantine-words';

export interface QuarantineRow {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly assetId: string | null;
  readonly day: string | null;
  readonly severity: 'reject' | 'unordered' | 'suspect';
  readonly reason: string;
  readonly raw: string;
}

/** As many rows of a page stand open; the others wait behind a tap. */
const FIRST = 10;

const FATE = { reject: 'refused', unordered: 'stored in its place', suspect: 'stored and flagged' } as const;

const COLUMNS: readonly Column<QuarantineRow>[] = [
  { key: 'place', head: 'File and line', rowHead: true, cell: ({ file, line }) => <span className="mono">{`${file}:${line}`}</span> },
  { key: 'fate', head: 'What happened', cell: ({ severity }) => FATE[severity] },
  { key: 'asset', head: 'Token', phone: 'hide', cell: ({ assetId }) => assetId ?? '' },
  { key: 'day', head: 'Day', phone: 'hide', cell: ({ day }) => (day === null ? '' : formatDay(day)) },
  { key: 'reason', head: 'Reason', phone: 'full', wrap: true, cell: ({ reason, assetId, day }) => <>{assetId !== null && <span className="phone-only muted">{assetId}{day === null ? '' : `, ${formatDay(day)}`}</span>}{quarantineWords(reason)}</> },
  { key: 'raw', head: 'The row as it stood', phone: 'hide', wrap: true, cell: ({ raw }) => <span className="mono text-2xs break-all">{raw}</span> },
];

interface QuarantineTableProps {
  readonly rows: readonly QuarantineRow[];
  readonly page: number;
  readonly pages: number;
}

/** What the import refused, moved or flagged, with where it stood and why. */
export function QuarantineTable({ rows, page, pages }: QuarantineTableProps) {
  if (rows.length === 0) return <p className="prose">Every row of this market was accepted as it stood.</p>;
  return (
    <>
      <DataTable tight caption="Rows that were refused, moved or flagged" columns={COLUMNS} rows={rows.slice(0, FIRST)} rowKey={({ id }) => String(id)} />
      {rows.length > FIRST && (
        <Disclosure summary={`${formatCount(rows.length - FIRST, 'more row')}${pages > 1 ? ' of this page' : ''}`}>
          <DataTable tight caption="More rows that were refused, moved or flagged" columns={COLUMNS} rows={rows.slice(FIRST)} rowKey={({ id }) => String(id)} />
        </Disclosure>
      )}
      {pages > 1 && (
        <nav aria-label="Pages of the quarantine" className="cap">
          {page > 1 && <Link className="underlined" href={`/status?page=${page - 1}#quarantine`}>Earlier rows</Link>}
          {` Page ${formatNumber(page)} of ${formatNumber(pages)} `}
          {page < pages && <Link className="underlined" href={`/status?page=${page + 1}#quarantine`}>More rows</Link>}
        </nav>
      )}
    </>
  );
}
