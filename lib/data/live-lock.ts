import 'server-only';
import type { PoolClient } from 'pg';
import { pool } from './pool';

/** What a store may add to its own transaction, e.g. that a task is done. */
export type InSameTransaction = (client: PoolClient) => Promise<void>;

/** Deadlock, or a row that changed since the transaction began: nothing was stored, so the whole is tried again. */
const AGAIN = new Set(['40P01', '40001']);
const ATTEMPTS = 10;

async function attempt<T>(client: PoolClient, begin: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** One transaction on one connection, tried again where another one stood in its way. `work` must be repeatable. */
export async function transactionOn<T>(client: PoolClient, isolation: 'READ COMMITTED' | 'REPEATABLE READ', work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await attempt(client, `BEGIN ISOLATION LEVEL ${isolation}; SET LOCAL jit = off`, work);
    } catch (error) {
      if (left <= 1 || !AGAIN.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

async function onConnection<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    const result = await work(client);
    broken = false;
    return result;
  } catch (error) {
    // After an error of the server the connection is sound; after any other it may be mid-COPY.
    broken = (error as { code?: string }).code === undefined;
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Stores something live: one transaction, with what the caller adds to it at its end. */
export async function storeLive<T>(work: (client: PoolClient) => Promise<T>, also?: InSameTransaction): Promise<T> {
  return onConnection((client) =>
    transactionOn(client, 'READ COMMITTED', async () => {
      const result = await work(client);
      await also?.(client);
      return result;
    }),
  );
}

const MARKET_LOCK = 7_236_420;
const METRICS_LOCK = 7_236_421;

/**
 * Runs `work` while holding the lock on a live market that merges and listings share. It is held by the connection, not by a transaction, so that
 * what `work` reads is no older than the lock.
 */
export async function withMarketLock<T>(datasetId: number, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return onConnection(async (client) => {
    await client.query('SELECT pg_advisory_lock($1, $2)', [MARKET_LOCK, datasetId]);
    try {
      return await work(client);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1, $2)', [MARKET_LOCK, datasetId]).catch(() => undefined);
    }
  });
}

/** Until the transaction ends, no other one stores metrics of the dataset: a change is measured against what stood before. */
export async function lockMetrics(client: PoolClient, datasetId: number): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1, $2)', [METRICS_LOCK, datasetId]);
}
