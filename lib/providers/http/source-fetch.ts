import 'server-only';
import { DelegateBackoff, handleType, retry } from 'cockatiel';
import { systemClock, type Clock } from '@/lib/clock';
import { SourceError, type NetworkSource } from '../live-port';
import { BadRedirect, follow } from './follow';
import type { SourceGate } from './gate';
import { judgeBody, judgeBreak, judgeStatus, limited, type Verdict } from './judge-answer';
import { BodyTooLarge, readBody } from './read-body';

export interface SourceFetchOptions {
  /** What a success must be; `json` is checked before anyone reads it. */
  readonly expects?: 'json' | 'text';
  /** Of one attempt, its body included. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Attempts in all; only reading requests are repeated. */
  readonly attempts?: number;
  /** The first wait before a repetition is up to this long; it doubles. */
  readonly firstWaitMs?: number;
  /** Never told in an error. */
  readonly secrets?: readonly (string | null | undefined)[];
  readonly clock?: Clock;
  /** Between 0 and 1, for the jitter. */
  readonly random?: () => number;
  /** What a success's body says of the source's limit, where the source tells that with status 200; null where it says nothing of it. */
  readonly toldLimit?: (json: unknown) => string | null;
  /** What really asks, e.g. one that knows which addresses are private. */
  readonly transport?: typeof fetch;
}

export const SOURCE_TIMEOUT_MS = 15_000;
export const SOURCE_MAX_BYTES = 32 * 1024 * 1024;
const ATTEMPTS = 3;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 5_000;
/** Of the address in an error. */
const PLACE_LENGTH = 100;

/** A failed attempt that may be repeated. */
class Again extends Error {
  constructor(readonly error: SourceError) {
    super(error.message);
  }
}

type Settled = Required<Omit<SourceFetchOptions, 'secrets'>> & { readonly secrets: readonly string[] };

function settle({ secrets, ...options }: SourceFetchOptions): Settled {
  const known = (secrets ?? []).filter((secret): secret is string => typeof secret === 'string' && secret.length >= 4);
  return {
    expects: 'json',
    timeoutMs: SOURCE_TIMEOUT_MS,
    maxBytes: SOURCE_MAX_BYTES,
    attempts: ATTEMPTS,
    firstWaitMs: FIRST_WAIT_MS,
    clock: systemClock,
    random: Math.random,
    toldLimit: () => null,
    transport: (input, init) => fetch(input, init),
    ...options,
    secrets: [...known, ...known.map(encodeURIComponent)],
  };
}

/** The answer with its body in hand: it is neither decoded nor parsed a second time. */
function handOver(response: Response, body: string, json: unknown): Response {
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  const empty = [204, 205, 304].includes(response.status);
  const answer = new Response(empty ? null : body, { status: response.status, statusText: response.statusText, headers });
  Object.defineProperty(answer, 'url', { value: response.url });
  if (!empty) Object.defineProperty(answer, 'text', { value: () => Promise.resolve(body) });
  if (json !== undefined) Object.defineProperty(answer, 'json', { value: () => Promise.resolve(json) });
  return answer;
}

type Outcome = { readonly answer: Response } | Verdict;

async function ask(what: string, address: URL, init: RequestInit, options: Settled, count: () => Promise<void>): Promise<Outcome> {
  const patience = AbortSignal.timeout(options.timeoutMs);
  const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience;
  const bad = (kind: Verdict['kind'], message: string, again: boolean): Verdict => ({ kind, message: `${what} ${message}`, retryAt: null, again });
  try {
    const response = await follow(options.transport, address, { ...init, signal }, count);
    const body = await readBody(response, options.maxBytes);
    const verdict = judgeStatus(what, response.status, response.headers, body, options.clock.now());
    if (verdict) return verdict;
    if (!response.ok) return { answer: handOver(response, body, undefined) };
    const judged = judgeBody(what, response.status, response.headers, body, options.expects);
    if (!('json' in judged)) return judged;
    const limit = options.toldLimit(judged.json);
    return limit === null ? { answer: handOver(response, body, judged.json) } : limited(what, limit, options.clock.now());
  } catch (thrown) {
    if (init.signal?.aborted || thrown instanceof SourceError) throw thrown;
    if (patience.aborted) return bad('timed-out', `gave no answer within ${options.timeoutMs / 1_000} s`, true);
    if (thrown instanceof BodyTooLarge) return bad('garbled', `answered with more than ${options.maxBytes} bytes`, false);
    if (thrown instanceof BadRedirect) return bad('refused', thrown.message, false);
    return judgeBreak(what, thrown);
  }
}

