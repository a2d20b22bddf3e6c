import { EN_DASH } from '@/lib/format/number';
import { monthWords } from './month-words';

/** A column of written values, one a month; null is missing. */
export interface MonthColumn {
  readonly key: string;
  readonly name: string;
  readonly values: readonly (string | null)[];
}

/** The table behind a chart of months: those that are shown of `all`, newest first. */
export function MonthTable({ caption, months, all, columns, csvHref }: { readonly caption: string; readonly months: readonly string[]; readonly all: number; readonly columns: readonly MonthColumn[]; readonly csvHref: string }) {
  const newestFirst = months.map((_, at) => months.length - 1 - at);
  return (
    <details className="disclosure">
      <summary>Table behind the chart</summary>
      <div className="body">
        <p className="cap" style={{ marginTop: 0 }}>{months.length === all ? <>Every month; the same as <a href={csvHref} download>CSV</a>.</> : <>The {months.length} months shown; all {all} are in the <a href={csvHref} download>CSV</a>.</>}</p>
        <div className="chart-table" role="region" aria-label={caption} tabIndex={0}>
          <table className="data-table tight">
            <caption className="sr">{caption}</caption>
            <thead><tr><th scope="col">Month</th>{columns.map((column) => <th key={column.key} scope="col" className="n">{column.name}</th>)}</tr></thead>
            <tbody>
              {newestFirst.map((at) => (
                <tr key={months[at]}>
                  <th scope="row">{monthWords(months[at] ?? '')}</th>
                  {columns.map((column) => <td key={column.key} className="n">{column.values[at] ?? EN_DASH}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </details>
  );
}
