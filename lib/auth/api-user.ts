import 'server-only';
import { systemClock } from '@/lib/clock';
import { findUserByApiKey } from '@/lib/data/api-keys';
import { DISK_FULL, isDiskFull } from '@/lib/data/disk-space';
import { ApiProblem } from '@/lib/schemas/api/problem';
import { countAttempt, placeOf } from './rate-limits';
import { cookieName, cookieOf, isSecure } from './token-cookie';
import { verifyToken } from './verify-session';

/** The person behind a request of the API. */
export interface ApiUser {
  readonly id: string;
  readonly email: string;
  readonly by: 'session' | 'key';
}

/** The person by `Authorization: Bearer` key or session cookie; `null` for a visitor. A wrong key is refused, never overlooked. */
export async function userFromRequest(request: Request): Promise<ApiUser | null> {
  const { headers } = request;
  const authorization = headers.get('authorization');
  if (authorization !== null) return userByKey(authorization, placeOf(headers));
  const session = await verifyToken(cookieOf(headers, cookieName(isSecure(headers))));
  return session === null ? null : { id: session.id, email: session.email, by: 'session' };
}

/** The person behind a request, allowed to do what it asks; a 401, 403 or 429 problem otherwise. */
export async function requireApiUser(request: Request): Promise<ApiUser> {
  const user = await userFromRequest(request);
  if (user === null) throw new ApiProblem(401, 'Sign in, or send a personal API key as a Bearer token.');
  if (request.method === 'GET' || request.method === 'HEAD') return user;
  if (user.by === 'session' && !isSameOrigin(request.headers)) throw new ApiProblem(403, 'A change by session cookie must come from a page of this site. Scripts use an API key.');
  await limitWrites(user.id);
  return user;
}

async function limitWrites(userId: string): Promise<void> {
  if (await isDiskFull()) throw new ApiProblem(503, DISK_FULL, { retryAfterSeconds: 60 });
  const seconds = await countAttempt('write', userId);
  if (seconds !== null) throw new ApiProblem(429, 'Too many changes in a short time.', { retryAfterSeconds: seconds });
}

async function userByKey(authorization: string, place: string): Promise<ApiUser> {
  const key = /^Bearer +(bw_[A-Za-z0-9_-]{20,100})$/i.exec(authorization)?.[1];
  const found = key === undefined ? null : await findUserByApiKey(key, systemClock.now());
  if (found !== null) return { ...found, by: 'key' };
  const seconds = await countAttempt('keyGuess', place);
  if (seconds !== null) throw new ApiProblem(429, 'Too many wrong API keys.', { retryAfterSeconds: seconds });
  throw new ApiProblem(401, 'The API key is not valid.');
}

/**
 * Every browser names the page behind a change in Sec-Fetch-Site or Origin, so what has neither is no browser and carries
 * no cookie against its owner's will.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === (headers.get('x-forwarded-host') ?? headers.get('host'));
}
