import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

type Schema = z.ZodType;

/** One operation of the API: what it takes and gives. The handler validates with it and the OpenAPI document is made from it. */
export interface Endpoint<P extends Schema = Schema, Q extends Schema = Schema, B extends Schema = Schema, R extends Schema = Schema> {
  readonly kind: 'endpoint';
  readonly method: Method;
  /** Below /api/v1, e.g. `/tokens/{id}`. */
  readonly path: string;
  /** A heading of the documentation: Market, Indices, Calculators, Mine, … */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  /** Status of success; 200 unless told. */
  readonly status?: 200 | 201;
  /** Whether something it is about may not be there, although its path names nothing: then it answers 404. */
  readonly mayBeMissing?: boolean;
  /** Whether the operation takes an Idempotency-Key. */
  readonly idempotent?: boolean;
  /** Whether the answer is about the stored market although its tag does not say so. */
  readonly ofMarket?: boolean;
}

export function defineEndpoint<P extends Schema, Q extends Schema, B extends Schema, R extends Schema>(endpoint: Omit<Endpoint<P, Q, B, R>, 'kind'>): Endpoint<P, Q, B, R> {
  return { kind: 'endpoint', ...endpoint };
}

export function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'endpoint';
}

/** Paths under /me belong to a person and need a session or a key. */
export function isPersonal(endpoint: Pick<Endpoint, 'path'>): boolean {
  return endpoint.path.startsWith('/me/');
}

/** Sent as `true` with every answer about a market that is simulated, also where the body has no place to say so. */
export const SIMULATED_HEADER = 'X-Bandwise-Simulated';

const OF_MARKET = ['Market', 'Tokens', 'Indices'];

/** Answers about the stored market, which may be a simulated one. */
export function isAboutMarket(endpoint: Pick<Endpoint, 'tag' | 'ofMarket'>): boolean {
  return endpoint.ofMarket === true || OF_MARKET.includes(endpoint.tag);
}
