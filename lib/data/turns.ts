import 'server-only';

/**
 * Lets work of the same key run one after another, and at most `places` at a time of all keys. What waits here holds no database
 * connection: were it to wait inside a transaction, those that wait would take every connection from the one that could go on.
 */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();
  private readonly queue: (() => void)[] = [];
  private free: number;

  constructor(places: number) {
    this.free = places;
  }

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve();
    const result = before.then(() => this.inPlace(work));
    const done = result.then(ignore, ignore);
    this.last.set(key, done);
    try {
      return await result;
    } finally {
      if (this.last.get(key) === done) this.last.delete(key);
    }
  }

  private async inPlace<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}

const ignore = (): void => undefined;
