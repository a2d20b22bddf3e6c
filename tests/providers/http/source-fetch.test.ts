import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRng } from '@/lib/domain/foundation/rng';
import type { SourceGate } from '@/lib/providers/http/gate';
import { closedGate } from '@/lib/providers/http/gate';
import { createSourceFetch, sourceErrorOf, type SourceFetchOptions } from '@/lib/providers/http/source-fetch';
import { SourceError, type NetworkSource, type SourceErrorKind } from '@/lib/providers/live-port';
import type { FaultRule } from '@/tests/support/source-stubs/faults';
import { startSources, type RunningSources } from '@/tests/support/source-stubs/start-sources';

const SECRET = 'CG-secret-key-0123456789';

/** What a request told the gate, in order. */
class Notes implements SourceGate {
  readonly told: string[] = [];
  closed: SourceError | null = null;
  take(source: NetworkSource, underWay = false): Promise<void> {
    this.told.push(`take ${source}${underWay ? ' under way' : ''}`);
    return this.closed ? Promise.reject(this.closed) : Promise.resolve();
  }
  succeeded(): Promise<void> {
    this.told.push('succeeded');
    return Promise.resolve();
  }
  failed(_source: NetworkSource, kind: SourceErrorKind, message: string, retryAt: Date | null): Promise<void> {
    this.told.push(`failed ${kind}${retryAt ? ` until ${retryAt.toISOString()}` : ''}`);
    this.words.push(message);
    return Promise.resolve();
  }
  readonly words: string[] = [];
}

let sources: RunningSources;
let gate: Notes;
beforeAll(async () => void (sources = await startSources({ assets: 20, today: '2026-06-15' })));
afterAll(() => sources.stop());
beforeEach(() => {
  gate = new Notes();
  sources.clearRequests();
});
afterEach(() => sources.heal());

const NOW = new Date('2026-06-15T12:00:00Z');
const asker = (options: SourceFetchOptions = {}): typeof fetch =>
  createSourceFetch('coingecko', gate, { firstWaitMs: 1, timeoutMs: 10_000, secrets: [SECRET, null], clock: { now: () => NOW }, random: createRng(1).next, ...options });
/** Short where the source keeps silent, else as long as a busy machine may take. */
const patience = (fault: FaultRule['fault']): SourceFetchOptions => (fault === 'hang' || fault === 'stall' ? { timeoutMs: 1_000 } : {});
const markets = (): string => `${sources.urls.coingecko}/coins/markets?vs_currency=usd&x_cg_demo_api_key=${SECRET}`;
const failure = (asked: Promise<Response>): Promise<SourceError> => asked.then((answer) => expect.fail(`was answered with ${answer.status}`), (error: unknown) => error as SourceError);
const met = (fault: FaultRule['fault'], more: Partial<FaultRule> = {}): (() => void) => sources.inject({ fault, source: 'coingecko', ...more });

describe('a request that goes well', () => {
  it('takes one token, hands the answer over and says so', async () => {
    const answer = await asker()(markets());
    expect(answer.ok).toBe(true);
    expect(answer.headers.get('content-type')).toContain('json');
    expect(await answer.json()).toHaveLength(20);
    expect(gate.told).toEqual(['take coingecko', 'succeeded']);
  });

  it('hands over the faults of a question as they are, for the provider to read', async () => {
    const answer = await asker()(`${sources.urls.coingecko}/coins/no-such-coin`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: 'coin not found' });
    expect(gate.told).toEqual(['take coingecko', 'succeeded']);
  });

  it.each([
    ['what the header says', 'text/xml; charset=ISO-8859-1', '<a>Zürich</a>', 'latin1'],
    ['what an XML declaration says', 'text/xml', '<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich</a>', 'latin1'],
    ['UTF-8 where nobody says', 'text/plain', 'Zürich – 東京', 'utf8'],
    ['UTF-8 where the name is no encoding', 'text/plain; charset=klingon', 'Zürich – 東京', 'utf8'],
  ] as const)('reads text by %s', async (_, type, text, encoding) => {
    const transport: typeof fetch = () => Promise.resolve(new Response(Buffer.from(text, encoding), { headers: { 'content-type': type } }));
    expect(await (await asker({ transport, expects: 'text' })(markets())).text()).toBe(text);
  });

  it('says who asks, unless the asker does', async () => {
    await asker()(markets());
    await asker()(markets(), { headers: { 'user-agent': 'an SDK' } });
    expect(sources.requests.map(({ headers }) => headers['user-agent'])).toEqual(['Bandwise', 'an SDK']);
  });

  it('takes a Request too, with its method and headers', async () => {
    await asker()(new Request(markets(), { headers: { 'x-cg-demo-api-key': SECRET } }));
    expect(sources.requests.at(-1)?.headers['x-cg-demo-api-key']).toBe(SECRET);
  });
});

