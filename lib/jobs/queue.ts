import 'server-only';
import PgBoss from 'pg-boss';
import { systemClock } from '@/lib/clock';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { marketMode } from '@/lib/services/jobs/market-mode';
import { forecastsAreOn } from '@/lib/services/model/forecast-settings';
import { queueOf, requestJob } from '@/lib/services/jobs/request-job';
import { announceWaiting, loadJobs, saveJob } from '@/lib/services/jobs/worker-session';
import { nextTime } from './cron';
import { JOB_NAMES, scheduleOf, type JobName, type NeededBy } from './schedule';

/**
 * At most one job of a name waits and one runs. A job that fails is tried again twice, later each time. Expiry is a last resort: a job
 * whose worker is gone is put back by the others at once.
 */
const QUEUE = { policy: 'stately', retryLimit: 2, retryDelay: 10, retryBackoff: true, expireInHours: 23 } as const;

export const jobOf = (queue: string): JobName | undefined => JOB_NAMES.find((name) => queueOf(name) === queue);

/** Asks for a job; one that waits already is not doubled. */
export async function enqueue(boss: PgBoss, name: JobName, startAfter?: Date): Promise<void> {
  const sent = await boss.send(queueOf(name), {}, startAfter ? { startAfter } : {});
  if (sent && !startAfter) await announceWaiting(name);
}

/** Whether this installation has a use for such jobs at all. */
function isNeeded(by: NeededBy): boolean {
  return by === 'always' || (by === 'forecast' ? forecastsAreOn() : marketMode() === 'live');
}

/** Jobs that ask the network are listed with state `off` where no request may leave the machine, and so is training where it is switched off. */
async function listJob(boss: PgBoss, name: JobName): Promise<void> {
  const { cron, neededBy } = scheduleOf(name);
  const queue = queueOf(name);
  if (!(await boss.getQueue(queue))) await boss.createQueue(queue, { name: queue, ...QUEUE });
  else await boss.updateQueue(queue, { name: queue, ...QUEUE });
  const off = !isNeeded(neededBy);
  if (cron && !off) await boss.schedule(queue, cron, {}, { tz: 'UTC' });
  else await boss.unschedule(queue);
  if (off) {
    await boss.purgeQueue(queue);
    await saveJob(name, { state: 'off', progress: null, detail: null, error: null, nextRun: null });
  }
}

/** When the schedule names a job next; undefined where only another job asks for it. */
export function nextRunOf(name: JobName, now: Date): Date | undefined {
  const { cron } = scheduleOf(name);
  return cron ? nextTime(cron, now) : undefined;
}

/** Opens the queues for one worker; several may do so at the same time. */
export async function openQueues(): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: env.DATABASE_URL, max: 3, application_name: 'bandwise queue' });
  boss.on('error', (err) => logger.warn({ reason: err.message }, 'queue'));
  await boss.start();
  for (const name of JOB_NAMES) await listJob(boss, name);
  return boss;
}

/** Whether the time of a job has passed without it: nobody worked then. */
function wasMissed(name: JobName, lastRun: Date | null | undefined, now: Date): boolean {
  const { cron } = scheduleOf(name);
  return cron !== null && (!lastRun || nextTime(cron, lastRun) <= now);
}

/** What a start asks for, besides what the schedules say: the chain, and what was missed while nobody worked. */
export async function enqueueStart(): Promise<void> {
  const rows = await loadJobs();
  for (const name of JOB_NAMES) {
    const { atStart, neededBy } = scheduleOf(name);
    const due = atStart ?? wasMissed(name, rows.find((row) => row.name === name)?.lastRun, systemClock.now());
    // Alerts follow the chain, which every start asks for.
    if (due && name !== 'alerts' && isNeeded(neededBy)) await requestJob(name);
  }
}
