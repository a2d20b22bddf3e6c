import fs from 'node:fs';
import path from 'node:path';

/** A request that a provider made, as a server would see it. */
export interface SeenRequest {
  readonly url: URL;
  readonly headers: Headers;
}

export type Answerer = (url: URL) => unknown;

/** An answer that is no success. */
export class Status {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

/** A `fetch` that answers from a function and remembers what was asked. What the function throws is thrown. */
export function answering(answer: Answerer): { readonly fetch: typeof fetch; readonly seen: SeenRequest[] } {
  const seen: SeenRequest[] = [];
  const fetched: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    seen.push({ url, headers: new Headers(init?.headers) });
    const given = answer(url);
    const { status, body, headers } = given instanceof Status ? given : { status: 200, body: given, headers: {} };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return Promise.resolve(new Response(text, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } }));
  };
  return { fetch: (input, init) => Promise.resolve().then(() => fetched(input, init)), seen };
}

/** A recorded body, read where it lies. */
export const recordedBody = (dir: string, provider: string, file: string): unknown => JSON.parse(fs.readFileSync(path.join(dir, provider, 'responses', file), 'utf8'));

/** The examples in a provider's own description, by the question they answer. */
export const specExamples = (dir: string, provider: string): Record<string, unknown> =>
  JSON.parse(fs.readFileSync(path.join(dir, provider, 'openapi', 'examples-of-the-spec.json'), 'utf8')) as Record<string, unknown>;

/** Every value below a row, to look for numbers that must not be there. */
export function valuesOf(value: unknown): unknown[] {
  if (value instanceof Date || typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap(valuesOf);
}

/** Plain decimal text: no exponent, no sign of infinity, nothing negative. */
export const PLAIN = /^\d+(\.\d+)?$/;