describe('a request that may do better', () => {
  it.each(['server-error', 'unavailable', 'reset', 'truncated', 'garbage', 'empty', 'hang', 'stall'] as const)('is repeated after %s, with a token each time', async (fault) => {
    met(fault, { times: 2 });
    const answer = await asker(patience(fault))(markets());
    expect(await answer.json()).toHaveLength(20);
    expect(gate.told.filter((line) => line.startsWith('take'))).toHaveLength(3);
    expect(gate.told.at(-1)).toBe('succeeded');
  });

  it.each([
    ['server-error', 'failed', /answered 500/],
    ['unavailable', 'failed', /answered 503: Service Unavailable/],
    ['reset', 'unreachable', /cannot be reached: the connection was cut/],
    ['truncated', 'garbled', /broken JSON/],
    ['garbage', 'garbled', /broken JSON/],
    ['empty', 'garbled', /answered with nothing/],
    ['hang', 'timed-out', /no answer within 1 s/],
    ['stall', 'timed-out', /no answer within 1 s/],
  ] as const)('ends after three attempts of %s, as %s', async (fault, kind, words) => {
    met(fault);
    const error = await failure(asker(patience(fault))(markets()));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ source: 'coingecko', kind, retryAt: null });
    expect(error.message).toMatch(words);
    expect(sources.requests).toHaveLength(3);
    expect(gate.told.filter((line) => line === `failed ${kind}`)).toHaveLength(3);
  });

  it('waits longer from attempt to attempt, by seeded chance', async () => {
    met('server-error');
    const waits: number[] = [];
    const rng = createRng(7);
    const random = (): number => {
      const chance = rng.next();
      waits.push(chance);
      return chance;
    };
    await failure(asker({ random, attempts: 4 })(markets()));
    const again = createRng(7);
    expect(waits).toEqual([again.next(), again.next(), again.next()]);
  });

  it('stops repeating when the gate closes, and tells what went wrong before', async () => {
    met('server-error');
    gate.closed = null;
    const original = gate.failed.bind(gate);
    gate.failed = async (...given) => {
      gate.closed = new SourceError('coingecko', 'failed', 'rests');
      return original(...given);
    };
    expect((await failure(asker()(markets()))).message).toMatch(/answered 500/);
    expect(sources.requests).toHaveLength(1);
  });

  it('are told with the beginning of a long address, and no part of a key', async () => {
    met('server-error');
    const { message } = await failure(asker()(`${sources.urls.coingecko}/coins/${'bitcoin,'.repeat(9)}${SECRET}/${'x'.repeat(900)}?vs_currency=usd`));
    expect(message).toMatch(/^127\.0\.0\.1:\d+\/api\/v3\/coins\/(bitcoin,)+.{0,8}… answered 500/);
    expect(message).not.toContain('CG-s');
    expect(message.length).toBeLessThan(200);
  });

  it('is not repeated where it writes', async () => {
    met('server-error');
    await failure(asker()(markets(), { method: 'POST', body: '{}' }));
    expect(sources.requests).toHaveLength(1);
  });
});

describe('a source that asks to wait', () => {
  it.each([
    ['seconds', '119', '2026-06-15T12:01:59.000Z'],
    ['a date', 'Mon, 15 Jun 2026 12:30:00 GMT', '2026-06-15T12:30:00.000Z'],
    ['a date that has passed', 'Mon, 15 Jun 2026 11:00:00 GMT', '2026-06-15T12:00:01.000Z'],
    ['far too long', '99999999', '2026-06-16T12:00:00.000Z'],
    ['nonsense', 'soon', '2026-06-15T12:01:00.000Z'],
    ['nothing', undefined, '2026-06-15T12:01:00.000Z'],
  ])('is left alone until then: Retry-After in %s', async (_, retryAfter, until) => {
    met('rate-limited', retryAfter === undefined ? {} : { retryAfter });
    const error = await failure(asker()(markets()));
    expect(error.kind).toBe('rate-limited');
    expect(error.retryAt?.toISOString()).toBe(until);
    expect(error.message).toContain('exceeded the Rate Limit');
    expect(gate.told).toEqual(['take coingecko', `failed rate-limited until ${until}`]);
  });

  it('is not asked again within the same request after 503 with Retry-After', async () => {
    met('unavailable', { retryAfter: '30' });
    expect(await failure(asker()(markets()))).toMatchObject({ kind: 'failed', retryAt: new Date('2026-06-15T12:00:30Z') });
    expect(sources.requests).toHaveLength(1);
  });
});

