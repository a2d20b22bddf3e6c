import { Link } from '@/components/ui/link';
import { gaugeRows, nearest, type Names } from '@/components/rebalance/board-model';
import { GaugeTable } from '@/components/rebalance/gauge-table';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Change } from '@/components/ui/change';
import { FigureRow } from '@/components/ui/figure-row';
import { KeyValues } from '@/components/ui/key-values';
import { Missing } from '@/components/ui/missing';
import { Money, Amount } from '@/components/ui/money';
import { PageTitle } from '@/components/ui/page-title';
import { Provenance } from '@/components/ui/provenance';
import { Section, SectionHead } from '@/components/ui/section-head';
import type { PortfolioReturns } from '@/lib/domain/portfolio/valuation';
import { daysBetween } from '@/lib/domain/foundation/iso-day';
import { DAYS_PER_YEAR } from '@/lib/domain/foundation/year';
import type { CalendarState } from '@/lib/domain/rebalancing/calendar';
import type { RebalancePlan } from '@/lib/domain/rebalancing/types';
import { formatDay } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { MigrationOffers, type MigrationOffer } from './migration-offers';
import { PositionsSection, type LotRow, type PositionRow } from './positions-section';
import { ReturnsSection } from './returns-section';

export interface PortfolioViewProps {
  readonly portfolio: {
    readonly day: string;
    readonly dataset: { readonly name: string; readonly source: string };
    readonly total: string;
    readonly cash: string;
    readonly missing: readonly string[];
    readonly positions: readonly PositionRow[];
    readonly lots: readonly LotRow[];
    readonly accounts: readonly { readonly id: string; readonly name: string; readonly kind: string; readonly value: string }[];
    readonly transactions: number;
    /** Entered at simulated prices, left out of all of this. */
    readonly leftOut: number;
    readonly unrealised: string | null;
    readonly realised: string | null;
    readonly returns: PortfolioReturns;
    readonly migrations: readonly MigrationOffer[];
  };
  readonly allocation: RebalancePlan | null;
  /** Decides in place of the bands; null where they decide. */
  readonly calendar: CalendarState | null;
  readonly names: Names;
  readonly hasPlan: boolean;
}

function figures({ portfolio }: PortfolioViewProps) {
  const { returns, dataset, day } = portfolio;
  const unavailable = returns.ok ? (returns.reason ?? undefined) : returns.reason;
  const gain = (value: string | null) => (value === null ? <Missing reason="The cost of a lot is not known." /> : Number(value) === 0 ? <Money value={value} /> : <Amount><Change value={Number(value)} as="money" /></Amount>);
  const how = <a href="#returns">how is this computed</a>;
  const short = returns.ok && daysBetween(returns.from, returns.to) < DAYS_PER_YEAR ? `from ${formatCount(daysBetween(returns.from, returns.to), 'day')} only; ` : null;
  return [
    { label: 'Worth', value: <Provenance source={dataset.source === '' ? dataset.name : dataset.source} day={formatDay(day)} formula="Σ units × close + cash"><Money value={portfolio.total} /></Provenance>, note: `closes of ${formatDay(day)}` },
    { label: 'Return by time', value: returns.ok ? <Change value={returns.timeWeighted} digits={1} missing={unavailable} /> : <Missing reason={unavailable} />, note: returns.ok ? how : unavailable },
    { label: 'Return by money, a year', value: returns.ok ? <Change value={returns.moneyWeighted} digits={1} missing={unavailable} /> : <Missing reason={unavailable} />, note: returns.ok ? (returns.moneyWeighted === null ? unavailable : <>{short}{how}</>) : unavailable },
    { label: 'Gain, not realised', value: gain(portfolio.unrealised), note: 'against what the lots cost' },
    { label: 'Gain, realised', value: gain(portfolio.realised), note: 'from sales, after fees' },
  ];
}