function addressOf(input: Parameters<typeof fetch>[0]): URL {
  return new URL(input instanceof Request ? input.url : input);
}

/** The fetch of a source's requests, with all that a request owes the source and the installation: see `createSourceFetch`. */
class SourceRequests {
  constructor(
    private readonly source: NetworkSource,
    private readonly gate: SourceGate,
    private readonly options: Settled,
  ) {}

  private quiet(text: string): string {
    return this.options.secrets.reduce((told, secret) => told.replaceAll(secret, '•••'), text);
  }

  /** Host and path only: a query can hold a key. A path can name a hundred assets: its beginning tells enough. */
  private placeOf({ host, pathname }: URL): string {
    const place = this.quiet(`${host}${pathname}`);
    return place.length <= PLACE_LENGTH ? place : `${place.slice(0, PLACE_LENGTH)}…`;
  }

  private async attempt(address: URL, init: RequestInit): Promise<Response> {
    const outcome = await ask(this.placeOf(address), address, init, this.options, () => this.gate.take(this.source, true));
    if ('answer' in outcome) {
      await this.gate.succeeded(this.source);
      return outcome.answer;
    }
    const { kind, message, retryAt, again } = outcome;
    const error = new SourceError(this.source, kind, this.quiet(message), retryAt);
    await this.gate.failed(this.source, kind, error.message, retryAt);
    throw again ? new Again(error) : error;
  }

  readonly fetch: typeof fetch = async (input, given = {}) => {
    const address = addressOf(input);
    const init: RequestInit = input instanceof Request ? { method: input.method, headers: input.headers, signal: input.signal, ...given } : given;
    const { attempts, firstWaitMs, random } = this.options;
    const reads = ['GET', 'HEAD'].includes((init.method ?? 'GET').toUpperCase());
    const backoff = new DelegateBackoff<{ readonly attempt: number }>(({ attempt }) => random() * Math.min(MAX_WAIT_MS, firstWaitMs * 2 ** (attempt - 1)));
    const patient = retry(handleType(Again), { maxAttempts: reads ? attempts - 1 : 0, backoff });
    let last: Again | undefined;
    try {
      return await patient.execute(async () => {
        init.signal?.throwIfAborted();
        await this.gate.take(this.source).catch((closed: unknown) => {
          throw last?.error ?? closed;
        });
        return this.attempt(address, init).catch((failed: unknown) => {
          if (failed instanceof Again) last = failed;
          throw failed;
        });
      });
    } catch (failed) {
      throw failed instanceof Again ? failed.error : failed;
    }
  };
}

/**
 * A `fetch` for one source: a token of its quota for each attempt and each redirect, a limit of time and size, redirects that carry no key elsewhere,
 * repetition with jitter of what may do better, the source's own wish to wait, and its breaker. It throws `SourceError` where the answer
 * is of no use; 2xx, 304 and the faults of a question (400, 404, 422) are handed over as they are.
 */
export function createSourceFetch(source: NetworkSource, gate: SourceGate, options: SourceFetchOptions = {}): typeof fetch {
  return new SourceRequests(source, gate, settle(options)).fetch;
}

/** The `SourceError` in what an SDK threw around it, else one of the given kind that says what the SDK said. */
export function sourceErrorOf(source: NetworkSource, thrown: unknown, kind: SourceError['kind'] = 'garbled'): SourceError {
  let at: unknown = thrown;
  for (let depth = 0; depth < 6 && at instanceof Error; depth++, at = at.cause) if (at instanceof SourceError) return at;
  return new SourceError(source, kind, thrown instanceof Error ? thrown.message.slice(0, 300) : 'an unknown failure');
}
