import 'server-only';
import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import { computeDay } from './compute-day';
import type { DayAnswer, DayQuestion } from './ask-thread';

async function answer({ id, dataset, assetId, day }: DayQuestion): Promise<DayAnswer> {
  try {
    return { id, scores: await computeDay(dataset, assetId, day) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    return { id, error: { message: error instanceof Error ? error.message : String(error), code } };
  }
}

/** On Linux a priority is a thread's own: whoever reads a page goes first. Elsewhere it would be the whole process's. */
if (process.platform === 'linux') os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

let last: Promise<void> = Promise.resolve();

/** One after another: the second asks mostly for what the first has read. */
parentPort?.on('message', (question: DayQuestion) => {
  last = last.then(async () => parentPort?.postMessage(await answer(question)));
});
