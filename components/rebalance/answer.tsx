import type { ReactNode } from 'react';
import { Money } from '@/components/ui/money';
import { PORTFOLIO_DRIFT_LIMIT, SUGGESTION_HOURS, SUGGESTION_PRICE_MOVE } from '@/lib/domain/rebalancing/rules';
import type { CalendarState } from '@/lib/domain/rebalancing/calendar';
import type { RebalancePlan, Trade } from '@/lib/domain/rebalancing/types';
import { formatDay } from '@/lib/format/day';
import { formatWord } from '@/lib/format/number';
import { formatPercent } from '@/lib/format/percent';
import { calendarLine } from './calendar-line';
import { nearest, type GaugeRow, type Names } from './board-model';

const FEW = 2;

function total(trades: readonly Trade[]): number {
  return trades.reduce((sum, trade) => sum + Number(trade.notional), 0);
}

function side(trades: readonly Trade[], verb: string, names: Names): ReactNode {
  if (trades.length === 0) return null;
  if (trades.length > FEW) return <>{verb} <Money value={total(trades)} digits={0} /> of {formatWord(trades.length)} tokens</>;
  return trades.map((trade, index) => (
    <span key={trade.asset}>{index === 0 ? `${verb} ` : ' and '}<Money value={trade.notional} digits={0} /> of {names[trade.asset]?.name ?? trade.asset}</span>
  ));
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The answer in one sentence. */
export function AnswerTitle({ plan, rows, names, calendar }: { readonly plan: RebalancePlan; readonly rows: readonly GaugeRow[]; readonly names: Names; readonly calendar: CalendarState | null }) {
  if (plan.trades.length === 0) {
    if (calendar?.due === false) return <>Nothing to do until {formatDay(calendar.next)}.</>;
    const near = nearest(rows);
    const waiting = rows.filter((row) => row.outside).length;
    if (waiting > 0) return <>Nothing to trade today. {upper(formatWord(waiting))} {waiting === 1 ? 'token is' : 'tokens are'} outside {waiting === 1 ? 'its band' : 'their bands'} and {waiting === 1 ? 'waits' : 'wait'}.</>;
    return <>Nothing to do. {near === null ? 'No token has a band to leave.' : `${near.symbol} is the farthest from its target and has used ${formatPercent(near.used ?? 0, { digits: 0 })} of its band.`}</>;
  }
  const sells = plan.trades.filter((trade) => trade.side === 'sell');
  const buys = plan.trades.filter((trade) => trade.side === 'buy');
  const others = rows.length - plan.trades.length;
  return (
    <>
      {side(sells, 'Sell', names)}{sells.length > 0 && buys.length > 0 ? ', ' : null}{side(buys, sells.length > 0 ? 'buy' : 'Buy', names)}.
      {others > 0 ? ` The other ${others === 1 ? 'one stays' : `${formatWord(others)} stay`}.` : null}
    </>
  );
}

function counted(outside: number, all: number): string {
  if (outside === 0) return `All ${formatWord(all)} tokens are inside their bands.`;
  return `${upper(formatWord(outside))} of ${formatWord(all)} tokens ${outside === 1 ? 'is outside its band' : 'are outside their bands'}.`;
}

function isOut(row: GaugeRow): boolean {
  return row.after === null ? row.outside : row.after > row.upper + 1e-6 || row.after < row.lower - 1e-6;
}

/** What the sentence rests on. */
export function AnswerLede({ plan, rows, day, calendar }: { readonly plan: RebalancePlan; readonly rows: readonly GaugeRow[]; readonly day: string; readonly calendar: CalendarState | null }) {
  const banded = rows.filter((row) => !row.kept);
  const outside = banded.filter((row) => row.outside).length;
  const left = banded.filter(isOut).length;
  const { before, after } = plan.portfolioDrift;
  const fired = calendar === null ? null : `${calendarLine(calendar)} `;
  const limit = calendar === null ? `; the portfolio as a whole acts above ${formatPercent(PORTFOLIO_DRIFT_LIMIT, { digits: 0 })}` : '';
  if (plan.trades.length === 0) {
    return <>{fired}{counted(outside, banded.length)}{before === null ? null : ` Drift is ${formatPercent(before)}${limit}.`} Prices are the closes of {formatDay(day)}. Doing nothing is an answer: there is no need to watch.</>;
  }
  const drift = before === null || after === null ? '' : `, drift goes from ${formatPercent(before)} to ${formatPercent(after)}`;
  return (
    <>
      {fired}{counted(outside, banded.length)} After {plan.trades.length === 1 ? 'the trade' : `the ${formatWord(plan.trades.length)} trades`} {left === 0 ? 'none is' : `${formatWord(left)} still ${left === 1 ? 'is' : 'are'}`}{drift}, and <Money value={plan.cashAfter} /> stays in cash.
      {' '}Prices are the closes of {formatDay(day)}; this suggestion ends in {SUGGESTION_HOURS} hours or when a price moves beyond {formatPercent(SUGGESTION_PRICE_MOVE, { digits: 0 })}.
    </>
  );
}
