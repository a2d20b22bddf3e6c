import 'server-only';
import pg from 'pg';
import { env } from '@/lib/env';
import { CONNECT_MS } from './pool';

const WORKER_LOCK = 7_236_415;

export interface WorkerLock {
  release(): Promise<void>;
}

/**
 * The right to be the one worker of this database, or null while another has it. It lives on a connection of its own, so that it ends
 * with the process however that ends; `onLost` is called when the connection breaks.
 */
export async function takeWorkerLock(onLost: () => void): Promise<WorkerLock | null> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL, application_name: 'bandwise worker', connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [WORKER_LOCK]);
  if (rows[0]?.taken !== true) {
    await client.end();
    return null;
  }
  client.once('error', onLost);
  return {
    release: async () => {
      client.off('error', onLost).on('error', () => undefined);
      await client.end().catch(() => undefined);
    },
  };
}
