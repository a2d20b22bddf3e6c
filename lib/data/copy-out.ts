import 'server-only';
import type { Connection, PoolClient, Submittable } from 'pg';

/** Codes of the messages that may come while a COPY runs (PostgreSQL's manual, "Message Formats"). */
const COPY_OUT = 0x48;
const COPY_DATA = 0x64;
const COPY_DONE = 0x63;
const [NOTICE, NOTIFICATION, PARAMETER_STATUS] = [0x4e, 0x41, 0x53];
/** After any other message there is no more copy. */
const PASSING = new Set([COPY_OUT, COPY_DATA, COPY_DONE, NOTICE, NOTIFICATION, PARAMETER_STATUS]);
/** A code and a length that counts itself. */
const HEAD_BYTES = 5;
const CODE_BYTES = 1;

const NOTHING = Buffer.alloc(0);

/** Where a message that begins at `at` ends; beyond all bytes while its length is not there yet. */
function endOf(bytes: Buffer, at: number): number {
  return at + HEAD_BYTES > bytes.length ? Infinity : at + CODE_BYTES + bytes.readUInt32BE(at + CODE_BYTES);
}

type Listener = (chunk: Buffer) => void;

/**
 * A COPY TO STDOUT whose messages are read where they lie: no object and no copy for each of millions of rows. While it runs it listens to the
 * connection in the driver's place, and hands over to it at the first message that is not the copy's own, so that errors and the end are the driver's.
 */
class CopyOut implements Submittable {
  /** Set by a driver that waits for no longer than some time: it is to be told of the end. */
  callback?: (failure: Error | null) => void;
  private rest: Buffer = NOTHING;
  private connection: Connection | null = null;
  private driver: Listener | null = null;
  private failure: Error | null = null;
  private readonly listener: Listener = (chunk) => this.read(chunk);

  /** `row` is told the bytes of each message: from `start` to before `end`. */
  constructor(private readonly text: string, private readonly row: (bytes: Buffer, start: number, end: number) => void, private readonly settle: (failure: Error | null) => void) {}

  submit(connection: Connection): void {
    const [driver] = connection.stream.listeners('data') as Listener[];
    this.connection = connection;
    this.driver = driver ?? null;
    if (driver) connection.stream.removeListener('data', driver);
    connection.stream.on('data', this.listener);
    connection.query(this.text);
  }

  handleError(error: Error): void {
    this.failure ??= error;
    this.leave(this.rest);
    this.end();
  }

  handleCommandComplete(): void {
    // Nothing but the end of the copy is to be known.
  }

  handleCopyData(): void {
    // Rows of a copy that was given up pass by.
  }

  handleReadyForQuery(): void {
    this.end();
  }

  private end(): void {
    this.settle(this.failure);
    this.callback?.(this.failure);
  }

  private read(chunk: Buffer): void {
    let at = this.rest.length === 0 ? 0 : this.completeRest(chunk);
    if (this.rest.length > 0) return;
    while (this.connection && at < chunk.length) {
      if (!PASSING.has(chunk[at] as number)) return this.leave(chunk.subarray(at));
      const end = endOf(chunk, at);
      if (end > chunk.length) break;
      this.take(chunk, at, end, end);
      at = end;
    }
    if (this.connection) this.rest = chunk.subarray(at);
  }

  /** Completes the message that the chunks before left open; where the next one begins in this chunk. */
  private completeRest(chunk: Buffer): number {
    const { rest } = this;
    const missing = Math.max(0, HEAD_BYTES - rest.length);
    const at = endOf(missing === 0 ? rest : Buffer.concat([rest, chunk.subarray(0, missing)]), 0) - rest.length;
    this.rest = Buffer.concat([rest, chunk.subarray(0, at)]);
    if (at > chunk.length) return chunk.length;
    const whole = this.rest;
    this.rest = NOTHING;
    this.take(whole, 0, whole.length, at, chunk);
    return at;
  }

  /** Takes one message from `at` to before `end`; what follows it begins at `next` of `following`. */
  private take(buffer: Buffer, at: number, end: number, next: number, following = buffer): void {
    const code = buffer[at];
    if (code === COPY_DATA) this.give(buffer, at + HEAD_BYTES, end);
    else if (code === COPY_DONE) this.leave(following.subarray(next));
    else if (code !== COPY_OUT) this.driver?.(buffer.subarray(at, end));
  }

  /** After a failure of the reader the rest is let pass, so that the connection stays sound. */
  private give(buffer: Buffer, start: number, end: number): void {
    if (this.failure) return;
    try {
      this.row(buffer, start, end);
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }

  private leave(unread: Buffer): void {
    const { connection, driver } = this;
    this.connection = null;
    if (!connection || !driver) return;
    connection.stream.removeListener('data', this.listener);
    connection.stream.on('data', driver);
    if (unread.length > 0) driver(unread);
  }
}

/** Runs a COPY TO STDOUT on a client and tells `row` the bytes of each of its messages, one a row; they hold until it returns. */
export function copyOut(client: PoolClient, text: string, row: (bytes: Buffer, start: number, end: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyOut(text, row, (failure) => (failure ? reject(failure) : resolve())));
  });
}
