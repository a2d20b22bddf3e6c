import 'server-only';
import { createHash } from 'node:crypto';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { quoted, type BackupTable } from './catalog';

export interface Extract {
  readonly rows: number;
  /** SHA-256 of the rows as text in their order. */
  readonly sha256: string;
}

const NEWLINE = 10;

/** Streams a table's rows in a fixed order into `sink`, counting and hashing them on the way. */
export async function copyOut(client: pg.ClientBase, { name, columns, order }: Pick<BackupTable, 'name' | 'columns' | 'order'>, ...sinks: [Writable, ...Writable[]] | [Transform, Writable]): Promise<Extract> {
  const hash = createHash('sha256');
  let rows = 0;
  const count = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows += 1;
      done(null, chunk);
    },
  });
  const select = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)} ORDER BY ${order}`;
  await pipeline([client.query(copyTo(`COPY (${select}) TO STDOUT`)), count, ...sinks]);
  return { rows, sha256: hash.digest('hex') };
}
