import 'server-only';
import { z } from 'zod';
import { retryAfter } from '../http/judge-answer';
import { sourceErrorOf } from '../http/source-fetch';
import { SourceError, type SourceErrorKind } from '../live-port';

/** Why a question was not answered. */
export interface Fault {
  readonly error: SourceError;
  /** The asked-for thing is not known there: nothing is wrong with the source. */
  readonly unknown: boolean;
  /** The question went further back than the plan gives: nothing is wrong with the source either. */
  readonly beyondWindow: boolean;
}

const status = z.object({ error_code: z.number(), error_message: z.string() });
/** The shapes that CoinGecko writes errors in; none is in its API description. A plain number as `status` repeats the HTTP status. */
const shapes = z.union([
  z.object({ error: z.object({ status }) }).transform(({ error }) => ({ code: error.status.error_code, message: error.status.error_message })),
  z.object({ status }).transform((body) => ({ code: body.status.error_code, message: body.status.error_message })),
  z.object({ error: z.string(), status: z.number().optional() }).transform((body) => ({ code: body.status ?? null, message: body.error })),
]);

/** An error in a body; null where the body is none. */
export function faultOf(body: unknown): { readonly code: number | null; readonly message: string } | null {
  return shapes.safeParse(body).data ?? null;
}

const BEYOND_WINDOW = 10012;
/** The words of 10012: the fetch of all sources turns a 401 into an error that carries the sentence and not the code. */
const WINDOW_WORDS = /allowed time range|past 365 days/i;

const KEY_FAULTS: Readonly<Record<number, string>> = {
  10002: 'it wants a key',
  10005: 'the plan of the key does not give this',
  10010: 'a key of the paid plan was shown at the public address: set the plan to pro',
  10011: 'a key of the demo plan was shown at the address of the paid plan: set the plan to demo',
  1020: 'its network blocks this address',
};

function kindOf(httpStatus: number, code: number | null): SourceErrorKind {
  if (httpStatus === 429 || code === 429) return 'rate-limited';
  if (httpStatus === 408) return 'timed-out';
  return httpStatus >= 500 || (code !== null && code >= 500 && code < 600) ? 'failed' : 'refused';
}

/** What a response says that is no answer. */
export function faultOfStatus(httpStatus: number, body: unknown, headers: Headers | null, now: Date): Fault {
  const told = faultOf(body);
  const code = told?.code ?? null;
  const kind = kindOf(httpStatus, code);
  const why = (code !== null ? KEY_FAULTS[code] : undefined) ?? told?.message.trim() ?? 'without a reason';
  const retryAt = kind === 'rate-limited' || kind === 'failed' ? retryAfter(headers?.get('retry-after') ?? null, now) : null;
  const error = new SourceError('coingecko', kind, `CoinGecko answered ${httpStatus}: ${why.slice(0, 300)}`, retryAt);
  return { error, unknown: httpStatus === 404, beyondWindow: code === BEYOND_WINDOW };
}

/** What a failed request says, whoever threw. */
export function readFault(thrown: unknown, answered: { readonly status: number; readonly body: unknown; readonly headers: Headers | undefined } | null, now: Date): Fault {
  if (answered) return faultOfStatus(answered.status, answered.body, answered.headers ?? null, now);
  const broken = thrown instanceof SyntaxError;
  const error = broken ? new SourceError('coingecko', 'garbled', 'CoinGecko answered with broken JSON') : sourceErrorOf('coingecko', thrown, 'unreachable');
  return { error, unknown: false, beyondWindow: error.kind === 'refused' && WINDOW_WORDS.test(error.message) };
}
