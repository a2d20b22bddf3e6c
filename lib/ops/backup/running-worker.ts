import { pool } from '@/lib/data/pool';
import { WORKER_LOCKS } from '@/lib/data/worker-session';

/** Whether a worker of any installation lives on the database now. */
export async function workerRuns(): Promise<boolean> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND $1::bigint IN (classid::bigint, objid::bigint)
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1`,
    [WORKER_LOCKS],
  );
  return (rowCount ?? 0) > 0;
}
