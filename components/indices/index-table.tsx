import { Link } from '@/components/ui/link';
import { FEE_BPS } from '@/lib/domain/indices/rules';
import { formatDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import type { IndexSummaryShape } from '@/lib/schemas/api/indices';
import { Button } from '../ui/button';
import { Change } from '../ui/change';
import { DataTable, type Column } from '../ui/data-table';
import { Missing } from '../ui/missing';
import { Percent } from '../ui/percent';
import { Sparkline } from '../ui/sparkline';
import { TierMark } from '../ui/tier-mark';
import { COMPARED_AT_MOST } from './compare-query';
import { StaleMark } from './stale-mark';
import { indexAddress, sortedBy, type IndexQuery, type IndexSort } from './index-query';

/** Younger than a year: its figures run since its start. */
function since(index: IndexSummaryShape): string {
  return index.startDay === null ? 'not started' : `it started on ${formatDay(index.startDay)}`;
}

function SortLink({ query, sort, children }: { readonly query: IndexQuery; readonly sort: IndexSort; readonly children: string }) {
  return <Link href={indexAddress(sortedBy(query, sort))} scroll={false}>{children}{query.sort === sort ? (query.order === 'asc' ? ' ↑' : ' ↓') : ''}</Link>;
}

function columnsOf(query: IndexQuery, planOverlap: ReadonlyMap<string, number> | null): Column<IndexSummaryShape>[] {
  const head = (sort: IndexSort, text: string) => ({ head: <SortLink query={query} sort={sort}>{text}</SortLink>, sort: query.sort === sort ? (query.order === 'asc' ? ('ascending' as const) : ('descending' as const)) : undefined });
  return [
    { key: 'name', rowHead: true, ...head('name', 'Index'), cell: (index) => <span className="flex items-center gap-3 phone:gap-2"><input type="checkbox" name="slugs" value={index.slug} aria-label={`Compare ${index.name}`} className="size-4 flex-none accent-accent" /><TierMark tier={index.tier}><Link href={`/indices/${index.slug}`}>{index.name}</Link></TierMark><StaleMark stale={index.stale.length} holdings={index.holdings.length} /></span> },
    { key: 'spark', head: 'One year', phone: 'hide', cell: (index) => <Sparkline values={index.sparkline} tier={index.tier} /> },
    { key: 'change30d', numeric: true, phone: 'hide', ...head('change30d', '30 d'), cell: (index) => <Change value={index.change30d} missing={since(index)} /> },
    { key: 'change365d', numeric: true, ...head('change365d', '1 y'), cell: (index) => <Change value={index.change365d} missing={since(index)} /> },
    { key: 'drawdown', numeric: true, ...head('maxDrawdown', 'Drawdown'), cell: (index) => <Change value={index.metrics?.maxDrawdown} /> },
    { key: 'volatility', numeric: true, phone: 'hide', ...head('volatility', 'Volatility'), cell: (index) => <Percent value={index.metrics?.volatility} digits={0} /> },
    { key: 'sharpe', numeric: true, phone: 'hide', ...head('sharpe', 'Sharpe'), cell: (index) => (typeof index.metrics?.sharpe === 'number' ? formatNumber(index.metrics.sharpe, { digits: 2 }) : <Missing />) },
    { key: 'holdings', numeric: true, phone: 'hide', ...head('holdings', 'Holdings'), cell: (index) => formatNumber(index.holdings.length) },
    ...(planOverlap === null ? [] : [{ key: 'overlap', head: 'In my plan', numeric: true, phone: 'hide' as const, cell: (index: IndexSummaryShape) => <Percent value={planOverlap.get(index.slug)} digits={0} missing="holds nothing yet" /> }]),
    { key: 'cadence', head: 'Rebalanced', phone: 'hide', cell: (index) => <span className="muted">{index.cadence}</span> },
  ];
}

/** The live indices; drawdown, volatility and Sharpe over a year, or since the start where that is shorter. */
export function IndexTable({ indices, query, lastDay, planOverlap = null }: { readonly indices: readonly IndexSummaryShape[]; readonly query: IndexQuery; readonly lastDay: string; readonly planOverlap?: ReadonlyMap<string, number> | null }) {
  return (
    <form action="/indices/compare">
      <p className="cap phone-only">Return over one year, deepest drawdown</p>
      <DataTable caption="Indices, net of costs" columns={columnsOf(query, planOverlap)} rows={indices} rowKey={(index) => index.slug} />
      <p className="actions mt-4"><Button type="submit">Compare</Button><span className="text-xs text-ink-3">Tick up to {formatNumber(COMPARED_AT_MOST)}.</span></p>
      <p className="cap">
        Net of {FEE_BPS} bps and slippage, to the closes of {formatDay(lastDay)}. Backtests, in sample: out of sample starts when an index goes live. Drawdown, volatility and
        Sharpe over a year, or since the start of an index that is younger. Tokens that died before this dataset was chosen are missing from it, which flatters small caps most.
        {planOverlap !== null && ' In my plan: the share of weight that an index and your token targets hold in common.'}
      </p>
    </form>
  );
}

/** Those that wait, with what they wait for. */
export function WaitingIndices({ indices }: { readonly indices: readonly IndexSummaryShape[] }) {
  return (
    <ul className="notl">
      {indices.map((index) => (
        <li key={index.slug}><TierMark tier={index.tier}><Link href={`/indices/${index.slug}`}>{index.name}</Link></TierMark> waits for {index.missing.join(' and ')}.</li>
      ))}
    </ul>
  );
}
