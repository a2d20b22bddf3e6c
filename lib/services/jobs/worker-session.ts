import 'server-only';

/** What the worker needs of the store: it imports services only. */
export { announceWaiting, loadJobs, resetInterruptedJobs, saveJob } from '@/lib/data/job-state';
export { heldJobs, readyQueues, type HeldJob } from '@/lib/data/queue-jobs';
export { openWorkerSession, type WorkerSession } from '@/lib/data/worker-session';