describe('answers that are of no use', () => {
  it.each([
    ['html', 'garbled', /web page instead of data/],
    ['html-as-json', 'garbled', /web page instead of data/],
    ['too-large', 'garbled', /more than 33554432 bytes/],
    ['forbidden', 'refused', /answered 403, no access: Requested metric is not available/],
    ['redirect-loop', 'refused', /redirects in a circle/],
  ] as const)('%s ends the request at once, as %s', async (fault, kind, words) => {
    met(fault);
    const error = await failure(asker()(markets()));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(words);
    expect(gate.told.filter((line) => line === 'take coingecko')).toHaveLength(1);
  });

  it('reads text where text is expected', async () => {
    const answer = await createSourceFetch('news', gate, { expects: 'text', firstWaitMs: 1 })(sources.feeds[0] as string);
    expect(await answer.text()).toContain('<rss');
  });

  it('stops a body at its limit without reading the rest', async () => {
    const error = await failure(asker({ maxBytes: 1_000 })(markets()));
    expect(error).toMatchObject({ kind: 'garbled' });
    expect(error.message).toContain('more than 1000 bytes');
  });
});

describe('redirects', () => {
  it('carry no key to another host', async () => {
    const headers: http.IncomingHttpHeaders[] = [];
    const other = http.createServer((request, response) => {
      headers.push(request.headers);
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    met('redirect-away', { to: `http://127.0.0.1:${(other.address() as AddressInfo).port}/elsewhere` });
    await asker()(markets(), { headers: { 'x-cg-demo-api-key': SECRET, authorization: `Bearer ${SECRET}`, accept: 'application/json' } });
    other.close();
    expect(JSON.stringify(headers)).not.toContain(SECRET);
    expect(headers[0]?.accept).toBe('application/json');
  });

  it('count as requests, each of them', async () => {
    met('redirect-away', { to: markets(), times: 2 });
    expect((await asker()(markets())).status).toBe(200);
    expect(gate.told).toEqual(['take coingecko', 'take coingecko under way', 'take coingecko under way', 'succeeded']);
    gate.told.length = 0;
    sources.clearRequests();
    met('redirect-loop');
    expect(await failure(asker()(markets()))).toMatchObject({ kind: 'refused' });
    expect(gate.told.filter((told) => told.startsWith('take')).length).toBe(sources.requests.length);
  });

  it.each(['file:///etc/passwd', 'ftp://example.org/x', 'gopher://x'])('to %s are refused', async (to) => {
    met('redirect-away', { to });
    expect(await failure(asker()(markets()))).toMatchObject({ kind: 'refused' });
  });
});

describe('the asker', () => {
  it('may give up, which says nothing about the source', async () => {
    met('hang');
    const controller = new AbortController();
    const asked = asker()(markets(), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 30);
    await expect(asked).rejects.toThrow('enough');
    expect(gate.told).toEqual(['take coingecko']);
  });

  it('is told at once while the gate is closed, and nothing leaves', async () => {
    const closed = createSourceFetch('coingecko', closedGate('This installation is set to stay offline.'));
    expect(await failure(closed(markets()))).toMatchObject({ kind: 'refused', message: 'This installation is set to stay offline.' });
    expect(sources.requests).toHaveLength(0);
  });

  it('hears where nothing listens, in words', async () => {
    const gone = http.createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect((await failure(asker({ attempts: 1 })(`http://127.0.0.1:${port}/x`))).message).toBe(`127.0.0.1:${port}/x cannot be reached: nothing listens there`);
  });
});

describe('keys', () => {
  it.each(['rate-limited', 'server-error', 'html', 'truncated', 'forbidden', 'reset', 'hang'] as const)('are in no error and no note to the gate: %s', async (fault) => {
    met(fault);
    const error = await failure(asker(patience(fault))(markets(), { headers: { 'x-cg-demo-api-key': SECRET } }));
    expect(`${error.message} ${error.stack} ${gate.words.join(' ')}`).not.toContain(SECRET);
  });

  it('are crossed out where the source repeats them', async () => {
    const transport: typeof fetch = () => Promise.resolve(new Response(JSON.stringify({ error: `bad key ${SECRET}` }), { status: 401, headers: { 'content-type': 'application/json' } }));
    const error = await failure(asker({ transport })(markets()));
    expect(error.message).toContain('bad key •••');
    expect(`${error.message} ${gate.words.join(' ')}`).not.toContain(SECRET);
  });
});

describe('an error inside what an SDK threw', () => {
  it('is found, however deep', () => {
    const inner = new SourceError('coingecko', 'rate-limited', 'wait');
    expect(sourceErrorOf('coingecko', new Error('a', { cause: new Error('b', { cause: inner }) }))).toBe(inner);
    expect(sourceErrorOf('coingecko', new Error('not what was expected'))).toMatchObject({ kind: 'garbled', message: 'not what was expected' });
  });
});
