import { Link } from '@/components/ui/link';
import { DataTable, type Column } from '@/components/ui/data-table';
import { Price } from '@/components/ui/money';
import { formatDay } from '@/lib/format/day';
import { formatPercent } from '@/lib/format/percent';
import { formatSource } from '@/lib/format/source-name';

export interface Conflict {
  readonly assetId: string;
  readonly name: string;
  readonly day: string;
  readonly fact: string;
  readonly chosenSource: string;
  readonly otherSource: string;
  readonly chosenValue: string;
  readonly otherValue: string;
  readonly difference: number;
}

const FACTS: Readonly<Record<string, string>> = { close: 'close', marketCap: 'market cap', tradedValue: 'traded value', circulatingSupply: 'supply' };

const COLUMNS: readonly Column<Conflict>[] = [
  { key: 'token', head: 'Token', rowHead: true, cell: ({ assetId, name }) => <Link href={`/tokens/${assetId}`}>{name}</Link> },
  { key: 'day', head: 'Day', cell: ({ day }) => <span className="nb">{formatDay(day)}</span> },
  { key: 'fact', head: 'Fact', phone: 'hide', cell: ({ fact }) => FACTS[fact] ?? fact },
  { key: 'chosen', head: 'Stands', phone: 'hide', cell: ({ chosenSource, chosenValue }) => <span className="nb">{formatSource(chosenSource)}, <Price value={chosenValue} /></span> },
  { key: 'other', head: 'Says otherwise', phone: 'hide', cell: ({ otherSource, otherValue }) => <span className="nb">{formatSource(otherSource)}, <Price value={otherValue} /></span> },
  { key: 'difference', head: 'Difference', numeric: true, cell: ({ difference }) => <span className="nb">{formatPercent(Math.abs(difference))} {difference < 0 ? 'less' : 'more'}</span> },
];

/** Facts that sources differ about: the one that the order prefers stands, nothing is averaged. */
export function ConflictTable({ rows }: { readonly rows: readonly Conflict[] }) {
  if (rows.length === 0) return <p className="prose mt-3">No two sources differ by more than 2 % here.</p>;
  return <DataTable tight caption="Facts that sources differ about" columns={COLUMNS} rows={rows} rowKey={({ assetId, day, fact, otherSource }) => `${assetId} ${day} ${fact} ${otherSource}`} />;
}
