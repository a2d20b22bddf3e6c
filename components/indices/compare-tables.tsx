import type { ReactNode } from 'react';
import { DAYS_PER_YEAR } from '@/lib/domain/foundation/year';
import { OVERLAP_LIMIT } from '@/lib/domain/planning/rules';
import { formatDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import { formatChange, formatPercent } from '@/lib/format/percent';
import type { IndexDetailShape } from '@/lib/schemas/api/indices';
import { Link } from '../ui/link';
import { Missing } from '../ui/missing';
import { Section } from '../ui/section-head';
import { TierMark } from '../ui/tier-mark';
import { RuleLink } from './rule-link';
import { StaleMark } from './stale-mark';

type Indices = readonly IndexDetailShape[];
type Overlap = readonly (readonly number[])[];

const shown = (value: number | null | undefined, format: (value: number) => string): ReactNode => (typeof value === 'number' ? format(value) : <Missing reason="too short a history" />);
const ratio = (value: number): string => formatNumber(value, { digits: 2 });

type Figures = Partial<Readonly<Record<'totalReturn' | 'cagr' | 'volatility' | 'sharpe' | 'sortino' | 'maxDrawdown' | 'calmar' | 'var95' | 'beta' | 'correlation', number | null>>>;

const ROWS: readonly { readonly label: string; readonly key: keyof Figures; readonly format: (value: number) => string; readonly yearly?: boolean }[] = [
  { label: 'Return', key: 'totalReturn', format: formatChange },
  { label: 'Return a year', key: 'cagr', format: formatChange, yearly: true },
  { label: 'Volatility', key: 'volatility', format: formatPercent },
  { label: 'Sharpe', key: 'sharpe', format: ratio },
  { label: 'Sortino', key: 'sortino', format: ratio },
  { label: 'Deepest drawdown', key: 'maxDrawdown', format: formatChange },
  { label: 'Worst day in 20', key: 'var95', format: formatChange },
  { label: 'Beta to Bitcoin', key: 'beta', format: ratio },
  { label: 'Correlation', key: 'correlation', format: ratio },
];

/** A table of one column an index: on a phone it scrolls inside itself, the row's name staying where it is. */
function SideBySide({ label, indices, children }: { readonly label: string; readonly indices: Indices; readonly children: ReactNode }) {
  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="data-table tight held">
        <caption className="sr">{label}</caption>
        <thead><tr><td />{indices.map(({ slug, name, tier, stale, holdings }) => <th key={slug} scope="col" className="n"><TierMark tier={tier}><Link href={`/indices/${slug}`}>{name}</Link></TierMark> <StaleMark stale={stale.length} holdings={holdings.length} /></th>)}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Row({ label, indices, cell }: { readonly label: ReactNode; readonly indices: Indices; readonly cell: (index: IndexDetailShape, at: number) => ReactNode }) {
  return <tr><th scope="row" className="font-normal">{label}</th>{indices.map((index, at) => <td key={index.slug} className="n">{cell(index, at)}</td>)}</tr>;
}

interface FiguresProps {
  readonly indices: Indices;
  readonly figures: readonly (Figures | null)[];
  /** First and last day of the figures. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** Rule 11's figures over the same days, one column an index. */
export function CompareFigures({ indices, figures, from, to, days }: FiguresProps) {
  const rows = ROWS.filter(({ yearly }) => !yearly || days > DAYS_PER_YEAR + 1);
  return (
    <Section title="Figures" note={`${formatDay(from)} to ${formatDay(to)}, net`} end={<span className="mark">in sample</span>}>
      <SideBySide label="Figures side by side" indices={indices}>
        {rows.map(({ label, key, format }) => <Row key={key} label={label} indices={indices} cell={(_, at) => shown(figures[at]?.[key], format)} />)}
        <Row label="Holdings" indices={indices} cell={({ holdings }) => formatNumber(holdings.length)} />
        <Row label="Cash" indices={indices} cell={({ cash }) => formatPercent(cash)} />
        <Row label="Rebalanced" indices={indices} cell={({ cadence }) => cadence} />
        <Row label="Started on" indices={indices} cell={({ startDay }) => <span className="nb">{formatDay(startDay ?? '')}</span>} />
      </SideBySide>
      <p className="cap">All over the same days{days > DAYS_PER_YEAR ? '' : '; under a year annualised figures are only a rate'}. Beta and correlation are against Bitcoin. <RuleLink rule="11">How each is computed</RuleLink></p>
    </Section>
  );
}

/** How much of their weight each two hold in common. */
export function CompareOverlap({ indices, overlap }: { readonly indices: Indices; readonly overlap: Overlap }) {
  return (
    <Section title="Overlap" note="Share of weight held in common">
      <SideBySide label="Overlap of each two indices" indices={indices}>
        {indices.map((index, row) => <Row key={index.slug} label={index.name} indices={indices} cell={(_, column) => (row === column ? <span className="faint">·</span> : shown(overlap[row]?.[column], (value) => formatPercent(value, { digits: 0 })))} />)}
      </SideBySide>
      <p className="cap">Today’s weights: of each token the smaller of the two, summed. A plan warns where two of its indices share more than {formatPercent(OVERLAP_LIMIT, { digits: 0 })} (<RuleLink rule="7.6">Rule 7.6</RuleLink>).</p>
    </Section>
  );
}
