import 'server-only';
import { systemClock } from '@/lib/clock';
import { saveJob } from '@/lib/data/job-state';
import { logger } from '@/lib/logger';

/** Tells how far a job is: 0 to 1, or null where there is no measure, and in words. */
export type Report = (progress: number | null, detail?: string) => void;

const WRITE_EVERY_MS = 1_000;
const LOG_EVERY_MS = 10_000;

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

/** Runs one job under its name: /status shows that it runs, how far it is, and how it ended. `inputHash` says what it was made from. */
export async function trackJob(name: string, inputHash: string | null, work: (report: Report) => Promise<string>): Promise<string> {
  const started = systemClock.now();
  await saveJob(name, { state: 'running', progress: 0, detail: null, error: null, lastRun: started, nextRun: null });
  const { report, settle } = createReport(name);
  try {
    const words = await work(report);
    await settle();
    await saveJob(name, { state: 'done', progress: 1, detail: words, error: null, inputHash });
    logger.info({ job: name, seconds: (systemClock.now().getTime() - started.getTime()) / 1000 }, words);
    return words;
  } catch (error) {
    await settle();
    const message = error instanceof Error ? error.message : String(error);
    await saveJob(name, { state: 'failed', detail: null, error: message.slice(0, 500), inputHash });
    throw error;
  }
}

/** Announces work that will follow. */
export const announceJob = (name: string): Promise<void> => saveJob(name, { state: 'waiting', progress: null, detail: null, error: null });
