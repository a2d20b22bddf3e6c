import { describe, expect, it } from 'vitest';
import { placeOf } from '@/lib/auth/rate-limits';

const place = (way: string | null, proxies?: number): string => placeOf(new Headers(way === null ? {} : { 'x-forwarded-for': way }), proxies as number);

describe('where a request comes from', () => {
  it.each([
    ['a browser that speaks with us', '203.0.113.9', undefined, '203.0.113.9'],
    ['one that claims to be somebody else', '8.8.8.8, 203.0.113.9', undefined, '203.0.113.9'],
    ['one behind a proxy on this machine', '203.0.113.9, 127.0.0.1', undefined, '203.0.113.9'],
    ['a liar behind a proxy on this machine', '8.8.8.8, 203.0.113.9, ::ffff:127.0.0.1', undefined, '203.0.113.9'],
    ['this machine itself', '::1', undefined, '0:0:0:0::/64'],
    ['one address of a network that has many', '2001:db8:1:2:aaaa::5', undefined, '2001:db8:1:2::/64'],
    ['another address of the same network', '2001:DB8:1:2::', undefined, '2001:db8:1:2::/64'],
    ['a network whose number has a gap', '2001:db8::7', undefined, '2001:db8:0:0::/64'],
    ['a proxy that writes ports', '203.0.113.9:50211', undefined, '203.0.113.9'],
    ['a proxy that writes ports of IPv6', '[2001:db8:1:2::5]:50211', undefined, '2001:db8:1:2::/64'],
    ['an address with a zone', 'fe80::1%eth0', undefined, 'fe80:0:0:0::/64'],
    ['nonsense', ':::::<script>', undefined, ':::::<script>'],
    ['an address in the form of IPv6', '::ffff:203.0.113.9', undefined, '203.0.113.9'],
    ['one behind a proxy in another container', '8.8.8.8, 203.0.113.9, 172.18.0.3', 1, '203.0.113.9'],
    ['fewer proxies than were said', '203.0.113.9', 2, '203.0.113.9'],
    ['no proxy at all, told so', '8.8.8.8, 127.0.0.1', 0, '127.0.0.1'],
    ['nobody who says', null, undefined, 'unknown'],
    ['an empty claim', ' , ', undefined, 'unknown'],
  ])('%s', (_, way, proxies, expected) => {
    process.env.DATABASE_URL ??= 'postgresql://nobody@localhost/none';
    expect(place(way, proxies)).toBe(expected);
  });
});
