import 'server-only';
import { pool } from './pool';

export type JobStateName = 'waiting' | 'running' | 'done' | 'failed';

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
}

/** Every job that ever stood in the table. */
export async function loadJobs(): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(
    'SELECT name, state, progress, detail, last_run AS "lastRun", next_run AS "nextRun", input_hash AS "inputHash", error FROM job_state ORDER BY name',
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

/** Work that says it runs while no worker does was interrupted: it waits for its turn again. */
export async function resetInterruptedJobs(): Promise<number> {
  const { rowCount } = await pool.query(`UPDATE job_state SET state = 'waiting', progress = NULL, detail = 'was interrupted, starts again' WHERE state = 'running'`);
  return rowCount ?? 0;
}
