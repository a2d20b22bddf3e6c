import { Link } from '@/components/ui/link';
import { BandGauge, GaugeScale } from '@/components/ui/band-gauge';
import { gaugeScale } from '@/components/ui/band-gauge-geometry';
import { Disclosure } from '@/components/ui/disclosure';
import { formatPercent, formatPercentRange, weightDigits } from '@/lib/format/percent';
import type { GaugeRow } from './board-model';

/** Quiet rows that are shown at once; with more of them the rest is a disclosure, and one or two more are no reason for it. */
const QUIET_SHOWN = 5;
const QUIET_SPARE = 2;

const keptText = (row: GaugeRow): string => (row.cashLike ? 'stablecoin cash' : 'outside the plan');

function usedText(row: GaugeRow): string {
  if (row.kept) return row.cashLike ? 'cash' : 'kept';
  if (row.used === null) return '–';
  const side = !row.outside ? '' : row.now > row.target ? 'above ' : 'below ';
  return `${side}${formatPercent(row.used, { digits: 0 })}`;
}

function bandText(row: GaugeRow, digits: number): string {
  return row.kept ? keptText(row) : formatPercentRange(row.lower, row.upper, { digits });
}

/** What a phone reads in place of the columns it has no room for. */
function spokenText(row: GaugeRow, digits: number, acts: string): string {
  if (row.kept) return row.cashLike ? 'stablecoin cash, a part of the plan’s cash' : 'outside the plan, kept';
  return `target ${formatPercent(row.target, { digits })}, ${acts} ${bandText(row, digits)}, ${usedText(row)} of its band used`;
}

function Row({ row, end, acts }: { readonly row: GaugeRow; readonly end: number; readonly acts: string }) {
  const band = row.kept ? {} : { target: row.target, lower: row.lower, upper: row.upper };
  const digits = weightDigits(row.kept ? row.now : row.target);
  const says = (weight: number): string => formatPercent(weight, { digits });
  return (
    <tr className={row.after === null ? undefined : 'acts'}>
      <th scope="row"><Link href={`/tokens/${row.asset}`}>{row.name} <span className="sym">{row.symbol}</span></Link></th>
      <td className="gcell"><BandGauge label={row.name} end={end} now={row.now} after={row.after} {...band} grid /></td>
      <td className={`n${row.after === null ? '' : ' strong'}`}>{row.after === null ? says(row.now) : `${says(row.now)} → ${says(row.after)}`}</td>
      <td className="n drop">{row.kept ? '–' : says(row.target)}</td>
      <td className="n drop muted">{bandText(row, digits)}</td>
      <td className="n drop">{usedText(row)}</td>
      <td className="gtext">{spokenText(row, digits, acts)}</td>
    </tr>
  );
}

interface GaugeTableProps {
  readonly rows: readonly GaugeRow[];
  readonly caption: string;
  readonly acting: boolean;
  /** A calendar decides in place of the bands: they are only shown. */
  readonly calendar: boolean;
}

function Rows({ rows, caption, acting, calendar, end }: GaugeTableProps & { readonly end: number }) {
  return (
    <table className="data-table gauges">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Token</th>
          <th scope="col" className="gcell" style={{ width: '100%' }}><span className="sr">Weight, band and target drawn</span><GaugeScale end={end} /></th>
          <th scope="col" className="n">{acting ? 'Now → after' : 'Now'}</th>
          <th scope="col" className="n drop">Target</th>
          <th scope="col" className="n drop">{calendar ? 'Band' : 'Acts outside'}</th>
          <th scope="col" className="n drop">Band used</th>
        </tr>
      </thead>
      <tbody>{rows.map((row) => <Row key={row.asset} row={row} end={end} acts={calendar ? 'band' : 'acts outside'} />)}</tbody>
    </table>
  );
}

/** Now → after for every position, drawn on one scale and said beside it. Of many that rest, the nearest to their edges stand open. */
export function GaugeTable(props: GaugeTableProps) {
  const { rows } = props;
  const end = gaugeScale(rows.map((row) => ({ now: row.now, after: row.after, ...(row.kept ? {} : { target: row.target, upper: row.upper }) })));
  const quiet = rows.filter((row) => row.after === null && !row.outside && !row.kept);
  const folded = new Set(quiet.length > QUIET_SHOWN + QUIET_SPARE ? quiet.slice(QUIET_SHOWN) : []);
  return (
    <>
      <Rows {...props} rows={rows.filter((row) => !folded.has(row))} end={end} />
      {folded.size === 0 ? null : <Disclosure summary={`${folded.size} more inside their bands, farther from acting`}><Rows {...props} rows={[...folded]} caption={`${props.caption}, the rest`} end={end} /></Disclosure>}
    </>
  );
}
