import { RuleLink } from '@/components/plan/rule-link';
import { Link } from '@/components/ui/link';
import { Missing } from '@/components/ui/missing';
import { Money } from '@/components/ui/money';
import { SectionHead } from '@/components/ui/section-head';
import type { RebalancePlan } from '@/lib/domain/rebalancing/types';
import { formatDay } from '@/lib/format/day';
import { formatNumber } from '@/lib/format/number';
import { PORTFOLIO_DRIFT_LIMIT } from '@/lib/domain/rebalancing/rules';
import { formatBps, formatPercent } from '@/lib/format/percent';
import { nearest, volatilityOf, type BoardProps, type GaugeRow } from './board-model';

const FALL = 0.3;

function volatilities(plan: RebalancePlan, board: BoardProps): readonly [number, number] | null {
  if (board.covariance === null) return null;
  const covariance = board.covariance;
  const now = new Map(plan.drift.map((row) => [row.asset, row.weight ?? 0]));
  const then = new Map(plan.after.map((row) => [row.asset, row.weight ?? 0]));
  const of = (weights: ReadonlyMap<string, number>): number => volatilityOf(board.base.positions.map((position) => weights.get(position.asset) ?? 0), covariance);
  return [of(now), of(then)];
}

/** The same portfolio left alone, beside what the trades make of it. */
export function DoNothing({ plan, rows, board, onCalendar }: { readonly plan: RebalancePlan; readonly rows: readonly GaugeRow[]; readonly board: BoardProps; readonly onCalendar: boolean }) {
  const largest = rows.filter((row) => row.after !== null && !row.cashLike).sort((a, b) => Math.abs((b.after ?? 0) - b.now) - Math.abs((a.after ?? 0) - a.now))[0];
  const risk = volatilities(plan, board);
  const costs = Number(plan.totals.fee) + Number(plan.totals.slippage);
  const { before, after } = plan.portfolioDrift;
  return (
    <section className="section">
      <SectionHead title="If you do nothing" note="The same portfolio left alone" />
      <table className="data-table cards pair">
        <caption className="sr">The portfolio left alone and after the trades</caption>
        <thead><tr><th scope="col"><span className="sr">Figure</span></th><th scope="col" className="n">Do nothing</th><th scope="col" className="n">After</th><th scope="col">What it means</th></tr></thead>
        <tbody>
          {largest === undefined ? null : (
            <tr><th scope="row">{largest.name}</th><td className="n" data-l="Do nothing">{formatPercent(largest.now)}</td><td className="n" data-l="After">{formatPercent(largest.after ?? 0)}</td>
              <td className="wrapcell muted full">A fall of {formatPercent(FALL, { digits: 0 })} in {largest.name} alone takes {formatPercent(largest.now * FALL)} off the portfolio, against {formatPercent((largest.after ?? 0) * FALL)}.</td></tr>
          )}
          <tr><th scope="row">Portfolio drift</th><td className="n" data-l="Do nothing">{before === null ? <Missing /> : formatPercent(before)}</td><td className="n" data-l="After">{after === null ? <Missing /> : formatPercent(after)}</td>
            <td className="wrapcell muted full">Σ|w − T| / 2, cash included. {onCalendar ? 'The calendar decides, not the drift.' : `The portfolio as a whole acts above ${formatNumber(PORTFOLIO_DRIFT_LIMIT * 100)} points.`}</td></tr>
          <tr><th scope="row">Volatility, 90 days</th><td className="n" data-l="Do nothing">{risk === null ? <Missing reason="A token has a day without a price." /> : formatPercent(risk[0])}</td><td className="n" data-l="After">{risk === null ? <Missing reason="A token has a day without a price." /> : formatPercent(risk[1])}</td>
            <td className="wrapcell muted full">The past 90 days at these weights, a year. Cash counts as still.</td></tr>
          <tr><th scope="row">Paid today</th><td className="n" data-l="Do nothing"><Money value="0" /></td><td className="n" data-l="After"><Money value={costs} /></td>
            <td className="wrapcell muted full">{Number(plan.value) > 0 ? `${formatBps((costs / Number(plan.value)) * 10_000)} of the portfolio, before tax.` : 'Before tax.'}</td></tr>
          <tr><th scope="row">Return to expect</th><td className="n" data-l="Do nothing"><Missing reason="No extra return is promised (Rule 6.2)." /></td><td className="n" data-l="After"><Missing reason="No extra return is promised (Rule 6.2)." /></td>
            <td className="wrapcell muted full">Not promised either way. Bands bound the drift; they do not add return (<Link href="/learn/rules#rule-6-2">Rule 6.2</Link>).</td></tr>
        </tbody>
      </table>
    </section>
  );
}

/** Those with the same reason, in one line. */
function grouped(entries: RebalancePlan['notTraded']): Map<string, RebalancePlan['notTraded'][number][]> {
  const groups = new Map<string, RebalancePlan['notTraded'][number][]>();
  for (const entry of entries) groups.set(entry.detail, [...(groups.get(entry.detail) ?? []), entry]);
  return groups;
}

/** What was not traded, each with the rule that says so. */
export function NotTraded({ plan, rows, board, onCalendar }: { readonly plan: RebalancePlan; readonly rows: readonly GaugeRow[]; readonly board: BoardProps; readonly onCalendar: boolean }) {
  const name = (asset: string): string => board.names[asset]?.name ?? asset;
  const near = onCalendar ? null : nearest(rows.filter((row) => row.after === null));
  const fired = board.watches.filter((watch) => watch.fired);
  const quiet = board.watches.filter((watch) => !watch.fired);
  return (
    <section className="section">
      <SectionHead title="Not traded, and why" />
      <ul className="notl">
        {plan.deferred.map((entry) => <li key={entry.asset}><b>{name(entry.asset)}</b> waits until {formatDay(entry.until)}: {entry.reason}</li>)}
        {[...grouped(plan.notTraded)].map(([detail, entries]) => <li key={detail}><b>{entries.map((entry) => name(entry.asset)).join(', ')}:</b> {detail} {entries[0] === undefined ? null : <RuleLink rule={entries[0].rule} />}</li>)}
        {plan.trades.length > 0 && near !== null ? <li><b>{near.name}</b> is the nearest to its edge and has used {formatPercent(near.used ?? 0, { digits: 0 })} of its band. It stays.</li> : null}
        {plan.trades.length > 0 && Number(plan.cashAfter) >= 0.005 ? <li><b><Money value={plan.cashAfter} /></b> stays in cash: no rule spends it today, and the next purchase takes it first.</li> : null}
        {fired.map((watch) => <li key={watch.detail}><b>Plan watch fired:</b> {watch.detail} <RuleLink rule={watch.rule} /></li>)}
        {quiet.length > 0 ? <li><b>Plan watches{fired.length > 0 ? ', quiet' : ': none fired'}.</b> {quiet.map((watch) => watch.detail).join(' ')}</li> : null}
      </ul>
    </section>
  );
}
