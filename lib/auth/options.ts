import 'server-only';
import type { NextAuthOptions, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { deleteSession } from '@/lib/data/sessions';
import { trustOpenedHost } from '@/lib/env';
import { logger } from '@/lib/logger';
import { signInSchema } from '@/lib/schemas/account';
import { authenticate, beginSession } from './authenticate';
import { placeOf } from './rate-limits';
import { authSecret, decodeToken, isSecure, SESSION_SECONDS } from './token-cookie';
import { verifyToken } from './verify-session';

/** A person between `authorize` and the token. */
type SignedIn = User & { readonly sessionVersion: number };

/** next-auth for one request: credentials, and tokens that the database can revoke. */
export function authOptions(headers: Headers): NextAuthOptions {
  trustOpenedHost();
  return {
    secret: authSecret(),
    useSecureCookies: isSecure(headers),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    jwt: { decode: ({ token }) => decodeLive(token) },
    pages: { signIn: '/sign-in', signOut: '/settings', error: '/sign-in' },
    providers: [credentialsProvider(headers)],
    callbacks: {
      async jwt({ token, user }) {
        if (user === undefined) return token;
        const session = await beginSession({ id: user.id, sessionVersion: (user as SignedIn).sessionVersion }, headers.get('user-agent') ?? '');
        return { sub: session.userId, sessionId: session.sessionId, version: session.version };
      },
      session: ({ session, token }) => ({ expires: session.expires, user: { email: token.email ?? null } }),
    },
    events: { signOut: ({ token }) => endOf(token) },
    logger: { error: (code) => logger.warn({ code }, 'sign-in'), warn: () => undefined, debug: () => undefined },
  };
}

function credentialsProvider(headers: Headers) {
  return CredentialsProvider({
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    async authorize(credentials): Promise<SignedIn | null> {
      const sent = signInSchema.pick({ email: true, password: true }).safeParse({ email: credentials?.email, password: credentials?.password });
      if (!sent.success) return null;
      const result = await authenticate(sent.data.email, sent.data.password, placeOf(headers));
      if (result.ok) return { id: result.user.id, email: result.user.email, sessionVersion: result.user.sessionVersion };
      if (result.reason === 'limited') throw new Error('TooManyAttempts');
      return null;
    },
  });
}

/** A token whose session is over is no token. */
async function decodeLive(text: string | undefined) {
  const user = await verifyToken(text);
  const token = user === null || text === undefined ? null : await decodeToken(text);
  return user === null || token === null ? null : { sub: token.userId, email: user.email, sessionId: token.sessionId, version: token.version };
}

async function endOf(token: { sub?: string; sessionId?: unknown } | undefined): Promise<void> {
  if (typeof token?.sub === 'string' && typeof token.sessionId === 'string') await deleteSession(token.sub, token.sessionId);
}
