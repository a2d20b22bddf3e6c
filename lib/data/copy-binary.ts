import 'server-only';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { bigEndian, readDecimal } from './binary-decimal';
import { pool } from './pool';

const HEADER_BYTES = 19;
/** More than any query here has. */
const MOST_FIELDS = 64;

/** One row of a binary COPY: fields in order. A NULL is NaN as a number and '' as text. */
export class BinaryRow {
  private buffer: Buffer = Buffer.alloc(0);
  private readonly starts = new Int32Array(MOST_FIELDS);
  private readonly lengths = new Int32Array(MOST_FIELDS);

  /** Reads a row at `from`; returns where the next one starts, 0 when the row is not complete yet, −1 at the end. */
  take(buffer: Buffer, from: number): number {
    if (from + 2 > buffer.length) return 0;
    const fields = buffer.readInt16BE(from);
    if (fields < 0) return -1;
    let position = from + 2;
    for (let field = 0; field < fields; field += 1) {
      if (position + 4 > buffer.length) return 0;
      const length = bigEndian(buffer, position);
      this.starts[field] = position + 4;
      this.lengths[field] = length;
      position += 4 + Math.max(length, 0);
    }
    this.buffer = buffer;
    return position > buffer.length ? 0 : position;
  }

  float(field: number): number {
    return (this.lengths[field] as number) < 0 ? Number.NaN : this.buffer.readDoubleBE(this.starts[field]);
  }

  integer(field: number): number {
    return (this.lengths[field] as number) < 0 ? Number.NaN : bigEndian(this.buffer, this.starts[field] as number);
  }

  /** A numeric as the float nearest to it, the same that the database's own cast gives. */
  decimal(field: number): number {
    return (this.lengths[field] as number) < 0 ? Number.NaN : readDecimal(this.buffer, this.starts[field] as number);
  }

  text(field: number): string {
    const start = this.starts[field] as number;
    return (this.lengths[field] as number) < 0 ? '' : this.buffer.toString('utf8', start, start + (this.lengths[field] as number));
  }
}

/**
 * Streams a query in COPY's binary format and hands each row to `each`: several times faster than a result set of texts. The
 * query takes no parameters: callers put in whole numbers only.
 */
export async function copyBinary(query: string, each: (row: BinaryRow) => void): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await copyBinaryOn(client, query, each);
    broken = false;
  } finally {
    client.release(broken);
  }
}

/** The same on a connection of the caller's, within its transaction. */
export async function copyBinaryOn(client: PoolClient, query: string, each: (row: BinaryRow) => void): Promise<void> {
  const row = new BinaryRow();
  let rest: Buffer = Buffer.alloc(0);
  let skip = HEADER_BYTES;
  for await (const chunk of client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`))) {
    const buffer: Buffer = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let position = 0;
    if (skip > 0) {
      rest = buffer;
      if (buffer.length < skip) continue;
      position = skip;
      skip = 0;
    }
    for (let next = row.take(buffer, position); next > 0; next = row.take(buffer, position)) {
      each(row);
      position = next;
    }
    rest = buffer.subarray(position);
  }
}
