import 'server-only';
import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { pool } from '@/lib/data/pool';
import { env } from '@/lib/env';

/** Attempts per window (seconds). A success clears the counts of its account. */
export const LIMITS = {
  /** Guesses at one account from one place. */
  signInPair: { points: 10, duration: 15 * 60 },
  /** Guesses at one account from everywhere: higher, so that a stranger cannot lock its owner out cheaply. */
  signInEmail: { points: 100, duration: 15 * 60 },
  /** Guesses from one place at any account. */
  signInPlace: { points: 100, duration: 15 * 60 },
  signUpPlace: { points: 20, duration: 60 * 60 },
  /** Wrong API keys from one place. */
  keyGuess: { points: 60, duration: 60 },
  keyCreate: { points: 20, duration: 60 * 60 },
  /** Passwords asked again on the settings page. */
  passwordCheck: { points: 10, duration: 15 * 60 },
  /** Changes by one person. */
  write: { points: 600, duration: 60 },
} as const;
export type LimitName = keyof typeof LIMITS;

const limiters = new Map<LimitName, RateLimiterAbstract>();

/** Counted in the database, so that a restart forgets nothing; in memory while the database cannot answer. */
function limiter(name: LimitName): RateLimiterAbstract {
  const known = limiters.get(name);
  if (known !== undefined) return known;
  const options = { ...LIMITS[name], keyPrefix: name };
  const made = new RateLimiterPostgres({ ...options, storeClient: pool, storeType: 'pool', tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: true, insuranceLimiter: new RateLimiterMemory(options) });
  limiters.set(name, made);
  return made;
}

const keyOf = (subject: string): string => createHash('sha256').update(subject).digest('base64url');

/** Counts one attempt; the seconds to wait where it was one too many, else `null`. */
export async function countAttempt(name: LimitName, subject: string): Promise<number | null> {
  try {
    await limiter(name).consume(keyOf(subject));
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

export async function forgetAttempts(name: LimitName, subject: string): Promise<void> {
  await limiter(name).delete(keyOf(subject));
}

/** Forgets what was counted under a person or their address, who leaves nothing behind. */
export async function forgetPerson({ id, email }: { readonly id: string; readonly email: string }): Promise<void> {
  const byId = ['write', 'keyCreate', 'passwordCheck'] as const;
  await Promise.all([...byId.map((name) => forgetAttempts(name, id)), forgetAttempts('signInEmail', email)]);
}

/**
 * What counts as one place: an IPv4 address, or the 64 bits of an IPv6 address that name a network, for whoever has one address there
 * has them all. A port, which some proxies write too, differs with each connection and says nothing.
 */
function network(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  const host = bare.split('%', 1)[0] ?? '';
  if (!host.includes(':') || !URL.canParse(`http://[${host}]`)) return bare;
  const [head = '', tail] = new URL(`http://[${host}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const gap = tail === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0);
  return `${[...(first ?? []), ...Array<string>(gap).fill('0'), ...(last ?? [])].slice(0, 4).join(':')}::/64`;
}

/** This machine, where a reverse proxy usually runs. */
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Where a request comes from. Each server adds the address that spoke with it at the end of X-Forwarded-For, so only the end is to be
 * believed: what a proxy of ours wrote. A proxy is whatever runs on this machine, or as many as BANDWISE_PROXIES says.
 */
export function placeOf(headers: { get(name: string): string | null }, proxies = env.BANDWISE_PROXIES): string {
  const way = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  const from = proxies === undefined ? way.findLastIndex((part) => !LOOPBACK.test(part)) : Math.max(0, way.length - 1 - proxies);
  return network(way[Math.max(0, from)] ?? 'unknown');
}
