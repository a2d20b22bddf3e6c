import type { z } from 'zod';
import { requireApiUser, type ApiUser } from '@/lib/auth/api-user';
import { ApiProblem } from '@/lib/schemas/api/problem';
import type { Endpoint } from '@/lib/schemas/api/registry';
import { answer, parseUrl, routes, type Answer, type Operation, type Parsed, type Routes } from './handle';
import { parseBody, readBody } from './read-body';

interface Personal<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> extends Parsed<P, Q> {
  readonly user: ApiUser;
  readonly body: z.output<B>;
  /** The body as it was sent, and the Idempotency-Key, where the endpoint takes one. */
  readonly text: string;
  readonly idempotencyKey: string | null;
}

/** One operation on a person's own data, by session cookie or API key; hand one or several to `meRoute`. */
export function on<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  run: (input: Personal<P, Q, B>) => Answer<R>,
): Operation {
  return [endpoint, async (request, context) => {
    const user = await requireApiUser(request);
    const input = await parseUrl(endpoint, request, context);
    const { text } = endpoint.body === undefined ? { text: '' } : await readBody(request);
    const body = (endpoint.body === undefined ? undefined : parseBody(endpoint.body, text)) as z.output<B>;
    const idempotencyKey = endpoint.idempotent === true ? readIdempotencyKey(request) : null;
    return answer(endpoint, await run({ ...input, user, body, text, idempotencyKey }));
  }];
}

/** The operations of one path under /me. */
export function meRoute(...operations: readonly Operation[]): Routes {
  return routes(...operations);
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

function readIdempotencyKey(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key === null) return null;
  if (!IDEMPOTENCY_KEY.test(key)) throw new ApiProblem(400, 'Idempotency-Key must be 1 to 128 printable characters.');
  return key;
}
