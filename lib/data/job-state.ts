import 'server-only';
import { pool } from './pool';
import { WORKER_LOCKS } from './worker-session';

/** `off` is work that this installation does not do, as it is set up now. */
export type JobStateName = 'waiting' | 'running' | 'done' | 'failed' | 'off';

/** One piece of background work as it stands. */
export interface JobRow {
  readonly name: string;
  readonly state: JobStateName;
  /** 0 to 1, or null where there is no measure. */
  readonly progress: number | null;
  readonly detail: string | null;
  readonly lastRun: Date | null;
  readonly nextRun: Date | null;
  /** What the last success was made from. */
  readonly inputHash: string | null;
  readonly error: string | null;
  /** How long the last finished run took. */
  readonly durationMs: number | null;
  /** The worker that ran it last, where one did. */
  readonly worker: number | null;
}

/** Every job that ever stood in the table. */
export async function loadJobs(): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(
    `SELECT name, state, progress, detail, last_run AS "lastRun", next_run AS "nextRun", input_hash AS "inputHash", error, duration_ms AS "durationMs", worker
     FROM job_state ORDER BY name`,
  );
  return rows;
}

/** Writes where a job stands; what is not given stays. */
export async function saveJob(name: string, job: Partial<Omit<JobRow, 'name'>> & { readonly state: JobStateName }): Promise<void> {
  const given = Object.entries(job).filter(([, value]) => value !== undefined);
  const columns = given.map(([key]) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const values = given.map(([, value]) => value);
  await pool.query(
    `INSERT INTO job_state (name, ${columns.join(', ')}) VALUES ($1, ${columns.map((_, i) => `$${i + 2}`).join(', ')})
     ON CONFLICT (name) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [name, ...values],
  );
}

/** Announces work that will follow; work that runs right now is announced by itself. */
export async function announceWaiting(name: string): Promise<void> {
  await pool.query(
    `INSERT INTO job_state (name, state) VALUES ($1, 'waiting')
     ON CONFLICT (name) DO UPDATE SET state = 'waiting', progress = NULL, detail = NULL, error = NULL WHERE job_state.state <> 'running'`,
    [name],
  );
}

/** Work that says it runs while its worker is gone was interrupted: it waits for its turn again. Returns the names. */
export async function resetInterruptedJobs(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `UPDATE job_state j SET state = 'waiting', progress = NULL, detail = 'was interrupted, starts again'
     WHERE state = 'running' AND NOT EXISTS (
       SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
       WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = j.worker::oid AND l.granted)
     RETURNING name`,
    [WORKER_LOCKS],
  );
  return rows.map(({ name }) => name);
}
