import { API_LIMITS } from '@/lib/schemas/api/common';
import { ApiProblem } from '@/lib/schemas/api/problem';

/**
 * Bounds the work in flight: each task costs what its input weighs, tasks run one after another (the calculators are synchronous),
 * and who finds the queue full is told to come back instead of making everyone wait.
 */
export class WorkGate {
  private waiting = 0;
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly capacity: number) {}

  async run<T>(cost: number, task: () => T | Promise<T>): Promise<T> {
    if (this.waiting > 0 && this.waiting + cost > this.capacity) {
      throw new ApiProblem(503, 'Too many calculations are running. Try again in a moment.', { retryAfterSeconds: 1 });
    }
    this.waiting += cost;
    // A turn of the event loop lies between two calculations, so that pages and refusals are served meanwhile.
    const turn = this.tail.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    const result = turn.then(task);
    this.tail = result.then(ignore, ignore);
    try {
      return await result;
    } finally {
      this.waiting -= cost;
    }
  }
}

const ignore = (): void => undefined;
const BYTES_PER_UNIT = 4096;

/** Units of work of a body: one, and one more for every 4 KiB. */
export const costOf = (bytes: number): number => 1 + Math.floor(bytes / BYTES_PER_UNIT);

const FULL_BODIES = 4;

/** Four requests of a full mebibyte, or more than a thousand small ones. */
export const calculatorGate = new WorkGate(FULL_BODIES * costOf(API_LIMITS.bodyBytes));
