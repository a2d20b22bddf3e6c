import type { z } from 'zod';
import type { FactTable } from '@/lib/domain/market/fact-tables';
import { createJudge, type JudgeContext, type Verdict } from './judge';
import { TABLE_COLUMNS } from './schema';
import type { RefusedRow, SourceRow, SourceTable } from '../port';

const RAW_CHARS = 500;

/** Rows judged so far. */
export interface JudgedBatch {
  /** Lines for COPY, each ending with its line number in the source. */
  readonly text: string;
  readonly rows: number;
  readonly accepted: number;
  readonly refused: readonly RefusedRow[];
}

/** Words of a column name as a reason says them: tradedValue → traded value. */
function words(column: PropertyKey | undefined): string {
  return String(column ?? 'row').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function shapeReason(error: z.ZodError): string {
  const issue = error.issues[0];
  const column = issue?.path[0];
  if (column === 'day' && issue?.message === 'is not a day') return 'no such day';
  return `${words(column)} ${issue?.message ?? 'is not readable'}`;
}

/** Where each described column stands in this header. Throws one clear line when a required one is absent or named twice. */
function columnPositions(table: FactTable, file: string, header: readonly string[]): readonly (readonly [string, number])[] {
  const { required, optional } = TABLE_COLUMNS[table];
  const absent = required.filter((name) => !header.includes(name));
  if (absent.length > 0) throw new Error(`${file}: the header lacks ${absent.join(', ')}`);
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${file}: the header names ${twice} twice`);
  return [...required, ...optional].map((name) => [name, header.indexOf(name)] as const);
}

/** Judges one table: shape by zod, sense by the domain's rules; a bad row never makes its neighbours bad. */
export class TableReader {
  private readonly judge;
  private header: readonly string[] | null = null;
  private columns: readonly (readonly [string, number])[] = [];

  constructor(private readonly table: SourceTable, context: JudgeContext) {
    this.judge = createJudge(table.name, context);
  }

  read(batch: readonly SourceRow[]): JudgedBatch {
    const refused: RefusedRow[] = [];
    let text = '';
    let accepted = 0;
    const rows = this.header ? batch : this.takeHeader(batch);
    for (const row of rows) {
      const verdict = this.verdict(row);
      if ('reason' in verdict) refused.push(this.refusal(row, 'reject', verdict.reason));
      else {
        text += `${verdict.text}\t${row.line}\n`;
        accepted += 1;
        if (verdict.unordered) refused.push(this.refusal(row, 'unordered', 'day out of order; stored in its place'));
      }
    }
    return { text, rows: rows.length, accepted, refused };
  }

  private takeHeader(batch: readonly SourceRow[]): readonly SourceRow[] {
    const header = batch[0]?.fields;
    if (!header) throw new Error(`${this.table.file}: no readable header`);
    this.columns = columnPositions(this.table.name, this.table.file, header);
    this.header = header;
    return batch.slice(1);
  }

  private verdict(row: SourceRow): Verdict {
    const width = this.header?.length ?? 0;
    const fields = row.fields;
    if (!fields) return { reason: 'broken quoting' };
    if (fields.length !== width) return { reason: `too ${fields.length < width ? 'few' : 'many'} columns (${fields.length} of ${width})` };
    const record: Record<string, string> = {};
    for (const [name, position] of this.columns) record[name] = position < 0 ? '' : (fields[position] as string);
    const parsed = this.judge.shape.safeParse(record);
    return parsed.success ? this.judge.judge(parsed.data as never) : { reason: shapeReason(parsed.error) };
  }

  private refusal(row: SourceRow, severity: RefusedRow['severity'], reason: string): RefusedRow {
    const raw = row.raw ?? row.fields?.join(',') ?? '';
    const id = this.cell(row, 'id');
    const day = this.cell(row, 'day');
    return { file: this.table.file, line: row.line, assetId: id, day, severity, reason, raw: raw.slice(0, RAW_CHARS) };
  }

  private cell(row: SourceRow, name: string): string | null {
    const position = this.columns.find(([column]) => column === name)?.[1] ?? -1;
    return row.fields?.[position] ?? null;
  }
}
