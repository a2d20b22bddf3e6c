import 'server-only';
import { Worker } from 'node:worker_threads';
import type { Answer, Asks, Question } from './protocol';

const ENTRY = new URL('./entry.mjs', import.meta.url);

/** Threads that compute what they are asked, so that the process that owns them keeps answering. */
export interface Crew {
  /** Asks whichever thread is free first. */
  ask<Name extends keyof Asks>(name: Name, of: Asks[Name]['of']): Promise<Asks[Name]['answer']>;
  /** Tells every thread, now and those that are started later. */
  tellAll<Name extends keyof Asks>(name: Name, of: Asks[Name]['of']): Promise<void>;
  /** Ends all threads at once; what is under way fails. */
  close(): Promise<void>;
}

interface Waiting {
  readonly name: keyof Asks;
  readonly of: unknown;
  readonly done: (answer: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** One thread; it works on one question at a time. */
class Hand {
  private readonly worker = new Worker(ENTRY, { execArgv: ['--conditions=react-server'] });
  private current: Waiting | null = null;
  private gone: Error | null = null;

  constructor(private readonly free: (hand: Hand) => void) {
    this.worker.on('message', (answer: Answer) => this.settle(answer));
    this.worker.on('error', (error) => this.end(error instanceof Error ? error : new Error(String(error))));
    this.worker.on('exit', () => this.end(new Error('The computation was ended.')));
  }

  get idle(): boolean {
    return this.current === null && this.gone === null;
  }

  take(question: Waiting): void {
    if (this.gone || this.current) return question.failed(this.gone ?? new Error('this thread is at work'));
    this.current = question;
    this.worker.postMessage({ name: question.name, of: question.of } satisfies Question);
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  get alive(): boolean {
    return this.gone === null;
  }

  private settle(answer: Answer): void {
    const { current } = this;
    this.current = null;
    if ('error' in answer) current?.failed(new Error(answer.error));
    else current?.done(answer.value);
    this.free(this);
  }

  private end(error: Error): void {
    this.gone ??= error;
    this.current?.failed(error);
    this.current = null;
    this.free(this);
  }
}

/** Starts a crew of `size` threads. Whatever the size, answers are the same: each depends on its question and what all were told. */
export function openCrew(size: number, over?: AbortSignal): Crew {
  const waiting: Waiting[] = [];
  let closed: Error | null = null;
  const feed = (): void => {
    if (!hands.some(({ alive }) => alive)) for (const { failed } of waiting.splice(0)) failed(new Error('The threads that compute have ended.'));
    for (const hand of hands) {
      if (!hand.idle) continue;
      const next = waiting.shift();
      if (!next) return;
      hand.take(next);
    }
  };
  const hands = Array.from({ length: Math.max(1, size) }, () => new Hand(() => feed()));
  const close = async (): Promise<void> => {
    closed ??= new Error('The computation was ended.');
    over?.removeEventListener('abort', end);
    for (const { failed } of waiting.splice(0)) failed(closed);
    await Promise.all(hands.map((hand) => hand.close()));
  };
  const end = (): void => void close();
  over?.addEventListener('abort', end);
  if (over?.aborted) end();
  const put = <T>(name: keyof Asks, of: unknown, send: (question: Waiting) => void): Promise<T> =>
    new Promise((resolve, failed) => (closed ? failed(closed) : send({ name, of, done: (answer) => resolve(answer as T), failed })));
  return {
    ask: (name, of) => put(name, of, (question) => {
      waiting.push(question);
      feed();
    }),
    tellAll: async (name, of) => void (await Promise.all(hands.map((hand) => put(name, of, (question) => hand.take(question))))),
    close,
  };
}
