import 'server-only';
import { pool } from './pool';

export interface OpenJob {
  readonly name: string;
  readonly state: string;
  /** 0 to 1; null where it cannot be told. */
  readonly progress: number | null;
  readonly detail: string | null;
}

/** Background work that is not finished. */
export async function loadOpenJobs(): Promise<OpenJob[]> {
  const { rows } = await pool.query<OpenJob>(`SELECT name, state, progress, detail FROM job_state WHERE state IN ('waiting', 'running', 'failed') ORDER BY name`);
  return rows;
}
