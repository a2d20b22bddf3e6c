import 'server-only';
import { retryAfter } from '../http/judge-answer';
import { SourceError, type NetworkSource, type SourceErrorKind } from '../live-port';

/** ccxt's errors by the names of their classes, the special ones first: each inherits from what stands below it. */
const KINDS: readonly (readonly [string, SourceErrorKind])[] = [
  ['RateLimitExceeded', 'rate-limited'],
  ['DDoSProtection', 'rate-limited'],
  ['RequestTimeout', 'timed-out'],
  ['ExchangeNotAvailable', 'failed'],
  ['NetworkError', 'unreachable'],
  ['AuthenticationError', 'refused'],
  ['PermissionDenied', 'refused'],
  ['BadResponse', 'garbled'],
  ['NullResponse', 'garbled'],
  ['BadSymbol', 'refused'],
  ['BadRequest', 'refused'],
  ['NotSupported', 'refused'],
  ['ExchangeError', 'failed'],
];

/** The question was about a market that is not there (any more): nothing is wrong with the exchange. */
export class UnknownMarket extends SourceError {}

/** What some exchanges say in words that ccxt has no class for. */
const WORDED: readonly (readonly [RegExp, SourceErrorKind])[] = [
  [/too many (requests|visits)|rate limit/i, 'rate-limited'],
];
const UNKNOWN_MARKET = /unknown asset pair|invalid symbol|symbol not exists|not supported symbols?/i;

/** Exchanges do not say for how long. */
const WAIT_S = '60';

/** The names of an error's class and of all that it inherits from. */
function classNames(error: Error): Set<string> {
  const names = new Set<string>();
  for (let at: unknown = Object.getPrototypeOf(error); at instanceof Object; at = Object.getPrototypeOf(at)) names.add(at.constructor.name);
  return names;
}

const WORDS = ['msg', 'retMsg', 'message', 'error_description', 'error'] as const;
const CODES = ['code', 'retCode'] as const;

function textIn(body: object, names: readonly string[]): string {
  const held = names.map((name) => (body as Record<string, unknown>)[name]).flatMap((value) => (Array.isArray(value) ? value : [value]) as unknown[]);
  return held.filter((value) => (typeof value === 'string' || typeof value === 'number') && value !== '').map(String)[0] ?? '';
}

/** What an exchange said, in words: the sentence of the body that ccxt puts behind its name, without a page of it. */
function sentence(text: string): string {
  const [, who = '', body = ''] = /^(\w+) (\{.*\})$/s.exec(text.trim()) ?? [];
  const told = readObject(body);
  const words = told ? [textIn(told, WORDS), textIn(told, CODES)].filter((part) => part !== '').join(', code ') : '';
  return (words === '' ? text : `${who}: ${words}`).replace(/\s+/g, ' ').trim().slice(0, 200);
}

function readObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** ccxt's error as ours. What is not one of ccxt's broke on an answer that it could not read. */
export function exchangeFault(source: NetworkSource, thrown: unknown, now: Date): SourceError {
  for (let at: unknown = thrown, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) if (at instanceof SourceError) return at;
  if (!(thrown instanceof Error)) return new SourceError(source, 'garbled', 'an unknown failure');
  const names = classNames(thrown);
  const named = KINDS.find(([name]) => names.has(name))?.[1] ?? 'garbled';
  const kind = (named === 'failed' ? WORDED.find(([words]) => words.test(thrown.message))?.[1] : undefined) ?? named;
  const said = sentence(thrown.message);
  if (names.has('BadSymbol') || (names.has('ExchangeError') && UNKNOWN_MARKET.test(thrown.message))) return new UnknownMarket(source, 'refused', said);
  return new SourceError(source, kind, names.has('BaseError') ? said : `the answer could not be read: ${said}`, kind === 'rate-limited' ? retryAfter(WAIT_S, now) : null);
}
