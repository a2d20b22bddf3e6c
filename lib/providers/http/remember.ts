import 'server-only';

/** Answers kept, and the text of all of them; the oldest are let go first. */
const MOST_ANSWERS = 2_000;
const MOST_TEXT = 32 * 1024 * 1024;

interface Kept {
  readonly etag: string;
  readonly body: string;
  readonly headers: Headers;
}

/**
 * Asks for what has changed only: an answer with an ETag is kept in the memory of this process, and `304 Not Modified` is answered from
 * there. Nothing is ever answered without asking.
 */
export function rememberAnswers(ask: typeof fetch): typeof fetch {
  const kept = new Map<string, Kept>();
  let text = 0;
  const forget = (address: string): void => {
    text -= kept.get(address)?.body.length ?? 0;
    kept.delete(address);
  };
  const keep = (address: string, answer: Kept): void => {
    forget(address);
    kept.set(address, answer);
    text += answer.body.length;
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_ANSWERS && text <= MOST_TEXT) break;
      forget(oldest);
    }
  };
  return async (input, init = {}) => {
    const address = input instanceof Request ? input.url : String(input);
    if ((init.method ?? 'GET').toUpperCase() !== 'GET') return ask(input, init);
    const before = kept.get(address);
    const headers = new Headers(init.headers);
    if (before) headers.set('if-none-match', before.etag);
    const response = await ask(input, { ...init, headers });
    if (response.status === 304 && before) return new Response(before.body, { status: 200, headers: before.headers });
    const etag = response.headers.get('etag');
    if (response.status !== 200 || etag === null) return response;
    const body = await response.text();
    keep(address, { etag, body, headers: new Headers(response.headers) });
    return new Response(body, { status: 200, headers: response.headers });
  };
}
