import { DataTable, type Column } from '@/components/ui/data-table';
import { Link } from '@/components/ui/link';
import { Price } from '@/components/ui/money';
import { formatDay } from '@/lib/format/day';
import { formatSource } from '@/lib/format/source-name';

export interface Withheld {
  readonly assetId: string;
  readonly name: string;
  readonly day: string;
  readonly source: string;
  readonly fault: string;
  readonly reason: string;
  readonly close: string | null;
}

const UNTIL: Readonly<Record<string, string>> = {
  jump: 'two later answers or another source say the same',
  supply: 'two later answers say the same',
  redenomination: 'the source restates its history',
  cap: 'an answer agrees with itself',
  restated: 'later days confirm it',
};

const COLUMNS: readonly Column<Withheld>[] = [
  { key: 'token', head: 'Token', rowHead: true, cell: ({ assetId, name }) => <Link href={`/tokens/${assetId}`}>{name}</Link> },
  { key: 'day', head: 'Day', cell: ({ day }) => <span className="nb">{formatDay(day)}</span> },
  { key: 'source', head: 'Source', cell: ({ source }) => <span className="nb">{formatSource(source)}</span> },
  { key: 'close', head: 'It said', numeric: true, phone: 'hide', cell: ({ close }) => <Price value={close} missing="it stated no close" /> },
  { key: 'reason', head: 'Reason', phone: 'full', wrap: true, cell: ({ reason }) => reason },
  { key: 'until', head: 'Until', phone: 'hide', wrap: true, cell: ({ fault }) => UNTIL[fault] ?? '' },
];

/** Days that are stored and stay out of the market until something confirms them. */
export function WithheldTable({ rows }: { readonly rows: readonly Withheld[] }) {
  if (rows.length === 0) return <p className="prose mt-3">Nothing that was stored is doubted.</p>;
  return <DataTable tight caption="Days that are withheld" columns={COLUMNS} rows={rows} rowKey={({ assetId, day, source }) => `${assetId} ${day} ${source}`} />;
}
