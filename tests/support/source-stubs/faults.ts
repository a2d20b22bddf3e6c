import type http from 'node:http';
import { createRng, type Rng } from '@/lib/domain/foundation/rng';
import { spoil, SPOILS, toText, type SpoilName } from './spoil';
import type { StubAnswer, StubRequest } from './stub-server';

export const BREAKS = ['rate-limited', 'server-error', 'unavailable', 'forbidden', 'hang', 'stall', 'reset', 'truncated', 'garbage', 'html', 'html-as-json', 'empty', 'too-large', 'redirect-loop', 'redirect-away'] as const;
export type BreakName = (typeof BREAKS)[number];
export type FaultName = BreakName | SpoilName;
export const FAULTS: readonly FaultName[] = [...BREAKS, ...SPOILS];

/** Which requests meet which fault. */
export interface FaultRule {
  readonly fault: FaultName;
  /** A source, or the beginning of its name (`exchange:`); every source without it. */
  readonly source?: string;
  readonly path?: RegExp;
  /** How many requests meet it; all without it. */
  readonly times?: number;
  /** Of those that match, seeded; 1 without it. */
  readonly probability?: number;
  readonly seed?: number;
  /** Of `rate-limited` and `unavailable`: seconds, or a date as HTTP writes it. */
  readonly retryAfter?: string;
  /** Of a spoiled answer: ids of the rows that it befalls. */
  readonly only?: readonly string[];
  /** Of `redirect-away`. */
  readonly to?: string;
}

const PAGE = '<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>';

interface Armed {
  readonly rule: FaultRule;
  readonly rng: Rng;
  left: number;
}

type Breaker = (request: StubRequest, answer: StubAnswer, response: http.ServerResponse, rule: FaultRule) => StubAnswer | null;

const after = ({ retryAfter }: FaultRule): Record<string, string> => (retryAfter === undefined ? {} : { 'retry-after': retryAfter });

const BREAKERS: Readonly<Record<BreakName, Breaker>> = {
  'rate-limited': (_request, _answer, _response, rule) => ({ status: 429, headers: after(rule), body: { status: { error_code: 429, error_message: "You've exceeded the Rate Limit. Please visit the pricing page to subscribe to our API plans for higher rate limits." } } }),
  'server-error': () => ({ status: 500, body: { status: 500, error: 'Internal Server Error' } }),
  unavailable: (_request, _answer, _response, rule) => ({ status: 503, headers: after(rule), body: { error: 'Service Unavailable' } }),
  forbidden: () => ({ status: 403, body: { error: { type: 'forbidden', message: 'Requested metric is not available with supplied credentials.' } } }),
  hang: () => null,
  stall: (_request, answer, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(toText(answer.body).slice(0, 20));
    return null;
  },
  reset: (_request, _answer, response) => {
    response.socket?.resetAndDestroy();
    return null;
  },
  truncated: (_request, answer) => ({ ...answer, body: toText(answer.body).slice(0, Math.max(1, Math.floor(toText(answer.body).length * 0.6))) }),
  garbage: (_request, answer) => ({ ...answer, body: '\u0001\u0002{{"prices"::[[,,]' }),
  html: (_request, answer) => ({ ...answer, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: PAGE }),
  'html-as-json': (_request, answer) => ({ ...answer, body: PAGE }),
  empty: (_request, answer) => ({ ...answer, body: '' }),
  'too-large': (_request, answer) => ({ ...answer, body: `{"pad":"${'x'.repeat(33 * 1024 * 1024)}"}` }),
  'redirect-loop': (request) => ({ status: 302, headers: { location: `${request.path}?${request.query.toString()}` }, body: '' }),
  'redirect-away': (_request, _answer, _response, { to }) => ({ status: 302, headers: { location: to ?? 'http://127.0.0.1:9/' }, body: '' }),
};

const isBreak = (fault: FaultName): fault is BreakName => (BREAKS as readonly string[]).includes(fault);

function meet({ fault, only }: FaultRule, answer: StubAnswer): StubAnswer {
  return { ...answer, body: toText(spoil(fault as SpoilName, answer.body, only ?? null)) };
}

/** The faults in force. The first rule that matches decides. */
export class Faults {
  private armed: Armed[] = [];

  /** Returns how to end it. */
  inject(rule: FaultRule): () => void {
    const each: Armed = { rule, rng: createRng(rule.seed ?? 1), left: rule.times ?? Number.POSITIVE_INFINITY };
    this.armed.push(each);
    return () => void (this.armed = this.armed.filter((other) => other !== each));
  }

  clear(): void {
    this.armed = [];
  }

  intercept(source: string, request: StubRequest, answer: StubAnswer, response: http.ServerResponse): { readonly name: FaultName; readonly answer: StubAnswer | null } | null {
    const met = this.armed.find(
      ({ rule, rng, left }) => left > 0 && (rule.source === undefined || source.startsWith(rule.source)) && (rule.path?.test(request.path) ?? true) && (rule.probability === undefined || rng.next() < rule.probability),
    );
    if (!met) return null;
    met.left -= 1;
    const { rule } = met;
    return { name: rule.fault, answer: isBreak(rule.fault) ? BREAKERS[rule.fault](request, answer, response, rule) : meet(rule, answer) };
  }
}
