import 'server-only';
import { decode, encode } from 'next-auth/jwt';
import { env } from '@/lib/env';

export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** What the encrypted token says; all of it is checked against the database at every use. */
export interface SessionToken {
  readonly userId: string;
  readonly sessionId: string;
  readonly version: number;
}

interface Headers {
  get(name: string): string | null;
}

/** Whether the person's browser speaks https with us, directly or through a proxy. */
export function isSecure(headers: Headers): boolean {
  const forwarded = headers.get('x-forwarded-proto')?.split(',')[0]?.trim();
  return forwarded === 'https' || env.NEXTAUTH_URL?.startsWith('https://') === true;
}

export function cookieName(secure: boolean): string {
  return secure ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

export function cookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: SESSION_SECONDS } as const;
}

export function authSecret(): string {
  if (env.NEXTAUTH_SECRET === undefined) throw new Error('Environment: NEXTAUTH_SECRET is not set');
  return env.NEXTAUTH_SECRET;
}

export function encodeToken({ userId, sessionId, version }: SessionToken): Promise<string> {
  return encode({ token: { sub: userId, sessionId, version }, secret: authSecret(), maxAge: SESSION_SECONDS });
}

/** `null` for anything that is not a token of ours: forged, cut, expired, of another secret. */
export async function decodeToken(text: string): Promise<SessionToken | null> {
  try {
    const token = await decode({ token: text, secret: authSecret() });
    if (token === null || typeof token.sub !== 'string' || typeof token.sessionId !== 'string' || typeof token.version !== 'number') return null;
    return { userId: token.sub, sessionId: token.sessionId, version: token.version };
  } catch {
    return null;
  }
}

/** A cookie of a plain request. */
export function cookieOf(headers: Headers, name: string): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
