import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { logger } from '@/lib/logger';
import { openWorkerSession, type WorkerSession } from '@/lib/services/jobs/worker-session';

const ASK_AGAIN_MS = 500;
const LOG_EVERY_MS = 10_000;
/** How long work under way may go on after the session broke: its queries fail, and another worker may begin it anew. */
const LAST_WORDS_MS = 2_000;
/** Tells the launcher that nothing is wrong with this program: it is to be started again at once. */
const DATABASE_WENT_AWAY = 75;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Opens the session, however long the database is away. */
async function connect(): Promise<WorkerSession> {
  let said = Number.NEGATIVE_INFINITY;
  for (;;) {
    try {
      return await openWorkerSession();
    } catch (error) {
      if (performance.now() - said > LOG_EVERY_MS) logger.warn({ reason: words(error) }, 'the database cannot be reached; trying again');
      said = performance.now();
      await pause(ASK_AGAIN_MS);
    }
  }
}

/** Begins the work of a session and returns what ends it. */
export type Begin = (session: WorkerSession) => Promise<() => Promise<void>>;

/** One session from its beginning to its loss. */
async function workOnce(begin: Begin): Promise<void> {
  const session = await connect();
  const stop = await begin(session).catch((error: unknown) => {
    logger.warn({ reason: words(error) }, 'could not begin; trying again');
    return null;
  });
  if (stop && !session.lost.aborted) await new Promise((resolve) => session.lost.addEventListener('abort', resolve, { once: true }));
  const settled = await Promise.race([Promise.resolve(stop?.()).then(() => true), pause(LAST_WORDS_MS, false)]);
  await session.end();
  // Whoever still computes no longer holds its lane: it ends with the process, before another worker begins the same.
  if (!settled) process.exit(DATABASE_WENT_AWAY);
  await pause(ASK_AGAIN_MS);
}

/** Works as long as the process lives, through every restart of the database. */
export async function keepWorking(begin: Begin): Promise<never> {
  // Every computation writes in transactions: ending at once leaves nothing half done.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0));
  // The queue's library reports some of its failures to nobody; a database that goes away must not end the worker.
  process.on('unhandledRejection', (error) => logger.warn({ reason: words(error) }, 'queue'));
  for (;;) await workOnce(begin);
}
