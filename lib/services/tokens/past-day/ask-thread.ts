import 'server-only';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { IsoDay } from '@/lib/domain/foundation/iso-day';
import { ApiProblem } from '@/lib/schemas/api/problem';
import type { DatasetSummary } from '@/lib/data/dataset';
import type { DayScores } from '../day-scores';

export interface DayQuestion {
  readonly id: number;
  readonly dataset: DatasetSummary;
  readonly assetId: string;
  readonly day: IsoDay;
}

export type DayAnswer = { readonly id: number; readonly scores: DayScores | null } | { readonly id: number; readonly error: { readonly message: string; readonly code: string | null } };

/** How long an answer waits. What it asked for is computed meanwhile, so the next one finds it. */
const PATIENCE_MS = 20_000;
const RETRY_SECONDS = 5;
/** Questions under way at the most, those that nobody waits for any more among them: a program that asks for every old day is told to come back. */
const MOST_QUESTIONS = 8;
/** Then the thread ends, and with it the memory of its market. */
const IDLE_MS = 120_000;

interface Waiting {
  readonly done: (scores: DayScores | null) => void;
  readonly failed: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  idle: NodeJS.Timeout | undefined;
}

/** One for the process: bundles and reloads each have a module of their own. */
const shared = globalThis as { bandwisePastDays?: Thread };
let asked = 0;

/** The file as it lies in the checkout, which is where every program of ours runs: it is no part of the pages' bundle. */
const entry = (): URL => pathToFileURL(path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'services', 'tokens', 'past-day', 'entry.mjs'));

function settle({ waiting }: Thread, answer: DayAnswer): void {
  const question = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('scores' in answer) question?.done(answer.scores);
  else question?.failed(Object.assign(new Error(answer.error.message), answer.error.code === null ? {} : { code: answer.error.code }));
}

function end(thread: Thread, error: Error): void {
  if (shared.bandwisePastDays === thread) delete shared.bandwisePastDays;
  clearTimeout(thread.idle);
  for (const { failed } of thread.waiting.values()) failed(error);
  thread.waiting.clear();
}

/** Ends it after a time in which nobody asked; whoever asks from then on begins another. */
function rest(thread: Thread): void {
  clearTimeout(thread.idle);
  if (thread.waiting.size > 0) return;
  thread.idle = setTimeout(() => {
    delete shared.bandwisePastDays;
    void thread.worker.terminate();
  }, IDLE_MS).unref();
}

function start(): Thread {
  const thread: Thread = { worker: new Worker(/* turbopackIgnore: true */ entry(), { execArgv: ['--conditions=react-server'] }), waiting: new Map(), idle: undefined };
  thread.worker.on('message', (answer: DayAnswer) => {
    settle(thread, answer);
    rest(thread);
  });
  thread.worker.on('error', (error) => end(thread, error instanceof Error ? error : new Error(String(error))));
  thread.worker.on('exit', () => end(thread, new Error('The thread that computes days of the past has ended.')));
  thread.worker.unref();
  return (shared.bandwisePastDays = thread);
}

const later = (words: string): ApiProblem => new ApiProblem(503, `${words} Try again in a moment.`, { retryAfterSeconds: RETRY_SECONDS });

/** Asks the thread for a day of the past: 503 where too many others do, or where it takes longer than an answer should wait. */
export async function askThread(dataset: DatasetSummary, assetId: string, day: IsoDay): Promise<DayScores | null> {
  const thread = shared.bandwisePastDays ?? start();
  if (thread.waiting.size >= MOST_QUESTIONS) throw later('Too many days of the past are being computed.');
  clearTimeout(thread.idle);
  const id = (asked += 1);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(later('The grades of that day are being computed.')), PATIENCE_MS).unref();
    const over = <T>(then: (of: T) => void) => (of: T): void => {
      clearTimeout(late);
      then(of);
    };
    thread.waiting.set(id, { done: over(resolve), failed: over(reject) });
    thread.worker.postMessage({ id, dataset, assetId, day } satisfies DayQuestion);
  });
}
