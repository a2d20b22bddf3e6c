import type { z } from 'zod';
import { production } from '@/lib/env';
import { logger } from '@/lib/logger';
import { ApiProblem, unprocessable } from '@/lib/schemas/api/problem';
import { SIMULATED_HEADER, type Endpoint, type Method } from '@/lib/schemas/api/registry';
import { isDatabaseAway } from '@/lib/services/database-away';
import { DISK_FULL, isDiskFullError } from '@/lib/services/disk-full';
import { parseBody, parseQuery, readBody } from './read-body';
import { calculatorGate, costOf } from './work-gate';

export type Context = { readonly params: Promise<Record<string, string | string[] | undefined>> };
export type Handler = (request: Request, context: Context) => Promise<Response>;
export type Routes = Readonly<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Handler>>;
export type Answer<R extends z.ZodType> = z.input<R> | null | Promise<z.input<R> | null>;

export interface Parsed<P extends z.ZodType, Q extends z.ZodType> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly request: Request;
}

/** A public read. `null` from `run` is a 404. `isSimulated` is for an answer whose body has no place to say it of its market. */
export function readRoute<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, z.ZodType, R>,
  run: (input: Parsed<P, Q>) => Answer<R>,
  isSimulated?: () => Promise<boolean>,
): Routes {
  return routes([endpoint, async (request, context) => {
    const input = await parseUrl(endpoint, request, context);
    const [data, simulated] = await Promise.all([run(input), isSimulated?.() ?? false]);
    return answer(endpoint, data, simulated);
  }]);
}

function saysSimulated(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return ('simulated' in data && data.simulated === true) || ('dataset' in data && saysSimulated(data.dataset));
}

/** A stateless calculation from the body alone, bounded by the work in flight. */
export function calculatorRoute<B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<z.ZodType, z.ZodType, B, R>,
  run: (body: z.output<B>) => Answer<R>,
): Routes {
  return routes([endpoint, async (request) => {
    parseQuery(endpoint.query, new URL(request.url).searchParams);
    const { text, bytes } = await readBody(request);
    return calculatorGate.run(costOf(bytes), async () => answer(endpoint, await run(parseBody(bodyOf(endpoint), text))));
  }]);
}

export type Operation = readonly [Endpoint, Handler];

/** Every method of a path: those that exist, and a problem that names them for those that do not. */
export function routes(...operations: readonly Operation[]): Routes {
  const allow = operations.map(([endpoint]) => endpoint.method).join(', ');
  const of = (method: Method | 'PATCH'): Handler => {
    const found = operations.find(([endpoint]) => endpoint.method === method);
    return guard(found?.[1] ?? (() => Promise.reject(new ApiProblem(405, `This path answers ${allow}.`, { allow }))));
  };
  return { GET: of('GET'), POST: of('POST'), PUT: of('PUT'), PATCH: of('PATCH'), DELETE: of('DELETE') };
}

/** The last door: what was thrown becomes a problem, and only an `ApiProblem` says more than that it happened. */
function guard(handler: Handler): Handler {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      if (error instanceof ApiProblem) return problemResponse(error);
      const known = databaseProblem(error);
      if (known !== null) return problemResponse(known);
      if (request.signal.aborted) return problemResponse(new ApiProblem(400, 'The request was aborted.'));
      logger.error({ err: error, path: new URL(request.url).pathname }, 'api request failed');
      return problemResponse(new ApiProblem(500, 'The request could not be answered. The error was logged.'));
    }
  };
}

const CONFLICTS = ['P2002', 'P2034', '40001', '40P01', '23505'];

/** What the database refuses for a moment is the caller's to repeat, not an error of ours. */
function databaseProblem(error: unknown): ApiProblem | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (CONFLICTS.includes(code)) return new ApiProblem(409, 'Something else changed the same data at the same time. Try again.');
  if (isDiskFullError(error)) return new ApiProblem(503, DISK_FULL, { retryAfterSeconds: 60 });
  if (isDatabaseAway(error)) return new ApiProblem(503, 'The database does not answer. Try again in a moment.', { retryAfterSeconds: 5 });
  return null;
}

export function problemResponse(problem: ApiProblem): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  const { retryAfterSeconds, allow } = problem.options;
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))));
  if (allow !== undefined) headers.set('allow', allow);
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer');
  return new Response(JSON.stringify(problem.body()), { status: problem.status, headers });
}

export async function parseUrl<P extends z.ZodType, Q extends z.ZodType>(endpoint: Endpoint<P, Q>, request: Request, context: Context): Promise<Parsed<P, Q>> {
  const params = endpoint.params?.safeParse(await context.params);
  if (params?.success === false) throw notFound();
  const query = parseQuery(endpoint.query, new URL(request.url).searchParams);
  return { params: params?.data as z.output<P>, query, request };
}

function bodyOf<B extends z.ZodType>(endpoint: Endpoint<z.ZodType, z.ZodType, B>): B {
  if (endpoint.body === undefined) throw new Error(`${endpoint.path} declares no body`);
  return endpoint.body;
}

function notFound(): ApiProblem {
  return new ApiProblem(404, 'There is nothing at this path.');
}

export function answer(endpoint: Endpoint, data: unknown, simulated = false): Response {
  if (data === null || data === undefined) throw notFound();
  const text = JSON.stringify(data, refuseInfinite);
  if (!production) checkAnswer(endpoint, text);
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': endpoint.path.startsWith('/me/') ? 'private, no-store' : 'no-cache' });
  if (simulated || saysSimulated(data)) headers.set(SIMULATED_HEADER, 'true');
  return new Response(text, { status: endpoint.status ?? 200, headers });
}

/** JSON would write null for it; where numbers lead beyond the range of doubles, the input is what has to change. */
function refuseInfinite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw unprocessable([{ path: '', message: `leads to a number out of range (${key})` }]);
  return value;
}

/** While developing and testing, an answer that its own schema refuses is our mistake. */
function checkAnswer(endpoint: Endpoint, text: string): void {
  const checked = endpoint.response.safeParse(JSON.parse(text));
  if (!checked.success) throw new Error(`${endpoint.method} ${endpoint.path} answers against its schema: ${checked.error.message}`);
}
