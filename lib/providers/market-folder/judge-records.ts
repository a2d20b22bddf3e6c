import type { z } from 'zod';
import type { FactTable } from '@/lib/domain/market/fact-tables';
import { createJudge, type Judge, type JudgeContext, type Verdict } from './judge';
import { cellSchema, columnNames, lineSchema } from './schema';
import type { RefusedRow, SourceRow, SourceTable } from '../port';

const RAW_CHARS = 500;

/** Rows judged so far. */
export interface JudgedBatch {
  /** CSV lines for COPY in the order of `columnNames`, each ending with its line number in the source. */
  readonly text: string;
  readonly rows: number;
  readonly accepted: number;
  readonly refused: readonly RefusedRow[];
}

/** Words of a column name as a reason says them: tradedValue → traded value. */
function words(column: string): string {
  return column.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A header, and what follows from it. */
interface Layout {
  readonly width: number;
  /** Where each described column stands; −1 for an optional one that is absent. */
  readonly positions: readonly number[];
  /** Whether a plain line can be staged as it stands; then so many blanks stand for the absent columns. */
  readonly asIs: boolean;
  readonly blanks: string;
  readonly line: z.ZodType<string>;
}

/** Throws one clear line when a required column is absent or one is named twice. */
function layoutOf(table: FactTable, file: string, header: readonly string[]): Layout {
  const { required, all } = columnNames(table);
  const absent = required.filter((name) => !header.includes(name));
  if (absent.length > 0) throw new Error(`${file}: the header lacks ${absent.join(', ')}`);
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${file}: the header names ${twice} twice`);
  return {
    width: header.length,
    positions: all.map((name) => header.indexOf(name)),
    asIs: header.every((name, index) => name === all[index]),
    blanks: ','.repeat(all.length - header.length < 0 ? 0 : all.length - header.length),
    line: lineSchema(table, header),
  };
}

function csvCell(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Judges one table: shape by zod, sense by the domain's rules; a bad row never makes its neighbours bad. */
export class TableReader {
  private readonly judge: Judge;
  private readonly cells: z.ZodType<readonly string[]>;
  private layout: Layout | null = null;

  constructor(private readonly table: SourceTable, context: JudgeContext) {
    this.judge = createJudge(table.name, context);
    this.cells = cellSchema(table.name);
  }

  read(batch: readonly SourceRow[]): JudgedBatch {
    const refused: RefusedRow[] = [];
    const rows = this.layout ? batch : batch.slice(1);
    const layout = (this.layout ??= this.takeHeader(batch[0]));
    let text = '';
    for (const row of rows) {
      const cells = this.arrange(layout, row);
      const verdict = typeof cells === 'string' ? { reason: cells, unordered: false } : this.verdict(layout, row, cells);
      if (verdict.reason !== null) refused.push(this.refusal(row, 'reject', verdict.reason));
      else {
        text += this.staged(layout, row, cells as readonly string[], verdict as Verdict);
        if (verdict.unordered) refused.push(this.refusal(row, 'unordered', 'day out of order; stored in its place'));
      }
    }
    return { text, rows: rows.length, accepted: rows.length - refused.filter((row) => row.severity === 'reject').length, refused };
  }

  /** To be called after the last batch: a table without even a header is an error, not an empty table. */
  end(): void {
    this.layout ??= this.takeHeader(undefined);
  }

  private takeHeader(row: SourceRow | undefined): Layout {
    if (!row?.fields) throw new Error(`${this.table.file}: no readable header`);
    return layoutOf(this.table.name, this.table.file, row.fields);
  }

  /** The cells in the described order, or why there are none. */
  private arrange(layout: Layout, row: SourceRow): readonly string[] | string {
    const { fields } = row;
    if (!fields) return 'broken quoting';
    if (fields.length !== layout.width) return `too ${fields.length < layout.width ? 'few' : 'many'} columns (${fields.length} of ${layout.width})`;
    return layout.asIs ? fields : layout.positions.map((position) => fields[position] ?? '');
  }

  private verdict(layout: Layout, row: SourceRow, cells: readonly string[]): Verdict {
    if (row.plain !== undefined && layout.line.safeParse(row.plain).success) return this.judge(cells);
    const full = cells.length < layout.positions.length ? [...cells, ...layout.positions.slice(cells.length).map(() => '')] : cells;
    const parsed = this.cells.safeParse(full);
    return parsed.success ? this.judge(cells) : { reason: this.shapeReason(parsed.error), unordered: false, cells: null };
  }

  private shapeReason(error: z.ZodError): string {
    const issue = error.issues[0];
    const column = columnNames(this.table.name).all[Number(issue?.path[0] ?? 0)] ?? 'row';
    return column === 'day' ? 'no such day' : `${words(column)} ${issue?.message ?? 'is not readable'}`;
  }

  private staged(layout: Layout, row: SourceRow, cells: readonly string[], verdict: Verdict): string {
    const line = layout.asIs && row.plain !== undefined && verdict.cells === null ? row.plain : (verdict.cells ?? cells).map(csvCell).join(',');
    return `${line}${layout.asIs ? layout.blanks : ''},${row.line}\n`;
  }

  private refusal(row: SourceRow, severity: RefusedRow['severity'], reason: string): RefusedRow {
    const raw = row.plain ?? row.raw ?? row.fields?.join(',') ?? '';
    const cell = (name: string): string | null => row.fields?.[this.layout?.positions[columnNames(this.table.name).all.indexOf(name)] ?? -1] ?? null;
    return { file: this.table.file, line: row.line, assetId: cell('id'), day: cell('day'), severity, reason, raw: raw.slice(0, RAW_CHARS) };
  }
}
