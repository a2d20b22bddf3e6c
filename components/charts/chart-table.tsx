import { formatDay } from '@/lib/format/day';
import type { Values } from './scales';

export interface TableSeries {
  readonly key: string;
  readonly name: string;
  readonly values: Values;
  readonly format: (value: number) => string;
}

const DAILY_UP_TO = 100;
const WEEKLY_UP_TO = 400;

/** Every day of a short span, each seventh of a year, month ends of more: the last day always. */
export function tablePositions(days: readonly string[]): number[] {
  const last = days.length - 1;
  const keep = (position: number): boolean => {
    if (days.length <= DAILY_UP_TO || position === last) return true;
    if (days.length <= WEEKLY_UP_TO) return (last - position) % 7 === 0;
    return days[position]?.slice(0, 7) !== days[position + 1]?.slice(0, 7);
  };
  return days.map((_, position) => position).filter(keep).reverse();
}

/** The table behind a chart: newest first. */
export function ChartTable({ days, series, caption, csvHref }: { readonly days: readonly string[]; readonly series: readonly TableSeries[]; readonly caption: string; readonly csvHref?: string }) {
  const step = days.length <= DAILY_UP_TO ? 'Every day' : days.length <= WEEKLY_UP_TO ? 'Every seventh day' : 'Month ends';
  return (
    <details className="disclosure">
      <summary>Table behind the chart</summary>
      <div className="body">
        <p className="cap" style={{ marginTop: 0 }}>{step}{csvHref === undefined ? '.' : <>; every day is in the <a href={csvHref} download>CSV</a>.</>}</p>
        <div className="chart-table" role="region" aria-label={caption} tabIndex={0}>
          <table className="data-table tight">
            <caption className="sr">{caption}</caption>
            <thead><tr><th scope="col">Day</th>{series.map((each) => <th key={each.key} scope="col" className="n">{each.name}</th>)}</tr></thead>
            <tbody>
              {tablePositions(days).map((position) => (
                <tr key={position}>
                  <th scope="row">{formatDay(days[position] ?? '')}</th>
                  {series.map((each) => {
                    const value = each.values[position];
                    return <td key={each.key} className="n">{value === null || value === undefined ? '–' : each.format(value)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </details>
  );
}
