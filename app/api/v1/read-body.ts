import type { z } from 'zod';
import { API_LIMITS } from '@/lib/schemas/api/common';
import { InexactNumber, readJson } from '@/lib/schemas/api/json-text';
import { ApiProblem, fieldErrors, unprocessable } from '@/lib/schemas/api/problem';

export interface Body {
  readonly text: string;
  readonly bytes: number;
}

/** Reads a JSON body while counting its bytes: a longer one is refused before it is held. */
export async function readBody(request: Request): Promise<Body> {
  requireJson(request);
  const tooLarge = new ApiProblem(413, `A request body has at most ${API_LIMITS.bodyBytes} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > API_LIMITS.bodyBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) break;
    bytes += next.value.byteLength;
    if (bytes > API_LIMITS.bodyBytes) {
      await reader?.cancel();
      throw tooLarge;
    }
    chunks.push(next.value);
  }
  return { text: decode(Buffer.concat(chunks)), bytes };
}

function requireJson(request: Request): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';').map((part) => part.trim());
  const charset = parameters.find((part) => part.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  if (type !== 'application/json' || (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')) {
    throw new ApiProblem(415, 'The body must be application/json in UTF-8.');
  }
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding !== 'identity') throw new ApiProblem(415, 'Compressed bodies are not accepted.');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiProblem(400, 'The body is not valid UTF-8.');
  }
}

/** Parses JSON text with a schema: 400 where it is not JSON, 422 where a value is wrong. */
export function parseBody<B extends z.ZodType>(schema: B, text: string): z.output<B> {
  const json = readJson(text);
  if (!json.ok) throw new ApiProblem(400, `The body is not valid JSON: ${json.message}.`);
  const hidden = json.value !== null && typeof json.value === 'object' && text.includes('__proto__') && Object.hasOwn(json.value, '__proto__');
  if (hidden) throw unprocessable([{ path: '__proto__', message: 'is not a known field' }]);
  if (json.nul) throw unprocessable([{ path: '', message: 'must not contain the character U+0000' }]);
  const first = schema.safeParse(json.value);
  if (first.success) return first.data;
  if (!json.inexact) throw unprocessable(fieldErrors(first.error));
  // Where the schema wants a plain number, the nearest double will do; where it wants a decimal, the refusal stands.
  const second = schema.safeParse(nearest(json.value, first.error));
  if (second.success) return second.data;
  throw unprocessable(fieldErrors(second.error));
}

function nearest(value: unknown, error: z.ZodError): unknown {
  const copy: unknown = structuredCloneKeeping(value);
  for (const issue of error.issues) {
    if (issue.code !== 'invalid_type' || (issue.expected !== 'number' && issue.expected !== 'int')) continue;
    const parent = issue.path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], copy);
    const key = issue.path.at(-1);
    if (parent === null || typeof parent !== 'object' || key === undefined) continue;
    const found = (parent as Record<PropertyKey, unknown>)[key];
    if (found instanceof InexactNumber) (parent as Record<PropertyKey, unknown>)[key] = found.nearest;
  }
  return copy;
}

function structuredCloneKeeping(value: unknown): unknown {
  if (value instanceof InexactNumber || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(structuredCloneKeeping);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, structuredCloneKeeping(item)]));
}

/** Query parameters as an object; one that stands twice is wrong. */
export function parseQuery<Q extends z.ZodType>(schema: Q | undefined, search: URLSearchParams): z.output<Q> {
  const twice = [...new Set(search.keys())].filter((key) => search.getAll(key).length > 1);
  if (twice.length > 0) throw unprocessable(twice.map((path) => ({ path, message: 'must stand once' })));
  const values = Object.fromEntries(search);
  if (schema === undefined) {
    const unknown = Object.keys(values);
    if (unknown.length > 0) throw unprocessable(unknown.map((path) => ({ path, message: 'is not a known field' })));
    return {} as z.output<Q>;
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw unprocessable(fieldErrors(parsed.error));
}
