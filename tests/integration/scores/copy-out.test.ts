import { EventEmitter } from 'node:events';
import type { PoolClient } from 'pg';
import { describe, expect, it } from 'vitest';
import { copyBinary, copyBinaryOn } from '@/lib/data/copy-binary';
import { copyOut } from '@/lib/data/copy-out';
import { pool } from '@/lib/data/pool';
import { createRng } from '@/lib/domain/foundation/rng';

function message(code: string, content: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(code);
  head.writeUInt32BE(4 + content.length, 1);
  return Buffer.concat([head, Buffer.from(content)]);
}

interface Submitted {
  submit(connection: unknown): void;
  handleReadyForQuery(): void;
}

/** A driver whose connection says `bytes` in pieces; what it is handed of them. */
async function read(bytes: Buffer, cuts: readonly number[]): Promise<{ rows: string[]; driver: string }> {
  const stream = new EventEmitter();
  let driver = Buffer.alloc(0);
  let query: Submitted | null = null;
  stream.on('data', (chunk: Buffer) => (driver = Buffer.concat([driver, chunk])));
  const client = { query: (submitted: Submitted) => (query = submitted).submit({ stream, query: () => undefined }) };
  const rows: string[] = [];
  const done = copyOut(client as unknown as PoolClient, 'COPY', (found, start, end) => void rows.push(found.toString('latin1', start, end)));
  [0, ...cuts].forEach((cut, i) => stream.emit('data', bytes.subarray(cut, cuts[i] ?? bytes.length)));
  (query as Submitted | null)?.handleReadyForQuery();
  await done;
  return { rows, driver: driver.toString('latin1') };
}

describe('a copy out of the database', () => {
  const told = ['first', '', 'x'.repeat(300), 'last'];
  const [notice, end] = [message('N', 'by the way'), Buffer.concat([message('C', 'COPY 4'), message('Z', 'I')])];
  const bytes = Buffer.concat([message('H', 'formats'), message('d', told[0] as string), notice, ...told.slice(1).map((row) => message('d', row)), message('c', ''), end]);
  const expected = { rows: told, driver: Buffer.concat([notice, end]).toString('latin1') };

  it('is read whole however it is cut into pieces, and leaves to the driver what is the driver’s', async () => {
    expect(await read(bytes, [])).toEqual(expected);
    for (let cut = 1; cut < bytes.length; cut += 1) expect(await read(bytes, [cut]), `cut at ${cut}`).toEqual(expected);
    const rng = createRng(3);
    for (let round = 0; round < 200; round += 1) {
      const cuts = [...new Set(Array.from({ length: 1 + rng.int(30) }, () => 1 + rng.int(bytes.length - 1)))].sort((a, b) => a - b);
      expect(await read(bytes, cuts), `cut at ${cuts.join(', ')}`).toEqual(expected);
    }
    expect(await read(bytes, Array.from({ length: bytes.length - 1 }, (_, i) => i + 1))).toEqual(expected);
  });

  it('gives every row of more than one piece, and none of no row', async () => {
    let [sum, rows] = [0, 0];
    await copyBinary(`SELECT i, repeat('text', i % 40) FROM generate_series(1, 60000) AS i`, (row) => {
      sum += row.integer(0);
      rows += 1;
      expect(row.text(1).length).toBe(4 * (row.integer(0) % 40));
    });
    expect([rows, sum]).toEqual([60_000, 1_800_030_000]);
    await copyBinary('SELECT 1 WHERE false', () => expect.unreachable());
  });

  it('tells what went wrong, in the database or in the reader, and leaves the connection sound', async () => {
    const client = await pool.connect();
    try {
      await expect(copyBinaryOn(client, 'SELECT 1 / (5000 - i) FROM generate_series(1, 9000) AS i', () => undefined)).rejects.toThrow('division by zero');
      await expect(copyBinaryOn(client, 'SELECT i FROM generate_series(1, 50000) AS i', () => { throw new Error('no more'); })).rejects.toThrow('no more');
      expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    } finally {
      client.release();
    }
  });
});
