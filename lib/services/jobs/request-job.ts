import 'server-only';
import PgBoss from 'pg-boss';
import { announceWaiting } from '@/lib/data/job-state';
import { pool } from '@/lib/data/pool';

/** The queue's name in the database; other programs may keep queues there too. */
export const queueOf = (job: string): string => `market.${job}`;

let sender: PgBoss | undefined;

/** Only sends: nothing of it runs in the background, so pages may use it. */
const open = (): PgBoss => (sender ??= new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values) } }));

/**
 * Asks the workers for a job, e.g. because a person pressed “try again”. One that waits already is not doubled. False where no worker
 * ever ran on this database, so that nobody would hear it.
 */
export async function requestJob(job: string): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>(`SELECT to_regclass('pgboss.queue') IS NOT NULL AS there`);
  if (!rows[0]?.there || !(await open().getQueue(queueOf(job)))) return false;
  await open().send(queueOf(job), {});
  await announceWaiting(job);
  return true;
}
