import 'server-only';

const MAX_REDIRECTS = 5;
/** Who asks, where the asker does not say it. */
const NAME = 'Bandwise';
const OPEN_HEADERS = new Set(['accept', 'accept-language', 'user-agent']);

/** A redirect that is not followed. */
export class BadRedirect extends Error {
  override readonly name = 'BadRedirect';
}

function nextAddress(from: URL, location: string | null): URL {
  if (location === null || !URL.canParse(location, from)) throw new BadRedirect('redirects to nowhere');
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== 'http:') throw new BadRedirect('redirects to something that is no web address');
  if (from.protocol === 'https:' && to.protocol === 'http:') throw new BadRedirect('redirects to an address without encryption');
  return to;
}

/** Keys are for the host they were given for: elsewhere only what every browser says goes along. */
const withoutSecrets = (headers: Headers): Headers => new Headers([...headers].filter(([name]) => OPEN_HEADERS.has(name)));

/** Follows redirects by hand, so that every hop goes through the same transport, is counted, and no key leaves its host. */
export async function follow(transport: typeof fetch, address: URL, init: RequestInit, count: () => Promise<void>): Promise<Response> {
  let at = address;
  let headers = new Headers(init.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', NAME);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await transport(at.href, { ...init, headers, redirect: 'manual' });
    if (![301, 302, 303, 307, 308].includes(response.status)) return response;
    await response.body?.cancel();
    const to = nextAddress(at, response.headers.get('location'));
    if (to.origin !== at.origin) headers = withoutSecrets(headers);
    at = to;
    if (hops < MAX_REDIRECTS) await count();
  }
  throw new BadRedirect('redirects in a circle');
}
