import 'server-only';
import type PgBoss from 'pg-boss';
import { systemClock } from '@/lib/clock';
import { logger } from '@/lib/logger';
import { createRoomWatch } from '@/lib/services/jobs/disk-room';
import { queueOf } from '@/lib/services/jobs/request-job';
import { NotBefore } from '@/lib/services/jobs/track-job';
import { heldJobs, readyQueues, resetInterruptedJobs, type WorkerSession } from '@/lib/services/jobs/worker-session';
import { repeat } from './repeat';
import { enqueue, jobOf, nextRunOf } from './queue';
import { JOB_NAMES, scheduleOf, type JobName } from './schedule';

const LOOK_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 20_000;

/** What a job does, and what follows from it. */
export interface Handlers {
  run(name: JobName, run: { readonly worker: number; readonly nextRun?: Date | undefined; readonly over: AbortSignal }): Promise<void>;
  /** Asks for what comes next, e.g. indices after scores; `failed` tells how the job ended. */
  follow(name: JobName, failed: boolean, send: (next: JobName) => Promise<void>): Promise<void>;
}

export interface Runner {
  /** Takes no more jobs; resolves when those under way are done. */
  stop(): Promise<void>;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Takes one job of the queue and sees it through. Only called while its lane is ours: nobody else runs it. */
async function work(boss: PgBoss, handlers: Handlers, session: WorkerSession, name: JobName): Promise<void> {
  const queue = queueOf(name);
  const [job] = await boss.fetch(queue);
  if (!job) return;
  const follow = (failed: boolean) => handlers.follow(name, failed, (next) => enqueue(boss, next));
  try {
    await handlers.run(name, { worker: session.worker, nextRun: nextRunOf(name, systemClock.now()), over: session.lost });
    await follow(false);
    await boss.complete(queue, job.id);
  } catch (error) {
    // It stays marked as running in a lane that is free: that is how it is found and put back.
    if (session.lost.aborted) return;
    if (error instanceof NotBefore) {
      // First the new one: a worker that is killed in between leaves both, never none.
      await enqueue(boss, name, error.moment);
      await boss.complete(queue, job.id);
      return;
    }
    logger.error({ reason: words(error), job: name }, 'failed');
    await follow(true);
    await boss.fail(queue, job.id, { message: words(error).slice(0, 500) });
  }
}

/**
 * Puts back what a worker that is gone left as running. Whoever runs a job holds its lane from before it is taken until after it is
 * done: a job that is marked as running in a lane that is free was interrupted.
 */
export async function sweep(boss: PgBoss, session: WorkerSession): Promise<void> {
  for (const { id, queue } of await heldJobs()) {
    const name = jobOf(queue);
    const lane = name && scheduleOf(name).lane;
    if (!lane || !(await session.take(lane))) continue;
    try {
      // It may have been done between our look and our lock.
      if (!(await heldJobs()).some((held) => held.id === id)) continue;
      await enqueue(boss, name);
      await boss.cancel(queue, id);
      logger.info({ job: name }, 'was interrupted, starts again');
    } finally {
      await session.leave(lane);
    }
  }
  await resetInterruptedJobs();
}

/** Works the queues until it is stopped or the session is lost. */
export function startRunner(boss: PgBoss, session: WorkerSession, handlers: Handlers): Runner {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  const over = AbortSignal.any([stopping.signal, session.lost]);
  const hasRoom = createRoomWatch();

  async function tryJob(name: JobName): Promise<void> {
    const { lane } = scheduleOf(name);
    if (over.aborted || !(await session.take(lane))) return;
    const running = work(boss, handlers, session, name)
      .catch((error: unknown) => logger.warn({ reason: words(error), job: name }, 'could not be settled'))
      .finally(async () => {
        await session.leave(lane);
        underWay.delete(running);
      });
    underWay.add(running);
  }

  async function look(): Promise<void> {
    const ready = await readyQueues();
    const due = JOB_NAMES.filter((name) => ready.has(queueOf(name)));
    if (!(await hasRoom(due))) return;
    for (const name of due) await tryJob(name);
  }

  const loops = [repeat(LOOK_EVERY_MS, over, look), repeat(SWEEP_EVERY_MS, over, () => sweep(boss, session))];
  return {
    async stop() {
      stopping.abort();
      await Promise.all([...loops, ...underWay]);
    },
  };
}
