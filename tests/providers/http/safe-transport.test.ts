import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ipFault, webAddressFault } from '@/lib/providers/http/public-address';
import { createSafeTransport, type Resolve } from '@/lib/providers/http/safe-transport';
import { createSourceFetch } from '@/lib/providers/http/source-fetch';
import type { SourceGate } from '@/lib/providers/http/gate';

describe('an IP address', () => {
  it.each<[string, string]>([
    ['127.0.0.1', 'this machine'], ['127.9.9.9', 'this machine'], ['0.0.0.0', 'this machine'], ['0.1.2.3', 'this machine'], ['::1', 'this machine'], ['::', 'this machine'],
    ['10.0.0.1', 'a private network'], ['172.16.0.1', 'a private network'], ['172.31.255.255', 'a private network'], ['192.168.1.1', 'a private network'], ['100.64.0.1', 'a private network'], ['100.100.100.200', 'a private network'], ['fc00::1', 'a private network'], ['fd00:ec2::254', 'a private network'], ['fec0::1', 'a private network'],
    ['169.254.169.254', 'a local network'], ['169.254.0.1', 'a local network'], ['fe80::1', 'a local network'], ['224.0.0.1', 'many machines at once'], ['239.255.255.250', 'many machines at once'], ['ff02::1', 'many machines at once'],
    ['::ffff:127.0.0.1', 'an address that is not public'], ['::ffff:8.8.8.8', 'an address that is not public'], ['::127.0.0.1', 'an address that is not public'], ['64:ff9b::7f00:1', 'an address that is not public'], ['2002:7f00:1::', 'an address that is not public'], ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'an address that is not public'], ['2001:db8::1', 'an address that is not public'],
    ['255.255.255.255', 'an address that is not public'], ['240.0.0.1', 'an address that is not public'], ['192.0.0.192', 'an address that is not public'], ['198.18.0.1', 'an address that is not public'], ['203.0.113.7', 'an address that is not public'], ['168.63.129.16', 'an address that is not public'],
    ['', 'no address at all'], ['example.com', 'no address at all'],
  ])('%s is %s', (address, fault) => expect(ipFault(address)).toBe(fault));

  it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '192.167.1.1', '2606:4700::1111', '2a00:1450:4001::1'])('%s is public', (address) => expect(ipFault(address)).toBeNull());
});

describe('an address of the web', () => {
  it.each<[string, string]>([
    ['file:///etc/passwd', 'it is no web address'], ['ftp://feeds.example.com/', 'it is no web address'], ['data:text/xml,x', 'it is no web address'], ['javascript:1', 'it is no web address'], ['gopher://feeds.example.com/', 'it is no web address'],
    ['https://name:secret@feeds.example.com/', 'it holds a name or a password'], ['https://name@feeds.example.com/', 'it holds a name or a password'], ['https://feeds.example.com@127.0.0.1/', 'it holds a name or a password'],
    ['http://127.0.0.1/', 'it is a number, not a name'], ['http://0177.0.0.1/', 'it is a number, not a name'], ['http://0x7f.0.0.1/', 'it is a number, not a name'], ['http://0x7f000001/', 'it is a number, not a name'], ['http://2130706433/', 'it is a number, not a name'], ['http://127.1/', 'it is a number, not a name'], ['http://0/', 'it is a number, not a name'], ['http://①②⑦.0.0.1/', 'it is a number, not a name'], ['http://127.0.0.1./', 'it is a number, not a name'],
    ['http://[::1]/', 'it is a number, not a name'], ['http://[::ffff:127.0.0.1]/', 'it is a number, not a name'], ['http://[0:0:0:0:0:ffff:7f00:1]/', 'it is a number, not a name'], ['http://8.8.8.8/', 'it is a number, not a name'], ['http://169.254.169.254/latest/meta-data/', 'it is a number, not a name'],
    ['http://localhost/', 'its name is only known to this machine or its network'], ['http://localhost./', 'its name is only known to this machine or its network'], ['http://intranet/feed', 'its name is only known to this machine or its network'],
  ])('%s: %s', (address, fault) => expect(webAddressFault(new URL(address))).toBe(fault));

  it.each(['https://cointelegraph.com/rss', 'http://feeds.example.com:8080/a?b=c', 'https://bücher.example/'])('%s may be asked', (address) => expect(webAddressFault(new URL(address))).toBeNull());
});

