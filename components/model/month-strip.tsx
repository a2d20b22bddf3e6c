import { toX } from '@/components/charts/scales';

/** In percent of the plot. */
const WIDEST = 3;

/** Edges of a month's cell around its point, in percent, inside the plot. */
function cell(at: number, count: number): readonly [number, number] {
  const half = Math.min(WIDEST, 75 / Math.max(1, count - 1)) / 2;
  const middle = toX(at, count) / 10;
  return [Math.max(0, middle - half), Math.min(100, middle + half)];
}

/** Months as cells on the axis of the chart: filled while the gate was open, a ring while it was closed. */
export function MonthStrip({ on }: { readonly on: readonly boolean[] }) {
  return (
    <div className="chart-row pt-2" aria-hidden="true">
      <span className="chart-axis"><span style={{ top: 8 }}>Gate</span></span>
      <svg className="gate-strip">{on.map((open, at) => {
        const [from, to] = cell(at, on.length);
        return <rect key={from} className={open ? 'on' : undefined} x={`${from.toFixed(3)}%`} width={`${(to - from).toFixed(3)}%`} y="3" height="10" />;
      })}</svg>
      <span className="pl-2 nb">filled: open</span>
    </div>
  );
}
