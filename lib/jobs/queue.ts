import 'server-only';
import PgBoss from 'pg-boss';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { JOBS, nextJob, runJob, type JobName } from '@/lib/services/jobs/chain';
import { activeMarket, isStale } from '@/lib/services/jobs/stale-jobs';
import { announceJob } from '@/lib/services/jobs/track-job';

const LOOK_EVERY_MS = 15_000;
const CONNECT_MS = 10_000;
/** A link of the chain that fails is tried again twice, later each time. */
const QUEUE = { policy: 'stately', retryLimit: 2, retryDelay: 10, retryBackoff: true, expireInHours: 4 } as const;

const queueOf = (name: JobName): string => `market.${name}`;

async function enqueue(boss: PgBoss, name: JobName): Promise<void> {
  if (await boss.send(queueOf(name), {})) await announceJob(name);
}

/** Runs a link and passes on to the next, also after a failed import: what is stored can be computed. */
async function work(boss: PgBoss, name: JobName): Promise<void> {
  const next = nextJob(name);
  const passOn = async () => (next && (await activeMarket()) ? enqueue(boss, next) : undefined);
  try {
    await runJob(name);
  } catch (error) {
    logger.error({ reason: error instanceof Error ? error.message : String(error), job: name }, 'failed');
    if (name === 'import') await passOn();
    throw error;
  }
  await passOn();
}

/** Queues start empty: nobody else works them, so what lies there is left from a worker that was interrupted. */
async function openQueues(boss: PgBoss): Promise<void> {
  await boss.clearStorage();
  for (const queue of JOBS.map(queueOf)) {
    if (!(await boss.getQueue(queue))) await boss.createQueue(queue, { name: queue, ...QUEUE });
  }
}

/** Starts the queues and the chain; the returned function ends them. */
export async function startQueue(): Promise<() => Promise<void>> {
  const connection = { connectionString: env.DATABASE_URL, max: 3, application_name: 'bandwise queue', connectionTimeoutMillis: CONNECT_MS };
  const boss = new PgBoss(connection);
  boss.on('error', (err) => logger.error({ reason: err.message }, 'queue'));
  await boss.start();
  await openQueues(boss);
  for (const name of JOBS) await boss.work(queueOf(name), { pollingIntervalSeconds: 1 }, () => work(boss, name));
  await enqueue(boss, 'import');
  const timer = setInterval(() => {
    isStale('scores')
      .then((stale) => (stale ? enqueue(boss, 'scores') : undefined))
      .catch((err: unknown) => logger.warn({ reason: String(err) }, 'could not look for new data'));
  }, LOOK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await boss.stop({ graceful: false, close: true, wait: false });
  };
}
