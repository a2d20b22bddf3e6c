'use client';

import { Link } from '@/components/ui/link';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { Callout } from '@/components/ui/callout';
import { FigureRow } from '@/components/ui/figure-row';
import { Money } from '@/components/ui/money';
import { Section, SectionHead } from '@/components/ui/section-head';
import { planOnCalendar, type CalendarState } from '@/lib/domain/rebalancing/calendar';
import { LIMIT_ORDER_FROM, PORTFOLIO_DRIFT_LIMIT } from '@/lib/domain/rebalancing/rules';
import { deferNotAdvised } from '@/lib/domain/rebalancing/not-advised';
import { suggestionRequest } from '@/lib/domain/rebalancing/suggestion-request';
import type { RebalancePlan } from '@/lib/domain/rebalancing/types';
import { formatDay } from '@/lib/format/day';
import { formatMoney } from '@/lib/format/money';
import { formatWord } from '@/lib/format/number';
import { formatBps, formatPercent } from '@/lib/format/percent';
import { controlsOf, controlsQuery, decidingCalendar } from '@/lib/schemas/rebalance-controls';
import { AnswerActions } from './answer-actions';
import { AnswerLede, AnswerTitle } from './answer';
import { gaugeRows, nearest, type BoardProps, type GaugeRow } from './board-model';
import { DoNothing, NotTraded } from './consequences';
import { Controls } from './controls';
import { GaugeTable } from './gauge-table';
import { TradeList } from './trade-list';

function actingFigures(plan: RebalancePlan, board: BoardProps) {
  const value = Number(plan.value);
  const models = new Set(plan.trades.map((trade) => trade.slippageModel));
  const tax = Number(plan.totals.tax);
  return [
    { label: 'Traded', value: <Money value={plan.totals.traded} />, note: `turnover ${formatPercent(plan.totals.turnover ?? 0)}` },
    { label: 'Fees', value: <Money value={plan.totals.fee} />, note: `${formatBps(board.base.feeBps, { digits: 0 })} a side` },
    { label: 'Slippage', value: <Money value={plan.totals.slippage} />, note: models.has('depth') ? 'from depth' : models.has('squareRoot') ? 'square root of size' : 'liquidity not known' },
    { label: 'Tax, at your rates', value: <Money value={plan.totals.tax} />, note: tax < 0 ? 'a loss to set against gains' : 'reported, not deducted' },
    { label: 'Cash after', value: <Money value={plan.cashAfter} />, note: value > 0 ? `${formatPercent(Number(plan.cashAfter) / value)} of the portfolio` : undefined },
  ];
}

function quietFigures(plan: RebalancePlan, rows: readonly GaugeRow[], board: BoardProps, onCalendar: boolean) {
  const banded = rows.filter((row) => !row.kept);
  const near = nearest(rows);
  const fired = board.watches.filter((watch) => watch.fired).length;
  return [
    { label: 'Value', value: <Money value={plan.value} />, note: `closes of ${formatDay(board.day)}` },
    { label: 'Drift', value: formatPercent(plan.portfolioDrift.before ?? 0), note: onCalendar ? 'the calendar decides' : `acts above ${formatPercent(PORTFOLIO_DRIFT_LIMIT, { digits: 0 })}` },
    { label: 'Outside a band', value: `${banded.filter((row) => row.outside).length} of ${banded.length}`, note: near === null ? undefined : `nearest: ${near.symbol}, ${formatPercent(near.used ?? 0, { digits: 0 })} used` },
    { label: 'Plan watches', value: `${fired} of ${board.watches.length}`, note: fired === 0 ? 'none fired' : 'fired, see below' },
    { label: 'Cost today', value: <Money value="0" />, note: 'no trade, no tax' },
  ];
}

/** Tokens that the answer leaves out, by name. */
function Unpriced({ board }: { readonly board: BoardProps }) {
  if (board.unpriced.length === 0) return null;
  const named = board.unpriced.map((asset) => board.names[asset]?.name ?? asset).join(', ');
  return <div className="mt-5"><Callout><b>No price on {formatDay(board.day)}:</b> {named}. Left out of the value, the weights and the trades; not counted as zero.</Callout></div>;
}

/** Tokens that the answer keeps as they are, since their closes are too old. */
function NotAdvisedNote({ board }: { readonly board: BoardProps }) {
  if (board.notAdvised.length === 0) return null;
  const named = board.notAdvised.map(({ asset }) => board.names[asset]?.name ?? asset).join(', ');
  return <div className="mt-5"><Callout tone="warn"><b>Stale, nothing is advised:</b> {named}. The reasons stand below under “Not traded, and why”; <Link className="underline" href="/status">Status</Link> says what the sources do.</Callout></div>;
}

