import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { dueTasks, findWaiting, type BackfillTask } from '@/lib/data/backfill-tasks';
import type { WorkerSession } from '@/lib/data/worker-session';
import type { LiveProvider, NetworkSource } from '@/lib/providers/live-port';
import { askingNames } from './asking-names';
import type { Live } from './live';
import { workTask } from './work-task';

/** Requests of one source under way at once; how fast they may follow is the quota's business. */
const AT_ONCE = 4;
/** Tasks looked at when one is to be taken: others may hold the first ones. */
const CANDIDATES = 16;
const MERGE_EVERY_MS = 20_000;
/** A long rest is not sat out here: the next round asks again. */
const LONGEST_REST_MS = 5_000;
const FREE_EVERY_MS = 2_000;
/** How often a source without tasks is looked at again while others work. */
const LOOK_AGAIN_MS = 2_000;

export interface BackfillRun {
  readonly session: Pick<WorkerSession, 'take' | 'leave'> & { readonly lost?: AbortSignal };
  /** Ends the run after the tasks that are under way. */
  readonly over: AbortSignal;
  /** Called after each task, e.g. to tell how far it is. */
  readonly onTask?: () => void;
  /** Whether a source's quota is not needed for something more urgent. */
  readonly isFree?: (source: NetworkSource) => Promise<boolean>;
}

export interface BackfillSummary {
  readonly done: number;
  readonly failed: number;
  /** Sources that have to rest, and until when. */
  readonly resting: ReadonlyMap<string, Date>;
}

const laneOf = ({ datasetId, source, kind, assetId }: BackfillTask): string => `task:${datasetId}:${source}:${kind}:${assetId}`;

/** Waits while something more urgent needs the source. */
async function untilFree(source: NetworkSource, { isFree, over }: BackfillRun): Promise<void> {
  while (isFree && !over.aborted && !(await isFree(source))) await pause(FREE_EVERY_MS, undefined, { signal: over }).catch(() => undefined);
}

/** Takes the most urgent task that nobody holds; the hold ends with our connection, so a killed worker lets go at once. */
async function claim(live: Live, source: string, run: BackfillRun): Promise<BackfillTask | null> {
  for (const candidate of await dueTasks(live.datasetId, source, CANDIDATES)) {
    if (!(await run.session.take(laneOf(candidate)))) continue;
    const task = await findWaiting(candidate);
    if (task) return task;
    await run.session.leave(laneOf(candidate));
  }
  return null;
}

/** Merges what was stored every now and then, one merge at a time, so that pages see history grow. */
function createMerger({ store, datasetId }: Live): { stored(): void; settle(): Promise<void> } {
  let merging: Promise<unknown> = Promise.resolve();
  let last = performance.now();
  let pending = false;
  const merge = () => {
    pending = false;
    last = performance.now();
    merging = merging.then(() => store.merge(datasetId));
    // Whoever settles hears of a failure; where the session was lost, nobody does.
    merging.catch(() => undefined);
  };
  return {
    stored() {
      pending = true;
      if (performance.now() - last >= MERGE_EVERY_MS) merge();
    },
    async settle() {
      if (pending) merge();
      await merging;
    },
  };
}

/** Waits for the work, but not beyond the session: when that is lost nothing is held any more, and what is under way ends by itself. */
async function unlessLost<T>(work: Promise<T>, lost: AbortSignal | undefined): Promise<T> {
  if (lost === undefined) return work;
  let end = (): void => undefined;
  const ends = new Promise<never>((_, reject) => (end = () => reject(new Error('the worker lost its session'))));
  if (lost.aborted) end();
  lost.addEventListener('abort', end);
  return Promise.race([work, ends]).finally(() => lost.removeEventListener('abort', end));
}

/**
 * Works a source again and again until no source has work: while one has, tasks may come up for the others, e.g. repositories, which become known
 * from what one source says of an asset.
 */
function createRound(datasetId: number, over: AbortSignal, rests: (source: string) => boolean) {
  const allDone = new AbortController();
  const ending = AbortSignal.any([over, allDone.signal]);
  let atWork = 0;

  async function moreDue(source: string): Promise<boolean> {
    while (!ending.aborted && !rests(source)) {
      await pause(LOOK_AGAIN_MS, undefined, { signal: ending }).catch(() => undefined);
      if (!ending.aborted && (await dueTasks(datasetId, source, 1)).length > 0) return true;
    }
    return false;
  }

  return async (source: string, work: () => Promise<void>): Promise<void> => {
    do {
      atWork += 1;
      try {
        await work();
      } finally {
        atWork -= 1;
        if (atWork === 0) allDone.abort();
      }
    } while (await moreDue(source));
  };
}

/** Works the tasks of all sources that are due, several at a time, until none is left or the sources have to rest. */
export async function runBackfill(live: Live, run: BackfillRun): Promise<BackfillSummary> {
  const merger = createMerger(live);
  const resting = new Map<string, Date>();
  const tally = { done: 0, failed: 0 };

  async function restedEnough(source: string): Promise<boolean> {
    const until = resting.get(source);
    if (!until) return true;
    const ms = until.getTime() - live.clock.now().getTime();
    if (ms > LONGEST_REST_MS) return false;
    await pause(Math.max(0, ms), undefined, { signal: run.over }).catch(() => undefined);
    if (resting.get(source) === until) resting.delete(source);
    return true;
  }

  async function workOn(provider: LiveProvider, task: BackfillTask, externalId: string): Promise<void> {
    const outcome = await workTask(live, provider, task, externalId);
    if (outcome.state === 'wait') resting.set(provider.source, outcome.until);
    else tally[outcome.state] += 1;
    if (outcome.state === 'done' && outcome.rows > 0) merger.stored();
    run.onTask?.();
  }

  async function workSource(provider: LiveProvider, names: ReadonlyMap<string, string>): Promise<void> {
    while (!run.over.aborted && (await restedEnough(provider.source))) {
      await untilFree(provider.source, run);
      const task = await claim(live, provider.source, run);
      if (!task) return;
      try {
        await workOn(provider, task, names.get(task.assetId) ?? task.assetId);
      } finally {
        await run.session.leave(laneOf(task));
      }
    }
  }

  const untilAllDone = createRound(live.datasetId, run.over, (source) => resting.has(source));
  const sources = live.providers.map((provider) =>
    untilAllDone(provider.source, async () => {
      const names = await askingNames(provider.source);
      await Promise.all(Array.from({ length: AT_ONCE }, () => workSource(provider, names)));
    }),
  );
  const ended = await unlessLost(Promise.allSettled(sources), run.session.lost);
  await merger.settle();
  const broken = ended.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
  return { ...tally, resting };
}
