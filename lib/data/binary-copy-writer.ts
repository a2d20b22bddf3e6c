import 'server-only';
import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { decimalWords } from './binary-decimal';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const FLOAT8_OID = 701;
const TEXT_OID = 25;
/** Days from 1970-01-01 to 2000-01-01, where Postgres counts from. */
const POSTGRES_EPOCH_DAYS = 10_957;
const FLUSH_BYTES = 1 << 20;

/** Builds rows in COPY's binary format: numbers as they are, no text to print and to parse. */
export class BinaryRows {
  private buffer = Buffer.allocUnsafeSlow(FLUSH_BYTES * 2);
  private view = new DataView(this.buffer.buffer);
  private length = SIGNATURE.copy(this.buffer);

  row(fields: number): this {
    this.room(2);
    this.length = this.buffer.writeInt16BE(fields, this.length);
    return this;
  }

  integer(value: number): this {
    this.room(8);
    this.length = this.buffer.writeInt32BE(4, this.length);
    this.length = this.buffer.writeInt32BE(value, this.length);
    return this;
  }

  /** Null is NULL. */
  whole(value: number | null): this {
    return value === null ? this.none() : this.integer(value);
  }

  /** A day as days since 1970-01-01; null for none. */
  day(value: number | null): this {
    return this.whole(value === null ? null : value - POSTGRES_EPOCH_DAYS);
  }

  /** NaN is NULL. */
  float(value: number): this {
    if (Number.isNaN(value)) return this.none();
    this.room(12);
    this.length = this.buffer.writeInt32BE(8, this.length);
    this.length = this.buffer.writeDoubleBE(value, this.length);
    return this;
  }

  boolean(value: boolean): this {
    this.room(5);
    this.length = this.buffer.writeInt32BE(1, this.length);
    this.length = this.buffer.writeUInt8(value ? 1 : 0, this.length);
    return this;
  }

  /** A float as the numeric that its shortest text names; NaN is NULL. */
  decimal(value: number): this {
    if (Number.isNaN(value)) return this.none();
    const words = decimalWords(value);
    this.room(4 + 2 * words.length);
    this.length = this.buffer.writeInt32BE(2 * words.length, this.length);
    for (const word of words) this.length = this.buffer.writeUInt16BE(word, this.length);
    return this;
  }

  text(value: string | null): this {
    if (value === null) return this.none();
    const bytes = Buffer.byteLength(value);
    this.room(4 + bytes);
    this.length = this.buffer.writeInt32BE(bytes, this.length);
    this.length += this.buffer.write(value, this.length);
    return this;
  }

  /** An array of floats; NaN stays NaN. */
  floats(count: number, valueAt: (index: number) => number): this {
    this.room(24 + 12 * count);
    this.length = this.buffer.writeInt32BE((count === 0 ? 12 : 20) + 12 * count, this.length);
    for (const head of count === 0 ? [0, 0, FLOAT8_OID] : [1, 0, FLOAT8_OID, count, 1]) this.length = this.buffer.writeInt32BE(head, this.length);
    const { view } = this;
    let at = this.length;
    for (let i = 0; i < count; i += 1, at += 12) {
      view.setInt32(at, 8);
      view.setFloat64(at + 4, valueAt(i));
    }
    this.length = at;
    return this;
  }

  /** An array of texts. */
  texts(values: readonly string[]): this {
    const bytes = values.reduce((sum, value) => sum + 4 + Buffer.byteLength(value), values.length === 0 ? 12 : 20);
    this.room(4);
    this.length = this.buffer.writeInt32BE(bytes, this.length);
    this.room(bytes);
    for (const head of values.length === 0 ? [0, 0, TEXT_OID] : [1, 0, TEXT_OID, values.length, 1]) this.length = this.buffer.writeInt32BE(head, this.length);
    for (const value of values) this.text(value);
    return this;
  }

  /** What has been written, with the end mark; the object is used up. */
  finish(): Buffer {
    this.room(2);
    this.length = this.buffer.writeInt16BE(-1, this.length);
    return this.buffer.subarray(0, this.length);
  }

  private none(): this {
    this.room(4);
    this.length = this.buffer.writeInt32BE(-1, this.length);
    return this;
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(this.buffer.length * 2 + bytes);
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** Writes finished rows into `target`, e.g. `grade_row (dataset_id, day)`, within the client's transaction. */
export async function copyRows(client: PoolClient, target: string, rows: BinaryRows): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${target} FROM STDIN (FORMAT binary)`));
  const buffer = rows.finish();
  const done = once(stream, 'finish');
  for (let start = 0; start < buffer.length; start += FLUSH_BYTES) {
    if (!stream.write(buffer.subarray(start, start + FLUSH_BYTES))) await Promise.race([once(stream, 'drain'), done]);
  }
  stream.end();
  await done;
}
