import { NextResponse, type NextRequest } from 'next/server';

/**
 * Convenience only: a visitor without any session cookie is sent to sign in before a page is rendered, and a page learns its own
 * path to come back to. Whether a session is valid is decided where the data is read, never here.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const path = pathname + search;
  const hasCookie = request.cookies.has('next-auth.session-token') || request.cookies.has('__Secure-next-auth.session-token');
  if (!hasCookie && request.method === 'GET') {
    const signIn = request.nextUrl.clone();
    signIn.pathname = '/sign-in';
    signIn.search = `?next=${encodeURIComponent(path)}`;
    return NextResponse.redirect(signIn);
  }
  const headers = new Headers(request.headers);
  headers.set('x-bandwise-path', path);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ['/plan/:path*', '/portfolio/:path*', '/rebalance/:path*', '/income/:path*', '/scenarios/:path*', '/settings/:path*'] };
