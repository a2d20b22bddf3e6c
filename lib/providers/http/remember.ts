import 'server-only';

/** Answers kept, and the text of all of them; the oldest are let go first. */
const MOST_ANSWERS = 2_000;
const MOST_TEXT = 32 * 1024 * 1024;

interface Kept {
  readonly etag: string;
  readonly body: string;
  readonly headers: Headers;
}

/** What a process remembers of its sources from one job to the next; it is lost with the process, and nothing depends on it. */
export class SourceMemory {
  private readonly answers = new Map<string, Kept>();
  private text = 0;
  /** How often a question was put off, by its subject. */
  readonly delays = new Map<string, number>();

  answer(address: string): Kept | undefined {
    return this.answers.get(address);
  }

  keep(address: string, answer: Kept): void {
    this.forget(address);
    this.answers.set(address, answer);
    this.text += answer.body.length;
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= MOST_ANSWERS && this.text <= MOST_TEXT) break;
      this.forget(oldest);
    }
  }

  private forget(address: string): void {
    this.text -= this.answers.get(address)?.body.length ?? 0;
    this.answers.delete(address);
  }
}

/** Asks for what has changed only: of an answer with an ETag that stands, `304 Not Modified` is enough. Nothing is answered without asking. */
export function rememberAnswers(ask: typeof fetch, memory: SourceMemory): typeof fetch {
  return async (input, init = {}) => {
    const address = input instanceof Request ? input.url : String(input);
    if ((init.method ?? 'GET').toUpperCase() !== 'GET') return ask(input, init);
    const before = memory.answer(address);
    const headers = new Headers(init.headers);
    if (before) headers.set('if-none-match', before.etag);
    const response = await ask(input, { ...init, headers });
    if (response.status === 304 && before) return new Response(before.body, { status: 200, headers: before.headers });
    const etag = response.headers.get('etag');
    if (response.status !== 200 || etag === null) return response;
    const body = await response.text();
    memory.keep(address, { etag, body, headers: new Headers(response.headers) });
    return new Response(body, { status: 200, headers: response.headers });
  };
}
