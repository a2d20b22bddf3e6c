import { Link } from '@/components/ui/link';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { FigureRow } from '@/components/ui/figure-row';
import { Money } from '@/components/ui/money';
import { PageTitle } from '@/components/ui/page-title';
import { Section } from '@/components/ui/section-head';
import type { RebalancePlan, RebalanceRequest } from '@/lib/domain/rebalancing/types';
import { STALE_HOURS } from '@/lib/domain/market/live-rules';
import { formatDay } from '@/lib/format/day';
import { freshnessClause, type FreshnessText } from '@/lib/format/freshness';
import { formatCount, formatWord } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { gaugeRows, type Names } from './board-model';
import { GaugeTable } from './gauge-table';
import { TradeList } from './trade-list';

interface SuggestionRecordProps {
  readonly suggestion: { readonly id: string; readonly state: string; readonly pricesDay: string; readonly acceptedAt: string | null; readonly simulated: boolean; readonly plan: RebalancePlan; readonly request: RebalanceRequest };
  readonly names: Names;
  /** Tokens whose closes have become too old since, while it could still be accepted. */
  readonly stale: readonly (FreshnessText & { readonly asset: string })[];
  readonly justNow: boolean;
}

function Stale({ stale, names }: Pick<SuggestionRecordProps, 'stale' | 'names'>) {
  if (stale.length === 0) return null;
  const named = stale.map((each) => `${names[each.asset]?.name ?? each.asset}: ${freshnessClause(each)}`).join('; ');
  return <div className="mt-5"><Callout tone="warn"><b>Stale: this suggestion advises nothing any more.</b> {named}. Past {STALE_HOURS} hours it cannot be accepted; <Link className="underline" href="/rebalance">look at the new one</Link>.</Callout></div>;
}

/** A suggestion as it was: its trades, what they cost, and its exports. */
export function SuggestionRecord({ suggestion, names, stale, justNow }: SuggestionRecordProps) {
  const { plan, request } = suggestion;
  const accepted = suggestion.state === 'accepted';
  const tradedValues = new Map(request.positions.flatMap((position) => (position.dailyTradedValue === undefined ? [] : [[position.asset, position.dailyTradedValue] as const])));
  const { before, after } = plan.portfolioDrift;
  return (
    <>
      <PageTitle
        crumb={<><Link href="/rebalance">Rebalance</Link> / Suggestion of {formatDay(suggestion.pricesDay)}</>}
        title={accepted ? `${formatCount(plan.trades.length, 'trade')} accepted and recorded` : `${formatCount(plan.trades.length, 'trade')} suggested`}
        lede={`Prices are the closes of ${formatDay(suggestion.pricesDay)}.${accepted ? ' The trades stand in your ledger, fees and estimated slippage booked with them.' : ''}${suggestion.simulated ? ' They were booked at simulated prices, keep that mark there, and are left out of what you hold on a real market.' : ''}`}
        actions={<><ButtonLink href={`/rebalance/${suggestion.id}/trades.csv`} download>CSV</ButtonLink><ButtonLink href={`/rebalance/${suggestion.id}/trades.json`} download>JSON</ButtonLink></>}
      />
      {justNow && accepted ? <Callout live><b>Recorded.</b> All trades were booked at once. <Link className="underline" href="/portfolio">Your portfolio</Link> shows them; <Link className="underline" href="/rebalance">look again</Link> whether anything is left to do.</Callout> : null}
      <Stale stale={stale} names={names} />
      <FigureRow className="mt-6" figures={[
        { label: 'Traded', value: <Money value={plan.totals.traded} />, note: `turnover ${formatPercent(plan.totals.turnover ?? 0)}` },
        { label: 'Fees', value: <Money value={plan.totals.fee} /> },
        { label: 'Slippage', value: <Money value={plan.totals.slippage} />, note: 'estimated' },
        { label: 'Tax, at your rates then', value: <Money value={plan.totals.tax} /> },
        { label: 'Drift', value: before === null || after === null ? '–' : `${formatPercent(before)} → ${formatPercent(after)}` },
      ]} />
      <Section title="Now → after" note="As it stood then"><GaugeTable rows={gaugeRows(plan, names)} acting calendar={plan.trades.some((trade) => trade.reason.rule === '6.3')} caption="Weights before and after the trades" /></Section>
      <Section title={`The ${plan.trades.length === 1 ? 'trade' : `${formatWord(plan.trades.length)} trades`}`}><TradeList trades={plan.trades} names={names} tradedValues={tradedValues} /></Section>
      <p className="cap">Educational, not financial advice.</p>
    </>
  );
}
