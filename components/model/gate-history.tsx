import { toX } from '@/components/charts/scales';
import { Link } from '@/components/ui/link';
import { GATE_T } from '@/lib/domain/scores/forecast/rules';
import { formatDay } from '@/lib/format/day';
import { formatCount } from '@/lib/format/number';
import type { ModelReport } from '@/lib/schemas/api/model';
import { BASELINE_TITLES, formatIc, gateWords } from './model-words';
import { MonthChart } from './month-chart';
import { monthWords } from './month-words';
import type { MonthColumn } from './month-table';

type Gate = ModelReport['gate'];
type GateMonth = ModelReport['gateHistory'][number];

const HEIGHT = 120;
/** In percent of the plot. */
const WIDEST = 3;

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

function summary(history: readonly GateMonth[]): string {
  const open = history.filter((month) => month.open).length;
  const spans = openSpans(history);
  if (open === 0) return `Closed in all of ${formatCount(history.length, 'month')}. It opens at t ≥ ${GATE_T}, shaded; each month was decided by what was known at the end of the one before.`;
  return `Open in ${open} of ${formatCount(history.length, 'month')}: ${spans.join('; ')}. It opens at t ≥ ${GATE_T}, shaded; each month was decided by what was known at the end of the one before.`;
}

/** Edges of a month's cell around its point, in percent, inside the plot. */
function cell(at: number, count: number): readonly [number, number] {
  const half = Math.min(WIDEST, 75 / Math.max(1, count - 1)) / 2;
  const middle = toX(at, count) / 10;
  return [Math.max(0, middle - half), Math.min(100, middle + half)];
}

/** Months as cells on the axis of the chart: filled while the gate was open, a ring while it was closed. */
function Strip({ history }: { readonly history: readonly GateMonth[] }) {
  return (
    <div className="chart-row pt-2" aria-hidden="true">
      <span className="chart-axis"><span style={{ top: 8 }}>Gate</span></span>
      <svg className="gate-strip">{history.map(({ month, open }, at) => {
        const [from, to] = cell(at, history.length);
        return <rect key={month} className={open ? 'on' : undefined} x={`${from.toFixed(3)}%`} width={`${(to - from).toFixed(3)}%`} y="3" height="10" />;
      })}</svg>
      <span className="pl-2 nb">filled: open</span>
    </div>
  );
}

function columnsOf(history: readonly GateMonth[]): MonthColumn[] {
  return [
    { key: 'open', name: 'Gate', values: history.map(({ open }) => (open ? 'open' : 'closed')) },
    { key: 'model', name: 'Model', values: history.map(({ rankIc }) => (rankIc === null ? null : formatIc(rankIc))) },
    { key: 'baseline', name: 'Best baseline', values: history.map(({ baseline, baselineIc }) => (baseline === null || baselineIc === null ? null : `${BASELINE_TITLES[baseline]} ${formatIc(baselineIc)}`)) },
    { key: 'months', name: 'Months behind it', values: history.map(({ months }) => String(months)) },
  ];
}

/** Whether indices may use the forecast, why, and how that went month by month. */
export function GateHistory({ gate, history, csvHref, simulated }: { readonly gate: Gate; readonly history: readonly GateMonth[]; readonly csvHref: string; readonly simulated: boolean }) {
  const last = history.at(-1);
  return (
    <section className="section">
      {history.length === 0 ? <h2>The gate</h2> : (
          <MonthChart title="The gate, month by month" months={history.map(({ month }) => month)} format="t" panels={[{ kind: 'lines', height: HEIGHT, from: GATE_T, note: 't of the lead over the best baseline', series: [{ key: 't', name: last?.open ? 'Open' : 'Closed', tone: 'ink', weight: 'bold', values: history.map(({ t }) => t) }] }]} beside={columnsOf(history)} summary={summary(history)} csvHref={csvHref} simulated={simulated}>
            <Strip history={history} />
          </MonthChart>
      )}
      <p className="prose mt-3"><b>{gate.open ? 'Open' : 'Closed'}{gate.since === null ? '' : ` since ${formatDay(gate.since)}`}.</b> {gateWords(gate.reason)} Every index says on each rebalance which it used (<Link href="/learn/rules#rule-3-5">Rule 3.5</Link>).</p>
    </section>
  );
}
