import 'server-only';
import { resetInterruptedJobs } from '@/lib/data/job-state';
import { takeWorkerLock, type WorkerLock } from '@/lib/data/worker-lock';

/** Becomes the one worker of the database and clears up after one that was interrupted; null while another works. */
export async function takeWorkerTurn(onLost: () => void): Promise<WorkerLock | null> {
  const lock = await takeWorkerLock(onLost);
  if (lock) await resetInterruptedJobs();
  return lock;
}
