import { Link } from '@/components/ui/link';
import { BandGauge, GaugeScale } from '@/components/ui/band-gauge';
import { gaugeScale } from '@/components/ui/band-gauge-geometry';
import { formatPercent, formatPercentRange } from '@/lib/format/percent';
import type { GaugeRow } from './board-model';

function usedText(row: GaugeRow): string {
  if (row.kept) return 'kept';
  if (row.used === null) return '–';
  const side = !row.outside ? '' : row.now > row.target ? 'above ' : 'below ';
  return `${side}${formatPercent(row.used, { digits: 0 })}`;
}

function bandText(row: GaugeRow): string {
  return row.kept ? 'outside the plan' : formatPercentRange(row.lower, row.upper);
}

function Row({ row, end }: { readonly row: GaugeRow; readonly end: number }) {
  const band = row.kept ? {} : { target: row.target, lower: row.lower, upper: row.upper };
  const move = row.after === null ? formatPercent(row.now) : `${formatPercent(row.now)} → ${formatPercent(row.after)}`;
  return (
    <tr className={row.after === null ? undefined : 'acts'}>
      <th scope="row"><Link href={`/tokens/${row.asset}`}>{row.name} <span className="sym">{row.symbol}</span></Link></th>
      <td className="gcell"><BandGauge label={row.name} end={end} now={row.now} after={row.after} {...band} grid /></td>
      <td className={`n${row.after === null ? '' : ' strong'}`}>{move}</td>
      <td className="n drop">{row.kept ? '–' : formatPercent(row.target)}</td>
      <td className="n drop muted">{bandText(row)}</td>
      <td className="n drop">{usedText(row)}</td>
      <td className="gtext">{row.kept ? 'outside the plan, kept' : `target ${formatPercent(row.target)}, acts outside ${bandText(row)}, ${usedText(row)} of its band used`}</td>
    </tr>
  );
}

/** Now → after for every position, drawn on one scale and said beside it. */
export function GaugeTable({ rows, caption, acting }: { readonly rows: readonly GaugeRow[]; readonly caption: string; readonly acting: boolean }) {
  const end = gaugeScale(rows.map((row) => ({ now: row.now, after: row.after, ...(row.kept ? {} : { target: row.target, upper: row.upper }) })));
  return (
    <table className="data-table gauges">
      <caption className="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Token</th>
          <th scope="col" className="gcell" style={{ width: '100%' }}><span className="sr">Weight, band and target drawn</span><GaugeScale end={end} /></th>
          <th scope="col" className="n">{acting ? 'Now → after' : 'Now'}</th>
          <th scope="col" className="n drop">Target</th>
          <th scope="col" className="n drop">Acts outside</th>
          <th scope="col" className="n drop">Band used</th>
        </tr>
      </thead>
      <tbody>{rows.map((row) => <Row key={row.asset} row={row} end={end} />)}</tbody>
    </table>
  );
}
