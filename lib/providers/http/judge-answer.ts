import 'server-only';
import type { SourceErrorKind } from '../live-port';

/** An answer, or the lack of one, in the words of a `SourceError`. */
export interface Verdict {
  readonly kind: SourceErrorKind;
  readonly message: string;
  readonly retryAt: Date | null;
  /** Whether the same request may do better in a moment. */
  readonly again: boolean;
}

/** Where a source asks to wait without saying how long. */
const UNSAID_WAIT_MS = 60_000;
const MAX_WAIT_MS = 86_400_000;
/** Above this a number counts seconds since 1970, below it seconds from now. */
const EPOCH_SECONDS = 1_000_000_000;

const soon = (now: Date, ms: number): Date => new Date(now.getTime() + Math.min(Math.max(ms, 1_000), MAX_WAIT_MS));

/** `Retry-After`: seconds or an HTTP date; null where it is missing or neither. */
export function retryAfter(value: string | null, now: Date): Date | null {
  if (value === null || value.trim() === '') return null;
  const text = value.trim();
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime();
  return Number.isFinite(ms) ? soon(now, ms) : null;
}

function limitEnds(headers: Headers, now: Date): Date | null {
  if (headers.get('x-ratelimit-remaining') !== '0') return null;
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  if (!Number.isFinite(reset)) return null;
  return soon(now, reset > EPOCH_SECONDS ? reset * 1_000 - now.getTime() : reset * 1_000);
}

/** The sentence inside an error body; sources write it in several places. */
function sentenceOf(body: string): string {
  const parsed = readJson(body);
  const found = ['error_message', 'message', 'error', 'detail', 'msg'].map((name) => findText(parsed, name, 3)).find((text) => text !== null);
  return found ? `: ${found.replace(/\s+/g, ' ').trim().slice(0, 200)}` : '';
}

function findText(value: unknown, name: string, depth: number): string | null {
  if (typeof value !== 'object' || value === null || depth === 0) return null;
  const held = (value as Record<string, unknown>)[name];
  if (typeof held === 'string' && held.trim() !== '') return held;
  for (const inner of Object.values(value)) {
    const text = findText(inner, name, depth - 1);
    if (text !== null) return text;
  }
  return null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isLimit = (status: number, headers: Headers): boolean =>
  status === 429 || status === 418 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'));

/**
 * What a status says about the source; null where the answer is the asker's to read: a success, or a fault of the question itself
 * (400, 404, 422), which says nothing bad about the source.
 */
export function judgeStatus(what: string, status: number, headers: Headers, body: string, now: Date): Verdict | null {
  if (isLimit(status, headers)) {
    const retryAt = retryAfter(headers.get('retry-after'), now) ?? limitEnds(headers, now) ?? soon(now, UNSAID_WAIT_MS);
    return { kind: 'rate-limited', message: `${what} answered ${status}, too many requests${sentenceOf(body)}`, retryAt, again: false };
  }
  if (status >= 500 || status === 408 || status === 425) {
    const retryAt = retryAfter(headers.get('retry-after'), now);
    return { kind: 'failed', message: `${what} answered ${status}${sentenceOf(body)}`, retryAt, again: retryAt === null };
  }
  if (status === 401 || status === 403 || status === 407 || status === 451) {
    return { kind: 'refused', message: `${what} answered ${status}, no access${sentenceOf(body)}`, retryAt: null, again: false };
  }
  return null;
}

/** Accepted and still being computed, no content, reset content. */
const EMPTY_BY_RIGHT: ReadonlySet<number> = new Set([202, 204, 205]);

/** A limit that is told in a body, without a word on how long it lasts. */
export const limited = (what: string, told: string, now: Date): Verdict => ({ kind: 'rate-limited', message: `${what} answered too many requests: ${told.slice(0, 200)}`, retryAt: soon(now, UNSAID_WAIT_MS), again: false });

const looksLikePage = (type: string, body: string): boolean => /\bhtml\b/i.test(type) || /^\s*<(!doctype html|html)\b/i.test(body.slice(0, 200));

/** What is wrong with the body of a success; the parsed JSON where it is asked for and right. */
export function judgeBody(what: string, status: number, headers: Headers, body: string, expects: 'json' | 'text'): Verdict | { readonly json: unknown } {
  const wrong = (message: string, again: boolean): Verdict => ({ kind: 'garbled', message: `${what} ${message}`, retryAt: null, again });
  if (looksLikePage(headers.get('content-type') ?? '', body)) return wrong('answered with a web page instead of data', false);
  if (body === '' && !EMPTY_BY_RIGHT.has(status)) return wrong('answered with nothing', true);
  if (expects === 'text' || body === '') return { json: undefined };
  try {
    return { json: JSON.parse(body) as unknown };
  } catch {
    return wrong('answered with broken JSON', true);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  ETIMEDOUT: 'no connection in time',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

/** A request that ended without an answer. */
export function judgeBreak(what: string, thrown: unknown): Verdict {
  const causes: unknown[] = [thrown];
  for (let at = thrown; at instanceof Error && at.cause !== undefined && causes.length < 5; at = at.cause) causes.push(at.cause);
  const code = causes.map((cause) => (cause as { code?: unknown } | null)?.code).find((held): held is string => typeof held === 'string');
  const why = (code && WORDS[code]) ?? code ?? 'the connection was cut';
  return { kind: 'unreachable', message: `${what} cannot be reached: ${why}`, retryAt: null, again: true };
}
