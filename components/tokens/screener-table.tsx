'use client';

import { flexRender, getCoreRowModel, useReactTable, type ColumnDef } from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { shownColumns, type ScreenerColumn } from './screener-columns';
import { screenerSearch, sortedBy, type ScreenerQuery } from './screener-query';
import type { ScreenerFeature } from '@/lib/schemas/screener-measures';
import type { ScreenerRow } from './screener-row';

const ROW_HEIGHT = 36;
const OVERSCAN = 12;

interface ScreenerTableProps {
  readonly rows: readonly ScreenerRow[];
  readonly query: ScreenerQuery;
  readonly features: readonly ScreenerFeature[];
  /** Called instead of following the link, once a script runs. */
  readonly onQuery: (query: ScreenerQuery) => void;
}

function Head({ column, query, onQuery }: { readonly column: ScreenerColumn; readonly query: ScreenerQuery; readonly onQuery: ScreenerTableProps['onQuery'] }) {
  const { sort } = column;
  if (sort === undefined) return <th scope="col" className={column.numeric ? 'n' : undefined}>{column.head}</th>;
  const sorted = query.sort === sort;
  const next = sortedBy(query, sort);
  return (
    <th scope="col" className={column.numeric ? 'n' : undefined} aria-sort={sorted ? (query.order === 'asc' ? 'ascending' : 'descending') : undefined}>
      <a
        href={`/tokens${screenerSearch(next)}`}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          onQuery(next);
        }}
      >
        {column.head}{sorted ? <span aria-hidden="true"> {query.order === 'asc' ? '↑' : '↓'}</span> : null}
      </a>
    </th>
  );
}

function useTable(rows: readonly ScreenerRow[], columns: readonly ScreenerColumn[]) {
  const definitions = useMemo<ColumnDef<ScreenerRow>[]>(() => columns.map((column) => ({ id: column.key, header: column.head, cell: ({ row }) => column.cell(row.original) })), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  return useReactTable({ data, columns: definitions, getCoreRowModel: getCoreRowModel(), getRowId: (row) => row.id });
}

/** The desk's screener. The first page is in the document; once live, only the rows in view are drawn. */
export function ScreenerTable({ rows, query, features, onQuery }: ScreenerTableProps) {
  const columns = useMemo(() => shownColumns(query, features), [query, features]);
  const table = useTable(rows, columns);
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState<number | null>(null);
  useEffect(() => setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const live = top !== null;
  const virtual = useWindowVirtualizer({ count: rows.length, estimateSize: () => ROW_HEIGHT, overscan: OVERSCAN, scrollMargin: top ?? 0, enabled: live });
  const all = table.getRowModel().rows;
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items[items.length - 1];
  const windowed = live && first !== undefined && last !== undefined;
  const shown = windowed ? items.flatMap((item) => all[item.index] ?? []) : all;
  const above = windowed ? first.start - virtual.options.scrollMargin : 0;
  const below = windowed ? virtual.getTotalSize() - (last.end - virtual.options.scrollMargin) : 0;
  return (
    <table className="data-table screener" aria-rowcount={rows.length + 1}>
      <caption className="sr">Tokens with price, change, size, risk and grades</caption>
      <thead><tr aria-rowindex={1}>{columns.map((column) => <Head key={column.key} column={column} query={query} onQuery={onQuery} />)}</tr></thead>
      <tbody ref={body}>
        {above > 0 && <tr aria-hidden="true" className="spacer"><td colSpan={columns.length} style={{ height: above }} /></tr>}
        {shown.map((row) => (
          <tr key={row.id} aria-rowindex={windowed ? row.index + 2 : undefined}>
            {row.getVisibleCells().map((cell) => {
              const numeric = columns.find((column) => column.key === cell.column.id)?.numeric ? 'n' : undefined;
              const content = flexRender(cell.column.columnDef.cell, cell.getContext());
              return cell.column.id === 'name' ? <th key={cell.id} scope="row">{content}</th> : <td key={cell.id} className={numeric}>{content}</td>;
            })}
          </tr>
        ))}
        {below > 0 && <tr aria-hidden="true" className="spacer"><td colSpan={columns.length} style={{ height: below }} /></tr>}
      </tbody>
    </table>
  );
}