function Allocation({ allocation, calendar, names, hasPlan }: Pick<PortfolioViewProps, 'allocation' | 'calendar' | 'names' | 'hasPlan'>) {
  if (!hasPlan || allocation === null) {
    return <Section title="Against your plan"><p className="prose mt-3">There is no plan yet, so there is nothing to drift from. <Link href="/plan">Make one in four short steps</Link>.</p></Section>;
  }
  const rows = gaugeRows(allocation, names).map((row) => ({ ...row, after: null })).sort((a, b) => Number(a.kept) - Number(b.kept) || (b.used ?? 99) - (a.used ?? 99));
  const near = nearest(rows);
  const outside = rows.filter((row) => row.outside).length;
  const says = outside === 0 ? `All inside their bands${near === null ? '' : `; ${near.symbol} has used the most, ${formatPercent(near.used ?? 0, { digits: 0 })}`}.` : `${outside} of ${rows.filter((row) => !row.kept).length} outside their bands.`;
  return (
    <Section title="Against your plan" note={says} end={<Link href="/rebalance">{allocation.trades.length > 0 ? 'See the trades' : calendar?.due !== false ? 'Nothing to do' : `Nothing to do until ${formatDay(calendar.next)}`}</Link>}>
      {rows.length === 0 ? <p className="prose mt-3">Your plan holds no crypto today: what you hold is kept. <Link href="/plan">The plan says why</Link>.</p> : <GaugeTable rows={rows} acting={false} calendar={calendar !== null} caption="Weights against the plan’s bands" />}
    </Section>
  );
}

/** What a person has, how it has done, and how far it is from the plan. */
export function PortfolioView(props: PortfolioViewProps) {
  const { portfolio } = props;
  const sample = portfolio.accounts.filter((account) => account.kind === 'sample');
  return (
    <>
      <PageTitle title={<>Your portfolio is worth <Money value={portfolio.total} digits={0} />.</>} lede={`On ${formatDay(portfolio.day)}, the last day of ${portfolio.dataset.name}.`} actions={<><ButtonLink look="primary" href="/portfolio/transactions?kind=buy">Add a transaction</ButtonLink><ButtonLink href="/rebalance">Rebalance</ButtonLink></>} />
      {sample.length > 0 ? <div className="mt-4"><Callout><b>Sample.</b> {sample.length === portfolio.accounts.length ? 'All of this is' : 'Part of this is'} a portfolio to play with, not yours. <Link className="underline" href="/portfolio/accounts">Delete its account</Link> when you are done.</Callout></div> : null}
      {portfolio.leftOut > 0 ? <div className="mt-4"><Callout>{formatCount(portfolio.leftOut, 'transaction was', 'transactions were')} entered at simulated prices and {portfolio.leftOut === 1 ? 'is' : 'are'} left out of positions, value and returns. <Link className="underline" href="/portfolio/transactions">The ledger</Link> keeps {portfolio.leftOut === 1 ? 'it' : 'them'}, marked.</Callout></div> : null}
      {portfolio.missing.length > 0 ? <div className="mt-4"><Callout tone="warn">No price for {portfolio.missing.join(', ')}: shown as n/a, left out of the value, never counted as zero.</Callout></div> : null}
      <FigureRow className="mt-6" figures={figures(props)} />
      <div className="cols main-side mt-10">
        <div>
          <MigrationOffers offers={portfolio.migrations} />
          <Allocation allocation={props.allocation} calendar={props.calendar} names={props.names} hasPlan={props.hasPlan} />
          <PositionsSection positions={portfolio.positions} lots={portfolio.lots} cash={portfolio.cash} total={portfolio.total} />
          <ReturnsSection returns={portfolio.returns} />
        </div>
        <div>
          <section>
            <SectionHead title="Accounts"><Link href="/portfolio/accounts">Change</Link></SectionHead>
            <KeyValues rows={portfolio.accounts.map((account) => ({ label: `${account.name}${account.kind === 'sample' ? ' (sample)' : ''}`, value: <Money value={account.value} /> }))} />
          </section>
          <Section title="Ledger" end={<Link href="/portfolio/transactions">All {portfolio.transactions}</Link>}>
            <p className="prose mt-3">Every number here is booked from your {portfolio.transactions} transactions. Take them with you: <a href="/portfolio/ledger.csv" download>CSV</a>, <a href="/portfolio/ledger.json" download>JSON</a>.</p>
          </Section>
        </div>
      </div>
      <p className="cap mt-6">Educational, not financial advice.</p>
    </>
  );
}
