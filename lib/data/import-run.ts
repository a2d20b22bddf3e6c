import 'server-only';
import type { PoolClient } from 'pg';
import { pool } from './pool';

/** What an import did with one file. */
export interface FileTally {
  readonly table: string;
  /** Data rows read, header excluded. */
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly unordered: number;
  /** Rows that were new or differed from what was stored. */
  readonly changed: number;
  readonly suspect: number;
  /** Whether its rows wait complete in the staging table. */
  readonly staged: boolean;
}

export interface ImportFiles {
  /** Hash of the source, and of the rules that judged it: only the same may be resumed or skipped. */
  readonly fingerprint: string;
  readonly files: Readonly<Record<string, FileTally>>;
}

export interface LastRun extends ImportFiles {
  readonly id: number;
  readonly state: 'running' | 'done' | 'failed';
}

/** The newest run of a dataset, or null. */
export async function lastRun(client: PoolClient, datasetId: number): Promise<LastRun | null> {
  const { rows } = await client.query<{ id: number; state: LastRun['state']; files: ImportFiles }>(
    'SELECT id, state, files FROM import_run WHERE dataset_id = $1 ORDER BY id DESC LIMIT 1',
    [datasetId],
  );
  const row = rows[0];
  return row ? { id: row.id, state: row.state, fingerprint: row.files.fingerprint, files: row.files.files } : null;
}

/** Opens a run. An older one that still says running was interrupted: nobody else can hold the import lock. */
export async function openRun(client: PoolClient, datasetId: number, files: ImportFiles): Promise<number> {
  await client.query(`UPDATE import_run SET state = 'failed', error = 'interrupted', finished_at = now() WHERE dataset_id = $1 AND state = 'running'`, [datasetId]);
  const { rows } = await client.query<{ id: number }>(`INSERT INTO import_run (dataset_id, state, files) VALUES ($1, 'running', $2) RETURNING id`, [datasetId, JSON.stringify(files)]);
  return rows[0]?.id ?? 0;
}

export async function saveRunFiles(client: PoolClient, runId: number, files: ImportFiles): Promise<void> {
  await client.query('UPDATE import_run SET files = $2 WHERE id = $1', [runId, JSON.stringify(files)]);
}

export async function finishRun(client: PoolClient, runId: number): Promise<void> {
  await client.query(`UPDATE import_run SET state = 'done', finished_at = now() WHERE id = $1`, [runId]);
}

/** On a connection of its own: the import's may be broken. */
export async function failRun(runId: number, error: string): Promise<void> {
  await pool.query(`UPDATE import_run SET state = 'failed', error = $2, finished_at = now() WHERE id = $1`, [runId, error.slice(0, 500)]);
}

const IMPORT_LOCK = 7_236_414;

/** Runs `work` on one connection while holding the lock that only one import of a database can have. */
export async function withImportLock<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(`SET lock_timeout = '60s'`);
    await client.query('SELECT pg_advisory_lock($1)', [IMPORT_LOCK]).catch(() => {
      throw new Error('Another import is running on this database; try again when it is done.');
    });
    return await work(client);
  } catch (error) {
    broken = true;
    throw error;
  } finally {
    // A connection that failed may be mid-COPY: closing it also frees the lock.
    if (!broken) await client.query('RESET lock_timeout').then(() => client.query('SELECT pg_advisory_unlock($1)', [IMPORT_LOCK]));
    client.release(broken);
  }
}

/** One database transaction; nothing of it stays when `work` fails. Compiling its few big statements would cost more than it saves. */
export async function inTransaction<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN; SET LOCAL jit = off');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
