import 'server-only';
import { pool } from './pool';

/** A job of the queue that is marked as running. */
export interface HeldJob {
  readonly id: string;
  readonly queue: string;
}

/** Queues that have a job whose time has come. */
export async function readyQueues(): Promise<Set<string>> {
  const { rows } = await pool.query<{ queue: string }>(`SELECT DISTINCT name AS queue FROM pgboss.job WHERE state < 'active' AND start_after <= now()`);
  return new Set(rows.map(({ queue }) => queue));
}

/** Jobs that some worker took, whether or not it still lives. */
export async function heldJobs(): Promise<HeldJob[]> {
  const { rows } = await pool.query<HeldJob>(`SELECT id, name AS queue FROM pgboss.job WHERE state = 'active' ORDER BY name, id`);
  return rows;
}
