import 'server-only';
import type { PoolClient } from 'pg';
import { pool } from './pool';

/** What can be asked: the pool, or one client of it. */
export type Queries = Pick<PoolClient, 'query'>;

/** Runs `work` on one client that sees the database as it stood at its first query, whatever is stored meanwhile; it can only read. */
export async function readingSnapshot<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const result = await work(client);
    await client.query('COMMIT');
    broken = false;
    return result;
  } finally {
    // A COPY that was cut off leaves its connection in the middle of a stream.
    client.release(broken);
  }
}
