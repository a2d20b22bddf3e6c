import { Link } from '@/components/ui/link';
import { Change } from '@/components/ui/change';
import { DataTable } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { Amount, Money, Price, Quantity } from '@/components/ui/money';
import { Percent } from '@/components/ui/percent';
import { Section } from '@/components/ui/section-head';
import { formatDay } from '@/lib/format/day';
import { formatHours, type FreshnessText } from '@/lib/format/freshness';
import { formatCount } from '@/lib/format/number';

export interface PositionRow {
  readonly asset: string;
  readonly symbol: string;
  readonly name: string;
  readonly quantity: string;
  readonly price: string | null;
  readonly value: string | null;
  readonly weight: number | null;
  readonly cost: string | null;
  readonly gain: string | null;
  readonly cashLike: boolean;
  /** The last close there is, also where it is too old to count. */
  readonly lastClose: { readonly day: string; readonly price: string } | null;
  readonly freshness: FreshnessText;
}

export interface LotRow {
  readonly asset: string;
  readonly symbol: string;
  readonly account: string;
  readonly acquired: string;
  readonly quantity: string;
  readonly unitCost: string | null;
  readonly gain: string | null;
}

const NO_PRICE = 'No price within three days of this day: not counted, and not zero.';
const NO_COST = 'The cost of a lot is not known.';

/** How old the close is, where it is not the newest; one that is too old to count stays in view. */
function Age({ price, lastClose, freshness }: PositionRow) {
  if (lastClose === null || (price !== null && (freshness.state === 'fresh' || freshness.ageHours === null))) return null;
  const old = freshness.ageHours === null ? '' : `, ${formatHours(freshness.ageHours)} old`;
  return <span className="block text-xs text-ink-2">{price === null ? <>last close <Price value={lastClose.price} /></> : 'close'} of {formatDay(lastClose.day)}{old}{price === null ? ', not counted' : ''}</span>;
}

const POSITION_COLUMNS = [
  { key: 'name', head: 'Token', rowHead: true, cell: (row: PositionRow) => <><Link href={`/tokens/${row.asset}`}>{row.name} <span className="sym">{row.symbol}</span></Link>{row.cashLike ? <span className="block text-xs text-ink-2">stablecoin cash</span> : null}<Age {...row} /></> },
  { key: 'quantity', head: 'Units', numeric: true, phone: 'hide' as const, cell: (row: PositionRow) => <Quantity value={row.quantity} /> },
  { key: 'price', head: 'Price', numeric: true, phone: 'hide' as const, cell: (row: PositionRow) => <Price value={row.price} missing={NO_PRICE} /> },
  { key: 'value', head: 'Worth', numeric: true, cell: (row: PositionRow) => <Money value={row.value} missing={NO_PRICE} /> },
  { key: 'weight', head: 'Share', numeric: true, cell: (row: PositionRow) => <Percent value={row.weight} missing={NO_PRICE} /> },
  { key: 'cost', head: 'Cost', numeric: true, phone: 'hide' as const, cell: (row: PositionRow) => <Money value={row.cost} missing={NO_COST} /> },
  { key: 'gain', head: 'Gain, not realised', numeric: true, phone: 'full' as const, cell: (row: PositionRow) => <><span className="text-xs text-ink-3 desk:hidden">gain, not realised </span>{row.gain === null ? <Money value={null} missing={row.cost === null ? NO_COST : NO_PRICE} /> : <Amount><Change value={Number(row.gain)} as="money" /></Amount>}</> },
];

const LOT_COLUMNS = [
  { key: 'acquired', head: 'Bought', rowHead: true, cell: (row: LotRow) => <>{formatDay(row.acquired)} <span className="sym">{row.symbol}</span></> },
  { key: 'quantity', head: 'Units', numeric: true, cell: (row: LotRow) => <Quantity value={row.quantity} /> },
  { key: 'unitCost', head: 'Cost each', numeric: true, phone: 'hide' as const, cell: (row: LotRow) => <Price value={row.unitCost} missing={NO_COST} /> },
  { key: 'gain', head: 'Gain', numeric: true, cell: (row: LotRow) => (row.gain === null ? <Money value={null} missing={NO_COST} /> : <Amount><Change value={Number(row.gain)} as="money" /></Amount>) },
  { key: 'account', head: 'Lives in', phone: 'hide' as const, cell: (row: LotRow) => row.account },
];

/** What is held, and the purchases it is made of. */
export function PositionsSection({ positions, lots, cash, total }: { readonly positions: readonly PositionRow[]; readonly lots: readonly LotRow[]; readonly cash: string; readonly total: string }) {
  const share = Number(total) > 0 ? Number(cash) / Number(total) : null;
  return (
    <Section title="Positions" note={`${formatCount(positions.length, 'token')} and cash`} id="positions">
      <DataTable
        caption="Positions" rows={positions} rowKey={(row) => row.asset} columns={POSITION_COLUMNS}
        foot={<tr><th scope="row">Cash</th><td className="n hide" /><td className="n hide" /><td className="n"><Money value={cash} /></td><td className="n"><Percent value={share} /></td><td className="n hide" /><td className="n hide" /></tr>}
      />
      {lots.length === 0 ? null : <div className="mt-4"><Disclosure summary={`Lots (${lots.length})`}><DataTable caption="Open lots, oldest first" rows={lots.map((lot, index) => ({ ...lot, at: index }))} rowKey={(row) => String(row.at)} columns={LOT_COLUMNS} tight /></Disclosure></div>}
    </Section>
  );
}