/** What would end “nothing to do” first. */
function WhatWouldChange({ rows }: { readonly rows: readonly GaugeRow[] }) {
  const near = nearest(rows);
  if (near === null || near.now === 0) return null;
  const over = near.now >= near.target;
  const edge = over ? near.upper : near.lower;
  if (edge >= 1) return null;
  const move = Math.abs((edge - near.now) / (near.now * (1 - edge)));
  return <Callout><b>What would change this.</b> {near.name} acts when its weight {over ? 'rises above' : 'falls below'} {formatPercent(edge)}: a {over ? 'rise' : 'fall'} of {formatPercent(move)} in its price with the rest unchanged.</Callout>;
}

function Body({ plan, board, calendar, past, side }: { readonly plan: RebalancePlan; readonly board: BoardProps; readonly calendar: CalendarState | null; readonly past: ReactNode; readonly side: ReactNode }) {
  const rows = gaugeRows(plan, board.names);
  const onCalendar = calendar !== null;
  const acting = plan.trades.length > 0;
  const tradedValues = new Map(board.base.positions.flatMap((position) => (position.dailyTradedValue === undefined ? [] : [[position.asset, position.dailyTradedValue] as const])));
  const order = plan.trades[0]?.order.type === 'limit' ? `Limit orders: the portfolio is worth ${formatMoney(LIMIT_ORDER_FROM, { digits: 0 })} or more` : `Market orders: the portfolio is below ${formatMoney(LIMIT_ORDER_FROM, { digits: 0 })}`;
  return (
    <>
      <FigureRow className="mt-6" figures={acting ? actingFigures(plan, board) : quietFigures(plan, rows, board, onCalendar)} />
      <div className="cols main-side mt-10">
        <div>
          <SectionHead title={acting ? 'Now → after' : onCalendar ? 'How far each has drifted' : 'How far from acting'} note={<span className="wide-only">{acting ? 'Band shaded, target a tick, now a dot, after a ring' : 'Most used first'}</span>}><Link href="/learn/gauge">What the gauge shows</Link></SectionHead>
          <GaugeTable rows={rows} acting={acting} calendar={onCalendar} caption={acting ? 'Weights now and after the trades' : 'Weights and bands'} />
          {acting || onCalendar ? null : <div className="mt-5"><WhatWouldChange rows={rows} /></div>}
          {acting ? <Section title={plan.trades.length === 1 ? 'The trade' : `The ${formatWord(plan.trades.length)} trades`} note={`${plan.trades.some((trade) => trade.side === 'sell') && plan.trades.some((trade) => trade.side === 'buy') ? 'Sell first. ' : ''}${order}`}><TradeList trades={plan.trades} names={board.names} tradedValues={tradedValues} /></Section> : null}
          {acting ? <DoNothing plan={plan} rows={rows} board={board} onCalendar={onCalendar} /> : null}
          <NotTraded plan={plan} rows={rows} board={board} onCalendar={onCalendar} />
        </div>
        <div>{side}{past}</div>
      </div>
    </>
  );
}

/** The rebalance page: the answer, its figures, every position, every trade, and the controls that preview here what the server would say. */
export function RebalanceBoard({ past, ...board }: BoardProps & { readonly past: ReactNode }) {
  const [texts, setTexts] = useState(board.controls);
  const shown = useDeferredValue(texts);
  const calendar = decidingCalendar(board.calendar, shown, board.usual);
  const result = useMemo(() => deferNotAdvised(planOnCalendar(suggestionRequest(board.base, controlsOf(shown, board.points)), calendar).result, board.notAdvised), [board.base, board.points, board.notAdvised, shown, calendar]);
  const changed = controlsQuery(texts) !== controlsQuery(board.controls);
  const controls = <Controls board={board} onCalendar={calendar !== null} texts={texts} onChange={setTexts} changed={changed} />;
  if (!result.ok) {
    return (
      <>
        <div className="answer"><h1>That cannot be done.</h1><p className="lede">{result.problems.map((problem) => `“I need” ${problem.message}.`).join(' ')}</p></div>
        <div className="cols main-side mt-10"><div />{controls}</div>
      </>
    );
  }
  const plan = result.value;
  const rows = gaugeRows(plan, board.names);
  return (
    <>
      <div className="answer">
        <h1><AnswerTitle plan={plan} rows={rows} names={board.names} calendar={calendar} /></h1>
        <p className="lede"><AnswerLede plan={plan} rows={rows} day={board.day} calendar={calendar} /></p>
        <AnswerActions acting={plan.trades.length > 0} snapshot={board.snapshot} changed={changed} />
      </div>
      <Unpriced board={board} />
      <NotAdvisedNote board={board} />
      <Body plan={plan} board={board} calendar={calendar} side={controls} past={past} />
      <p className="cap mt-6">Educational, not financial advice. Never trade in an hour of extreme volatility.</p>
    </>
  );
}
