import type { ReactNode } from 'react';
import { formatDay, formatShortDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import { formatBps, formatChange, formatPercent } from '@/lib/format/percent';
import type { RangeFiguresShape, SeriesFiguresShape } from '@/lib/schemas/index-figures';
import { DataTable } from '../ui/data-table';
import { Missing } from '../ui/missing';
import { Percent } from '../ui/percent';
import { Section } from '../ui/section-head';
import { RuleLink } from './rule-link';

interface Row {
  readonly label: string;
  readonly of: (figures: SeriesFiguresShape) => ReactNode;
  /** What only the index itself has. */
  readonly own?: ReactNode;
}

const ratio = (value: number | null | undefined): ReactNode => (typeof value === 'number' ? formatNumber(value, { digits: 2 }) : <Missing reason="does not exist for this series" />);
const change = (value: number | null | undefined): ReactNode => (typeof value === 'number' ? formatChange(value) : <Missing reason="does not exist for this series" />);
const share = (value: number | null | undefined): ReactNode => <Percent value={value} />;

const SERIES_ROWS: readonly Row[] = [
  { label: 'Return', of: (figures) => change(figures.totalReturn) },
  { label: 'Return a year', of: (figures) => change(figures.cagr) },
  { label: 'Volatility', of: (figures) => share(figures.volatility) },
  { label: 'Sharpe', of: (figures) => ratio(figures.sharpe) },
  { label: 'Sortino', of: (figures) => ratio(figures.sortino) },
  { label: 'Calmar', of: (figures) => ratio(figures.calmar) },
  { label: 'Deepest drawdown', of: (figures) => change(figures.maxDrawdown) },
  { label: 'Recovered on', of: (figures) => (figures.recovered === null ? <Missing reason="not recovered yet" /> : <span className="nb">{formatShortDay(figures.recovered)}</span>) },
  { label: 'Worst day in 20', of: (figures) => change(figures.var95) },
  { label: 'Mean of those', of: (figures) => change(figures.cvar95) },
  { label: 'Beta to Bitcoin', of: (figures) => ratio(figures.beta) },
  { label: 'Correlation', of: (figures) => ratio(figures.correlation) },
  { label: 'Up capture', of: (figures) => share(figures.upCapture) },
  { label: 'Down capture', of: (figures) => share(figures.downCapture) },
];

export const RANGE_WORDS = { '30d': '30 days', '90d': '90 days', '1y': 'One year', all: 'Whole life' } as const;

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

/** Rule 11's figures of one range, beside Bitcoin and what was held on its first day left alone. */
export function FiguresTable({ range, figures }: { readonly range: keyof typeof RANGE_WORDS; readonly figures: RangeFiguresShape }) {
  const cell = (series: SeriesFiguresShape | null, row: Row): ReactNode => (series === null ? <Missing reason="its levels have gaps here" /> : row.of(series));
  const added = difference(figures.grossReturn, figures.unrebalanced?.totalReturn ?? null);
  const rows: Row[] = [
    ...SERIES_ROWS.filter(({ label }) => range !== '1y' || label !== 'Return a year'),
    { label: 'Turnover', of: () => formatPercent(0), own: formatPercent(figures.turnover) },
    { label: 'Cost of trading', of: () => formatBps(0), own: <span className="nb">{formatBps(figures.costBps)}</span> },
    { label: 'Tracking error', of: () => <Missing reason="is measured for the index, against the market" />, own: share(figures.trackingError) },
  ];
  return (
    <Section title="Figures" end={<span className="mark">in sample</span>}>
      <p className="cap phone-only">The index, then the same tokens left alone</p>
      <DataTable
        caption={`Figures, ${RANGE_WORDS[range].toLowerCase()}, net`}
        className="keep"
        tight
        rows={rows}
        rowKey={(row) => row.label}
        columns={[
          { key: 'label', head: `${RANGE_WORDS[range]}, net`, rowHead: true, wrap: true, cell: (row) => <span className="font-normal">{row.label}</span> },
          { key: 'index', head: 'Index', numeric: true, cell: (row) => <span className="strong">{row.own ?? row.of(figures.index)}</span> },
          { key: 'bitcoin', head: 'Bitcoin', numeric: true, phone: 'hide', cell: (row) => cell(figures.bitcoin, row) },
          { key: 'alone', head: 'Left alone', numeric: true, cell: (row) => cell(figures.unrebalanced, row) },
        ]}
      />
      <p className="cap">
        {formatDay(figures.from)} to {formatDay(figures.to)}, {formatNumber(figures.rebalances)} rebalances. {!figures.fullYear && 'Under a year: annualised figures are only a rate. '}
        {figures.grossReturn !== null && <>Gross return {formatPercent(figures.grossReturn)}. </>}
        {added !== null && <>Rebalancing itself {added >= 0 ? 'added' : 'took'} {formatNumber(Math.abs(added) * 100, { digits: 1 })} points here and may do the opposite next: it is there to bound the weights. </>}
        Correlation and captures are against Bitcoin, tracking error against the market; worst day in 20 is VaR at 95 %, the mean of those CVaR.{' '}
        <RuleLink rule="11">How each is computed</RuleLink>
      </p>
    </Section>
  );
}
