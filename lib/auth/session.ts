import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { safeNext } from './safe-next';
import { cookieName, isSecure } from './token-cookie';
import { verifyToken, type SessionUser } from './verify-session';

export type { SessionUser } from './verify-session';

/** Set by `proxy.ts` on the personal pages; only ever used to come back after signing in. */
export const PATH_HEADER = 'x-bandwise-path';

/** The signed-in person, once per request, checked against the database; `null` for a visitor. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return verifyToken(jar.get(cookieName(isSecure(head)))?.value);
});

/** The signed-in person, or the way to the sign-in page and back to `next` (the page asked for). */
export async function requireUser(next?: string): Promise<SessionUser> {
  const user = await currentUser();
  if (user !== null) return user;
  const back = safeNext(next ?? (await headers()).get(PATH_HEADER));
  redirect(`/sign-in?next=${encodeURIComponent(back)}`);
}
