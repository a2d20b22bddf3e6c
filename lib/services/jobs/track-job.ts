import 'server-only';
import { systemClock } from '@/lib/clock';
import { saveJob } from '@/lib/data/job-state';
import { logger } from '@/lib/logger';
import { SourceError } from '@/lib/providers/live-port';
import { isDiskFullError, WAITS_FOR_ROOM } from './disk-room';
import { formatTime } from './format-time';

/** Tells how far a job is: 0 to 1, or null where there is no measure, and in words. */
export type Report = (progress: number | null, detail?: string) => void;

/** Who runs a job, and when it is due next. */
export interface RunOf {
  readonly worker?: number | undefined;
  readonly nextRun?: Date | undefined;
  /** The worker has lost its session: another one may begin the job anew. */
  readonly over?: AbortSignal | undefined;
}

/** Thrown by work that cannot go on before some moment: it waits, it has not failed. */
export class NotBefore extends Error {
  override readonly name = 'NotBefore';
  constructor(
    readonly moment: Date,
    message: string,
  ) {
    super(message);
  }
}

const WRITE_EVERY_MS = 1_000;
const LOG_EVERY_MS = 10_000;
/** A source that is out of reach for want of quota, and does not say until when. */
const QUOTA_WAIT_MS = 60_000;

/** Writes progress at most once a second, one write at a time, and never fails the work for it. */
function createReport(name: string): { report: Report; settle(): Promise<void> } {
  let writing: Promise<void> = Promise.resolve();
  let last = 0;
  let logged = systemClock.now().getTime();
  const report: Report = (progress, detail) => {
    const now = systemClock.now().getTime();
    if (now - last < WRITE_EVERY_MS) return;
    last = now;
    if (now - logged >= LOG_EVERY_MS) {
      logged = now;
      logger.info({ job: name, progress }, detail ?? 'is running');
    }
    writing = writing.then(() => saveJob(name, { state: 'running', progress, detail: detail ?? null })).catch((err: unknown) => logger.warn({ reason: String(err), job: name }, 'progress was not written'));
  };
  return { report, settle: () => writing };
}

/** When work that found no room is tried again; it is not taken before there is some. */
const ROOM_WAIT_MS = 30_000;

/** A used-up quota and a full disk are reasons to wait, not failures. */
function waitOf(error: unknown): NotBefore | null {
  if (error instanceof NotBefore) return error;
  if (isDiskFullError(error)) return new NotBefore(new Date(systemClock.now().getTime() + ROOM_WAIT_MS), WAITS_FOR_ROOM);
  if (!(error instanceof SourceError) || error.kind !== 'rate-limited') return null;
  const until = error.retryAt ?? new Date(systemClock.now().getTime() + QUOTA_WAIT_MS);
  return new NotBefore(until, `waits for the quota of ${error.source} until ${formatTime(until)}`);
}

/**
 * Runs one job under its name: /status shows that it runs, how far it is, and how it ended. `inputHash` says what it was made from.
 * Work that has to wait throws `NotBefore`.
 */
export async function trackJob(name: string, inputHash: string | null, work: (report: Report) => Promise<string>, { worker, nextRun, over }: RunOf = {}): Promise<string> {
  const started = systemClock.now();
  const took = () => systemClock.now().getTime() - started.getTime();
  await saveJob(name, { state: 'running', progress: 0, detail: null, error: null, lastRun: started, nextRun: nextRun ?? null, worker: worker ?? null });
  const { report, settle } = createReport(name);
  try {
    const words = await work(report);
    await settle();
    await saveJob(name, { state: 'done', progress: 1, detail: words, error: null, inputHash, durationMs: took() });
    logger.info({ job: name, seconds: took() / 1000 }, words);
    return words;
  } catch (error) {
    await settle();
    // How it ended is whoever's to say who begins it anew.
    if (over?.aborted) throw error;
    const wait = waitOf(error);
    if (wait) {
      await saveJob(name, { state: 'waiting', progress: null, detail: wait.message.slice(0, 500), error: null, nextRun: wait.moment });
      throw wait;
    }
    const message = error instanceof Error ? error.message : String(error);
    await saveJob(name, { state: 'failed', detail: null, error: message.slice(0, 500), inputHash, durationMs: took() });
    throw error;
  }
}
