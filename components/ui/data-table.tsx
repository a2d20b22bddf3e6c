import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right under right-aligned heads. */
  readonly numeric?: boolean;
  /** What names the row (one column). */
  readonly rowHead?: boolean;
  /** What a phone does with it: leaves it out, or gives it a whole line below (at most two columns). Without either it stays in the first line. */
  readonly phone?: 'hide' | 'full';
  /** Text may wrap. */
  readonly wrap?: boolean;
  readonly width?: string;
  readonly sort?: 'ascending' | 'descending';
}

interface DataTableProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Says what the table holds; visible only to a screen reader. */
  readonly caption: string;
  readonly className?: string;
  readonly foot?: ReactNode;
  /** `tight` narrows the padding; `pair` puts two labelled numbers under the name on a phone. */
  readonly tight?: boolean;
  /** Two or three short columns: stays a table on a phone, with its heads. */
  readonly slim?: boolean;
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const classes = [column.numeric ? 'n' : '', column.phone === 'hide' ? 'hide' : column.phone === 'full' ? 'full' : '', column.wrap ? 'wrapcell' : ''].filter(Boolean);
  return classes.length === 0 ? undefined : classes.join(' ');
}

/** A table that turns into cards on a phone. Server-rendered; wide ones scroll inside themselves. */
export function DataTable<Row>({ columns, rows, rowKey, caption, className = '', foot, tight = false, slim = false }: DataTableProps<Row>) {
  return (
    <div className="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className={`data-table ${slim ? 'slim' : 'cards'} ${tight ? 'tight' : ''} ${className}`}>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cellClass(column)} aria-sort={column.sort} style={column.width ? { width: column.width } : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => column.rowHead
                ? <th key={column.key} scope="row" className={cellClass(column)}>{column.cell(row)}</th>
                : <td key={column.key} className={cellClass(column)}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
        {foot === undefined ? null : <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}
