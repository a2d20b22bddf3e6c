import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { config, proxy } from '@/proxy';

const at = (path: string, cookie?: string) => proxy(new NextRequest(`http://box.local:8080${path}`, { headers: cookie === undefined ? {} : { cookie } }));

describe('proxy', () => {
  it('sends a visitor to sign in and back, on the host that was opened', () => {
    const response = at('/rebalance?kind=none');
    expect(response.status).toBe(307);
    expect(response.headers.get('location')).toBe('http://box.local:8080/sign-in?next=%2Frebalance%3Fkind%3Dnone');
  });

  it.each(['next-auth.session-token=anything', '__Secure-next-auth.session-token=anything'])('lets %s through to where it is checked, and says which page was asked for', (cookie) => {
    const response = at('/settings/tax', cookie);
    expect(response.headers.get('location')).toBeNull();
    expect(response.headers.get('x-middleware-request-x-bandwise-path')).toBe('/settings/tax');
  });

  it('stays away from the market, the API and the sign-in', () => {
    expect(config.matcher.every((path) => /^\/(plan|portfolio|rebalance|income|scenarios|settings)\/:path\*$/.test(path))).toBe(true);
  });
});
