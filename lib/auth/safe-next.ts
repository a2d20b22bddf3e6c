const ORIGIN = 'http://here.invalid';

/** A path of this site to go on to after signing in; anything that could lead elsewhere becomes the fallback. */
export function safeNext(next: unknown, fallback = '/'): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\\]/.test(next) || next.length > 500) return fallback;
  if (!URL.canParse(next, ORIGIN)) return fallback;
  const url = new URL(next, ORIGIN);
  const path = url.pathname + url.search + url.hash;
  // Dots are resolved by now: `/.//elsewhere` has become `//elsewhere`, which is another site.
  return url.origin === ORIGIN && !path.startsWith('//') ? path : fallback;
}