const openGate: SourceGate = { take: () => Promise.resolve(), succeeded: () => Promise.resolve(), failed: () => Promise.resolve() };
const at = (...addresses: string[]): Resolve => () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('a transport for addresses that a person entered', () => {
  let asked = 0;
  let redirects = '';
  const server = http.createServer((request, response) => {
    asked += 1;
    if (request.url === '/away') response.writeHead(302, { location: redirects }).end();
    else if (request.url === '/big') response.end('x'.repeat(100_000));
    else if (request.url !== '/hang') response.writeHead(200, { 'content-type': 'text/plain' }).end('inner');
  });
  let origin = '';
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
    origin = `http://127.0.0.1:${port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    asked = 0;
  });

  const fetching = (resolve: Resolve, trusted: readonly string[] = []) =>
    createSourceFetch('news', openGate, { expects: 'text', attempts: 1, timeoutMs: 2_000, maxBytes: 50_000, transport: createSafeTransport('news', { resolve, trusted }) });

  it.each<[string, readonly string[], string]>([
    ['this machine', ['127.0.0.1'], 'this machine'], ['this machine, among public ones', ['93.184.215.14', '127.0.0.1'], 'this machine'], ['this machine in IPv6', ['::1'], 'this machine'], ['this machine, mapped', ['::ffff:127.0.0.1'], 'an address that is not public'],
    ['a home network', ['192.168.0.1'], 'a private network'], ['the metadata of a cloud', ['169.254.169.254'], 'a local network'], ['a unique local address', ['fd00::1'], 'a private network'],
  ])('does not connect to a name that leads to %s', async (_, addresses, words) => {
    await expect(fetching(at(...addresses))(`http://feeds.example.com:${port}/`)).rejects.toMatchObject({ kind: 'refused', message: `feeds.example.com:${port} is not asked: it leads to ${words}` });
    expect(asked).toBe(0);
  });

  it('judges the addresses that it connects to, so a name that changes its mind gains nothing', async () => {
    const answers = ['93.184.215.14', '127.0.0.1'];
    let looked = 0;
    const rebinding: Resolve = (name) => at(answers[Math.min(looked++, 1)] ?? '')(name);
    // Whoever looked before saw a public address.
    expect((await rebinding('rebind.example.com')).map(({ address }) => ipFault(address))).toEqual([null]);
    await expect(fetching(rebinding)(`http://rebind.example.com:${port}/`)).rejects.toMatchObject({ kind: 'refused' });
    expect([looked, asked]).toEqual([2, 0]);
  });

  it.each(['http://2130706433', 'http://0x7f.1', 'http://0177.0.0.1', 'http://127.1', 'http://[::ffff:7f00:1]', 'http://localhost'])('does not ask %s', async (host) => {
    await expect(fetching(at('93.184.215.14'))(`${host}:${port}/`)).rejects.toMatchObject({ kind: 'refused' });
    expect(asked).toBe(0);
  });

  it('brings what a public name answers, redirects and all', async () => {
    redirects = `http://other.example.com:${port}/feed`;
    const named: string[] = [];
    const resolve: Resolve = (name) => (named.push(name), at('127.0.0.1')(name));
    const fetch = createSourceFetch('news', openGate, { expects: 'text', attempts: 1, transport: createSafeTransport('news', { resolve, judge: () => null }) });
    const response = await fetch(`http://feeds.example.com:${port}/away`, { headers: { accept: 'text/xml' } });
    expect([response.status, await response.text(), named]).toEqual([200, 'inner', ['feeds.example.com', 'other.example.com']]);
  });

  it('looks once more at what it was really connected to', async () => {
    let looks = 0;
    const judge = (): string | null => (looks++ === 0 ? null : 'somewhere else');
    const fetch = createSourceFetch('news', openGate, { expects: 'text', attempts: 1, transport: createSafeTransport('news', { resolve: at('127.0.0.1'), judge }) });
    await expect(fetch(`http://feeds.example.com:${port}/`)).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('leads to somewhere else') });
    expect(asked).toBe(0);
  });

  it('asks what the operator named, though it is private, and nothing beside it', async () => {
    const fetch = fetching(at('127.0.0.1'), [`${origin}/base`]);
    expect(await (await fetch(`${origin}/feed`)).text()).toBe('inner');
    await expect(fetch(`http://localhost:${port}/feed`)).rejects.toMatchObject({ kind: 'refused' });
    await expect(fetch(`http://feeds.example.com:${port}/feed`)).rejects.toMatchObject({ kind: 'refused' });
    expect(asked).toBe(1);
  });

  it.each<[string, string]>([
    ['a number', 'http://169.254.169.254/latest/meta-data/'], ['this machine by name', 'http://localhost:1/'], ['a name with a private address', 'http://inner.example.com/'], ['another port of this machine', 'http://127.0.0.1:1/'], ['a file', 'file:///etc/passwd'], ['an address with a password', 'http://a:b@feeds.example.com/'],
  ])('does not follow a redirect to %s', async (_, location) => {
    redirects = location;
    await expect(fetching(at('10.0.0.1'), [origin])(`${origin}/away`)).rejects.toMatchObject({ kind: 'refused' });
    expect(asked).toBe(1);
  });

  it('follows five redirects and no more', async () => {
    redirects = `${origin}/away`;
    await expect(fetching(at('127.0.0.1'), [origin])(`${origin}/away`)).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('redirects in a circle') });
    expect(asked).toBe(6);
  });

  it.each<[string, string]>([['/big', 'garbled'], ['/hang', 'timed-out']])('ends %s: %s', async (path, kind) => {
    await expect(fetching(at('127.0.0.1'), [origin])(`${origin}${path}`)).rejects.toMatchObject({ kind });
  });

  it('says that a name is not known', async () => {
    const unknown: Resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
    await expect(fetching(unknown)('http://feeds.example.com/')).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('its name is not known') });
    await expect(fetching(at())('http://feeds.example.com/')).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
