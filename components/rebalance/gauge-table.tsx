import { Link } from '@/components/ui/link';
import { BandGauge, GaugeScale } from '@/components/ui/band-gauge';
import { gaugeScale } from '@/components/ui/band-gauge-geometry';
import { Disclosure } from '@/components/ui/disclosure';
import { formatPercent, formatPercentRange, weightDigits } from '@/lib/format/percent';
import type { GaugeRow } from './board-model';

/** Rows of each sort that are shown at once; the rest is a disclosure, unless it were only one or two. */
const SHOWN = { moving: 8, quiet: 5, kept: 5 } as const;
const SPARE = 2;

const keptText = (row: GaugeRow): string => (row.stale ? 'close too old' : row.cashLike ? 'stablecoin cash' : 'outside the plan');

function usedText(row: GaugeRow): string {
  if (row.kept) return row.stale ? 'stale' : row.cashLike ? 'cash' : 'kept';
  if (row.used === null) return '–';
  const side = !row.outside ? '' : row.now > row.target ? 'above ' : 'below ';
  return `${side}${formatPercent(row.used, { digits: 0 })}`;
}

function bandText(row: GaugeRow, digits: number): string {
  return row.kept ? keptText(row) : formatPercentRange(row.lower, row.upper, { digits });
}

/** What a phone reads in place of the columns it has no room for. */
function spokenText(row: GaugeRow, digits: number, acts: string): string {
  if (row.stale) return 'close too old: kept, nothing advised';
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

const sortOf = (row: GaugeRow): keyof typeof SHOWN => (row.kept ? 'kept' : row.after !== null || row.outside ? 'moving' : 'quiet');

/** What a long table keeps for its disclosure: of each sort all but the first. */
function foldedOf(rows: readonly GaugeRow[]): ReadonlySet<GaugeRow> {
  const folded = (Object.keys(SHOWN) as (keyof typeof SHOWN)[]).flatMap((sort) => rows.filter((row) => sortOf(row) === sort).slice(SHOWN[sort]));
  return new Set(folded.length > SPARE ? folded : []);
}

function foldedText(folded: ReadonlySet<GaugeRow>): string {
  const count = (keep: (row: GaugeRow) => boolean): number => [...folded].filter(keep).length;
  const parts = [[count((row) => row.after !== null), 'traded'], [count((row) => row.after === null && row.outside), 'outside their bands'], [count((row) => sortOf(row) === 'quiet'), 'inside their bands'], [count((row) => row.kept), 'kept']] as const;
  return `${folded.size} more: ${parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`).join(', ')}`;
}

/** Now → after for every position, drawn on one scale and said beside it. Of many, the first of each sort stand open. */
export function GaugeTable(props: GaugeTableProps) {
  const { rows } = props;
  const end = gaugeScale(rows.map((row) => ({ now: row.now, after: row.after, ...(row.kept ? {} : { target: row.target, upper: row.upper }) })));
  const folded = foldedOf(rows);
  return (
    <>
      <Rows {...props} rows={rows.filter((row) => !folded.has(row))} end={end} />
      {folded.size === 0 ? null : <Disclosure summary={foldedText(folded)}><Rows {...props} rows={rows.filter((row) => folded.has(row))} caption={`${props.caption}, the rest`} end={end} /></Disclosure>}
    </>
  );
}
