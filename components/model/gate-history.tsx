'use client';

import { cut, type Window } from '@/components/charts/windows';
import { Link } from '@/components/ui/link';
import { GATE_T } from '@/lib/domain/scores/forecast/rules';
import { formatDay } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';
import type { ModelReport } from '@/lib/schemas/api/model';
import { BASELINE_TITLES, formatIc } from './model-words';
import { MonthChart, type MonthPlace } from './month-chart';
import type { MonthPanel } from './month-panels';
import { monthWords } from './month-words';
import type { MonthColumn } from './month-table';

type Gate = ModelReport['gate'];
type GateMonth = ModelReport['gateHistory'][number];

const HEIGHT = 120;

/** Runs of open months. Example: open in Mar and Apr 2020 alone is “Mar 2020 to Apr 2020”. */
export function openSpans(history: readonly Pick<GateMonth, 'month' | 'open'>[]): string[] {
  const spans: { from: string; to: string; at: number }[] = [];
  history.forEach(({ month, open }, at) => {
    const last = spans.at(-1);
    if (!open) return;
    if (last && last.at === at - 1) Object.assign(last, { to: month, at });
    else spans.push({ from: month, to: month, at });
  });
  return spans.map(({ from, to }) => (from === to ? monthWords(from) : `${monthWords(from)} to ${monthWords(to)}`));
}

/** How long the gate was open over the months shown, in words. */
export function gateSummary(history: readonly Pick<GateMonth, 'month' | 'open'>[], window: Window): string {
  const part = cut(history, window);
  const open = part.filter((month) => month.open).length;
  const count = formatCount(part.length, 'month');
  return `${open === 0 ? `Closed in all of ${count} shown.` : `Open in ${open} of ${count} shown: ${openSpans(part).join('; ')}.`} It opens where the lead over the best baseline is too large for chance (t of at least ${GATE_T}, shaded), decided each month by what was known at the end of the one before.`;
}

function columnsOf(history: readonly GateMonth[]): MonthColumn[] {
  return [
    { key: 'open', name: 'Gate', values: history.map(({ open }) => (open ? 'open' : 'closed')) },
    { key: 'model', name: 'Model, rank IC', values: history.map(({ rankIc }) => (rankIc === null ? null : formatIc(rankIc))) },
    { key: 'baseline', name: 'Best baseline, rank IC', values: history.map(({ baseline, baselineIc }) => (baseline === null || baselineIc === null ? null : `${BASELINE_TITLES[baseline]} ${formatIc(baselineIc)}`)) },
    { key: 'months', name: 'Months judged', values: history.map(({ months }) => String(months)) },
  ];
}

function panelsOf(history: readonly GateMonth[]): MonthPanel[] {
  return [{ kind: 'lines', height: HEIGHT, from: GATE_T, note: `How far the lead stands out from chance (t); shaded: open`, series: [{ key: 't', name: 't of the lead', end: history.at(-1)?.open ? 'Open' : 'Closed', tone: 'ink', weight: 'bold', values: history.map(({ t }) => t) }] }];
}

/** Whether indices may use the forecast, since when, and how that went month by month. */
export function GateHistory({ gate, history, place }: { readonly gate: Gate; readonly history: readonly GateMonth[]; readonly place: MonthPlace }) {
  return (
    <section className="section">
      {history.length === 0 ? <h2>May indices use it?</h2> : (
        <MonthChart title="May indices use it?" months={history.map(({ month }) => month)} format="t" panels={panelsOf(history)} beside={columnsOf(history)} strip={history.map(({ open }) => open)} summary={(shown) => gateSummary(history, shown)} place={place} />
      )}
      <p className="prose mt-3"><b>{gate.open ? 'The gate is open' : 'The gate is closed'}{gate.since === null ? '' : ` since ${formatDay(gate.since)}`}.</b> Every index says on each rebalance which grade it chose by (<Link href="/learn/rules#rule-3-5">Rule 3.5</Link>).</p>
    </section>
  );
}
