import 'server-only';
import { pool } from './pool';

/** What every page's frame says about the market. */
export interface ShellDataset {
  readonly id: number;
  readonly name: string;
  readonly simulated: boolean;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly assets: number;
  readonly attribution: string;
}

/** The active dataset in one indexed read, or null before the first import. */
export async function loadShellDataset(): Promise<ShellDataset | null> {
  const { rows } = await pool.query<ShellDataset>(
    `select id, name, simulated, to_char(first_day, 'YYYY-MM-DD') as "firstDay", to_char(last_day, 'YYYY-MM-DD') as "lastDay", asset_count as assets, attribution
       from dataset where active limit 1`,
  );
  return rows[0] ?? null;
}

export interface ShellJob {
  readonly name: string;
  readonly state: string;
  readonly progress: number | null;
  readonly detail: string | null;
}

/** Background work that is not finished. */
export async function loadOpenJobs(): Promise<ShellJob[]> {
  const { rows } = await pool.query<ShellJob>(`select name, state, progress, detail from job_state where state in ('waiting', 'running', 'failed') order by name`);
  return rows;
}
