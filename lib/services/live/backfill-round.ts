import 'server-only';
import { systemClock } from '@/lib/clock';
import { hasDueTasks } from '@/lib/data/backfill-tasks';
import { loadJobs, saveJob, type JobStateName } from '@/lib/data/job-state';
import { liveDatasetId } from '@/lib/data/live-dataset';
import type { WorkerSession } from '@/lib/data/worker-session';
import { logger } from '@/lib/logger';
import type { NetworkSource } from '@/lib/providers/live-port';
import { hasRoomForWork, isDiskFullError, WAITS_FOR_ROOM } from '@/lib/services/jobs/disk-room';
import { runBackfill } from './backfill';
import { backfillProgress } from './backfill-progress';
import { LISTS_MARKET, type Live } from './live';
import { openLive } from './open-live';

const JOB = 'backfill';
const TELL_EVERY_MS = 2_000;
const LOG_EVERY_MS = 60_000;

type Rests = ReadonlyMap<string, Date>;

/** Tells now and then how far it is; never fails the work for it. */
function createTeller(live: Live, session: WorkerSession): { tell(): void; settle(): Promise<void> } {
  let telling: Promise<void> = Promise.resolve();
  let told = 0;
  let logged = performance.now();
  const write = async () => {
    const { progress, words } = await backfillProgress(live.datasetId);
    await saveJob(JOB, { state: 'running', progress, detail: words, error: null, worker: session.worker });
    if (performance.now() - logged < LOG_EVERY_MS) return;
    logged = performance.now();
    logger.info({ job: JOB, progress }, words);
  };
  return {
    tell() {
      if (performance.now() - told < TELL_EVERY_MS) return;
      told = performance.now();
      telling = telling.then(write).catch((error: unknown) => logger.warn({ reason: String(error), job: JOB }, 'progress was not written'));
    },
    settle: () => telling,
  };
}

async function tellEnd(live: Live, resting: Rests, started: Date): Promise<void> {
  const { progress, waiting, words } = await backfillProgress(live.datasetId, resting);
  const now = systemClock.now();
  const soonest = [...resting.values()].sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  if (waiting > 0) return saveJob(JOB, { state: 'waiting', progress, detail: words, nextRun: soonest });
  await saveJob(JOB, { state: 'done', progress: 1, detail: words, error: null, nextRun: null, durationMs: now.getTime() - started.getTime() });
  logger.info({ job: JOB, seconds: (now.getTime() - started.getTime()) / 1000 }, words);
}

/** Says once why it stands still: each note of it takes some of the room that is left. */
async function waitForRoom(): Promise<void> {
  const row = (await loadJobs()).find(({ name }) => name === JOB);
  if (row?.detail !== WAITS_FOR_ROOM) await saveJob(JOB, { state: 'waiting', detail: WAITS_FOR_ROOM, error: null });
}

/**
 * Work at the listing's source that history gives way to while it runs: without a key there is a request every twelve seconds. What assets are
 * comes first altogether, since it decides whether an index may hold them.
 */
const BEFORE_HISTORY: Readonly<Record<string, readonly JobStateName[]>> = { categories: ['running', 'waiting'], universe: ['running'], closes: ['running'], quotes: ['running'] };

async function isFree(source: NetworkSource): Promise<boolean> {
  return source !== LISTS_MARKET || !(await loadJobs()).some(({ name, state }) => BEFORE_HISTORY[name]?.includes(state));
}

/**
 * One round of the backfill by one worker: whatever is due and not held by another. Every worker does rounds; together they do each task
 * once. Nothing due costs one query.
 */
export async function backfillRound(session: WorkerSession, over: AbortSignal, open: () => Promise<Live | null> = () => openLive(systemClock, session.lost)): Promise<void> {
  const datasetId = await liveDatasetId();
  const live = datasetId !== null && (await hasDueTasks(datasetId)) ? await open() : null;
  if (!live) return;
  if (!(await hasRoomForWork())) return waitForRoom();
  const before = (await loadJobs()).find(({ name }) => name === JOB);
  const started = before?.lastRun && before.state !== 'done' ? before.lastRun : systemClock.now();
  await saveJob(JOB, { state: 'running', error: null, lastRun: started, nextRun: null, worker: session.worker });
  const teller = createTeller(live, session);
  teller.tell();
  const full = new AbortController();
  const onTask = () => {
    teller.tell();
    void hasRoomForWork().then((room) => (room ? undefined : full.abort()));
  };
  try {
    const { resting } = await runBackfill(live, { session, over: AbortSignal.any([over, full.signal]), onTask, isFree });
    await teller.settle();
    if (full.signal.aborted) return await waitForRoom();
    await tellEnd(live, resting, started);
  } catch (error) {
    await teller.settle();
    if (isDiskFullError(error)) return await waitForRoom();
    const message = error instanceof Error ? error.message : String(error);
    if (!over.aborted) await saveJob(JOB, { state: 'failed', error: message.slice(0, 500) });
    throw error;
  }
}
