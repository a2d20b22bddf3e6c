import 'server-only';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { SourceRow } from '../port';

/** A quoted field may span lines, but a lost quote must not swallow the file. */
const MAX_RECORD_LINES = 20;
const QUOTE = '"';

function openText(path: string): Readable {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  // The callback is for pipeline's contract only: an error destroys the last stream, and reading it throws.
  return path.endsWith('.gz') ? pipeline(file, createGunzip({ chunkSize: 1 << 18 }), () => undefined) : file;
}

function countQuotes(text: string): number {
  let count = 0;
  for (let from = text.indexOf(QUOTE); from >= 0; from = text.indexOf(QUOTE, from + 1)) count += 1;
  return count;
}

function parseQuoted(line: number, raw: string): SourceRow {
  try {
    const records: string[][] = parse(raw, { relax_column_count: true });
    return { line, raw, fields: records.length === 1 ? (records[0] ?? null) : null };
  } catch {
    return { line, raw, fields: null };
  }
}

/** Turns lines into records: a plain split where there is no quote, the CSV parser where there is one. */
class RecordAssembler {
  private open: string[] = [];
  private line = 0;

  push(text: string, rows: SourceRow[]): void {
    this.line += 1;
    const clean = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (this.open.length === 0 && !clean.includes(QUOTE)) {
      if (clean !== '') rows.push({ line: this.line, fields: clean.split(','), plain: clean });
      return;
    }
    this.open.push(clean);
    if (countQuotes(this.open.join('')) % 2 === 0) {
      rows.push(parseQuoted(this.line - this.open.length + 1, this.open.join('\n')));
      this.open = [];
    } else if (this.open.length > MAX_RECORD_LINES) this.giveUpFirst(rows);
  }

  /** The quote was never closed: the line that opened it is unreadable, the lines after it stand for themselves. */
  private giveUpFirst(rows: SourceRow[]): void {
    const [first = '', ...rest] = this.open;
    this.open = [];
    this.line -= rest.length;
    rows.push({ line: this.line, raw: first, fields: null });
    for (const text of rest) this.push(text, rows);
  }

  end(rows: SourceRow[]): void {
    while (this.open.length > 0) this.giveUpFirst(rows);
  }
}

/** Streams a CSV file (RFC 4180, UTF-8, gzipped where named so) in batches, each record with the line it starts on. */
export async function* readCsv(path: string): AsyncGenerator<readonly SourceRow[]> {
  const decoder = new StringDecoder('utf8');
  const assembler = new RecordAssembler();
  let rest = '';
  let first = true;
  for await (const chunk of openText(path)) {
    let text = rest + decoder.write(chunk as Buffer);
    if (first && text.startsWith('\uFEFF')) text = text.slice(1);
    first = false;
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    const rows: SourceRow[] = [];
    for (const line of lines) assembler.push(line, rows);
    if (rows.length > 0) yield rows;
  }
  const rows: SourceRow[] = [];
  rest += decoder.end();
  if (rest !== '') assembler.push(rest, rows);
  assembler.end(rows);
  if (rows.length > 0) yield rows;
}
