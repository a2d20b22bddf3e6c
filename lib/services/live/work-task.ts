import 'server-only';
import { markDone, markFailed, TaskGone, type BackfillTask } from '@/lib/data/backfill-tasks';
import { SourceError, type LiveProvider } from '@/lib/providers/live-port';
import type { Live } from './live';
import type { StoreContext, Stored } from './store-context';

/** A task is tried so often, then given up with the reason of its last failure. */
export const TASK_ATTEMPTS = 5;
const MINUTE_MS = 60_000;
/** Minutes until the next attempt, after the first failure, the second, … */
const DISTANCES = [1, 10, 60, 360] as const;

export type TaskOutcome =
  | { readonly state: 'done'; readonly rows: number }
  | { readonly state: 'failed'; readonly error: string }
  /** The source has to rest: no fault of the task. */
  | { readonly state: 'wait'; readonly until: Date };

const REST_MS = 30_000;

/** Asks the source and stores the answer; the task is done in the transaction that stores the rows. */
async function fetchAndStore(live: Live, provider: LiveProvider, task: BackfillTask, externalId: string): Promise<Stored> {
  const ctx = (rows: number): StoreContext => ({ datasetId: live.datasetId, also: (client) => markDone(client, task, rows) });
  const span = { from: task.from, to: task.to };
  const { source } = provider;
  if (task.kind === 'history' && provider.history) {
    const taken = await provider.history(externalId, span);
    return live.store.daily(ctx(taken.rows.length), source, taken, live.clock.now());
  }
  if (task.kind !== 'history' && provider.metrics) {
    const taken = await provider.metrics(externalId, span);
    return live.store.metrics(ctx(taken.rows.length), source, taken, live.clock.now());
  }
  if (task.kind === 'developer' && provider.describe) {
    const taken = await provider.describe(externalId);
    return live.store.description(ctx(taken.rows.length), source, taken, live.clock.now());
  }
  throw new SourceError(source, 'refused', `${source} does not tell ${task.kind}`);
}

/** Whether the whole source, not this task, is the trouble: its quota is used up, or it rests after failures. */
function restOf(error: unknown, now: Date): Date | null {
  if (!(error instanceof SourceError)) return null;
  if (error.retryAt !== null && error.retryAt > now) return error.retryAt;
  return error.kind === 'rate-limited' ? new Date(now.getTime() + REST_MS) : null;
}

/** Works one task that is held by us. Failures of the task itself are counted and tried again at a growing distance. */
export async function workTask(live: Live, provider: LiveProvider, task: BackfillTask, externalId: string): Promise<TaskOutcome> {
  try {
    const { stored } = await fetchAndStore(live, provider, task, externalId);
    return { state: 'done', rows: stored };
  } catch (error) {
    if (error instanceof TaskGone) return { state: 'done', rows: 0 };
    const now = live.clock.now();
    // Ended by us: the task waits for whoever takes it next.
    if (live.over?.aborted) return { state: 'wait', until: now };
    const rest = restOf(error, now);
    if (rest) return { state: 'wait', until: rest };
    // Our own troubles, e.g. a database that is away, are nobody's failed attempt.
    if (!(error instanceof SourceError)) throw error;
    const distance = task.attempts + 1 < TASK_ATTEMPTS ? DISTANCES[task.attempts] : undefined;
    await markFailed(task, { kind: error.kind, message: error.message, again: distance === undefined ? null : new Date(now.getTime() + distance * MINUTE_MS) });
    return { state: 'failed', error: error.message };
  }
}
