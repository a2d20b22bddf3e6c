import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import type { CoingeckoPlan } from '@/lib/providers/coingecko/client';
import { chunkIds } from '@/lib/providers/chunk-ids';
import { coingeckoProvider, type CoingeckoSetup } from '@/lib/providers/coingecko/provider';
import { SourceError } from '@/lib/providers/live-port';
import { answering, Status, type Answerer } from '../../support/source-answers';
import { chart, market, midnight, NOW, page } from './fixtures';

function provider(answer: Answerer, setup: Partial<CoingeckoSetup> = {}) {
  const { fetch, seen } = answering(answer);
  const made = coingeckoProvider({ fetch, baseUrl: 'http://gecko.test/api/v3', plan: 'none', apiKey: null, now: () => NOW, listing: 1000, ...setup });
  return { made, seen, asked: () => seen.map(({ url }) => `${url.pathname}${url.search}`) };
}

const SPAN = { from: isoDay('2026-04-01'), to: isoDay('2026-05-01') };
const refusalOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no error', (error: unknown) => error);

describe('CoinGecko is asked', () => {
  it('page by page for its listing, the largest first, up to the limit', async () => {
    const { made, seen } = provider((url) => page(250, (Number(url.searchParams.get('page')) - 1) * 250));
    const pages = [];
    for await (const listed of made.listing?.(400) ?? []) pages.push(listed);
    expect(pages.map(({ rows, quotes }) => [rows.length, quotes.length])).toEqual([[250, 250], [150, 150]]);
    expect(seen.map(({ url }) => [url.pathname, url.searchParams.get('order'), url.searchParams.get('per_page'), url.searchParams.get('page'), url.searchParams.get('vs_currency')])).toEqual([
      ['/api/v3/coins/markets', 'market_cap_desc', '250', '1', 'usd'],
      ['/api/v3/coins/markets', 'market_cap_desc', '250', '2', 'usd'],
    ]);
  });

  it('no further than the last page, and an asset that slides onto the next page is listed once', async () => {
    const { made, seen } = provider((url) => (url.searchParams.get('page') === '1' ? page(250) : [market({ id: 'coin-249' }), market({ id: 'late' })]));
    const pages = [];
    for await (const listed of made.listing?.(5000) ?? []) pages.push(listed);
    expect(pages.flatMap(({ rows }) => rows)).toHaveLength(251);
    expect(pages[1]?.refused.map(({ subject, reason }) => [subject, reason])).toEqual([['coin-249', 'it came twice (the first stands)']]);
    expect(seen).toHaveLength(2);
  });

  it('for prices in lists without a blank, no list longer than it answers', async () => {
    const ids = page(251).map(({ id }) => String(id));
    const { made, seen } = provider((url) => String(url.searchParams.get('ids')).split(',').map((id) => market({ id })));
    expect((await made.quotes?.(ids))?.rows).toHaveLength(251);
    expect(seen).toHaveLength(2);
    for (const { url } of seen) expect(url.search).not.toMatch(/%20|\+| /);
    expect(chunkIds(['a', 'b', 'a', 'c'], 2, 100)).toEqual([['a', 'b'], ['c']]);
    expect(chunkIds(['abcdefg', 'b', 'c'], 9, 12)).toEqual([['abcdefg'], ['b', 'c']]);
  });

  it.each<[CoingeckoPlan, string, number]>([['none', '30', 30], ['none', '365', 400], ['demo', '365', 400], ['pro', '400', 400]])('never beyond the window of the plan %s: %s days', async (plan, days, back) => {
    const { made, seen } = provider(() => chart([]), { plan, apiKey: plan === 'none' ? null : 'CG-key' });
    const from = new Date(NOW.getTime() - back * 86_400_000).toISOString().slice(0, 10);
    await made.history?.('kelp-coin', { from: isoDay(from), to: isoDay('2026-05-01') });
    expect(seen.map(({ url }) => [url.pathname, url.searchParams.get('days'), url.searchParams.get('interval')])).toEqual([['/api/v3/coins/kelp-coin/market_chart', days, 'daily']]);
    expect(made.historyDays).toBe(plan === 'pro' ? null : 365);
  });

  it.each<[CoingeckoPlan, string | null, string | null]>([['none', null, null], ['demo', 'CG-demo', null], ['pro', null, 'CG-demo']])('with the key of the plan %s and no other', async (plan, demo, pro) => {
    const { made, seen } = provider(() => [market()], { plan, apiKey: plan === 'none' ? null : 'CG-demo' });
    await made.quotes?.(['kelp-coin']);
    expect([seen[0]?.headers.get('x-cg-demo-api-key'), seen[0]?.headers.get('x-cg-pro-api-key')]).toEqual([demo, pro]);
    expect(seen[0]?.url.search).not.toContain('CG-');
    expect([...(seen[0]?.headers.keys() ?? [])].filter((name) => name.startsWith('x-'))).toEqual(plan === 'none' ? [] : [`x-cg-${plan}-api-key`]);
  });

  it('for the members of a category that it has, by id or by name, and for no other', async () => {
    const { made, asked } = provider((url) => {
      if (url.pathname.endsWith('/list')) return [{ category_id: 'meme-token', name: 'Meme' }, { category_id: 'stables-renamed', name: 'Stablecoins' }];
      return url.searchParams.get('category') === 'meme-token' ? page(250).slice(0, 3) : [market({ id: 'usd-kelp' })];
    });
    expect(await made.category?.('meme-token')).toEqual(['coin-0', 'coin-1', 'coin-2']);
    expect(await made.category?.('stablecoins')).toEqual(['usd-kelp']);
    expect(await made.category?.('leveraged-token')).toEqual([]);
    expect(asked().filter((text) => text.includes('/list'))).toHaveLength(1);
    expect(asked().filter((text) => text.includes('category='))).toHaveLength(2);
  });

  it('for a category no further than those that are followed: it is told by size', async () => {
    const { made, asked } = provider((url) => (url.pathname.endsWith('/list') ? [{ category_id: 'meme-token', name: 'Meme' }] : page(250, (Number(url.searchParams.get('page')) - 1) * 250)));
    const followed = (upTo: number) => new Set(Array.from({ length: upTo }, (_, i) => `coin-${i}`));
    expect(await made.category?.('meme-token', followed(100))).toHaveLength(250);
    expect(await made.category?.('meme-token', followed(400))).toHaveLength(750);
    expect(await made.category?.('meme-token')).toHaveLength(1_000);
    expect(asked().filter((text) => text.includes('category='))).toHaveLength(1 + 3 + 4);
  });

  it('for the day that has just ended, once for many; for no other day', async () => {
    const { made, seen } = provider(() => [market({ last_updated: '2026-05-02T00:05:00Z' })]);
    expect((await made.closes?.(['kelp-coin'], isoDay('2026-05-01')))?.rows).toMatchObject([{ day: '2026-05-01', close: null, tradedValue: '34567.5' }]);
    expect(await made.closes?.(['kelp-coin'], isoDay('2026-04-01'))).toMatchObject({ rows: [], refused: [{ about: '2026-04-01' }] });
    expect(seen).toHaveLength(1);
  });
});

describe('CoinGecko answers', () => {
  it('an unknown id by leaving it out', async () => {
    const { made } = provider(() => [market()]);
    expect(await made.quotes?.(['kelp-coin', 'nothing-such'])).toMatchObject({ rows: [{ externalId: 'kelp-coin' }], refused: [{ subject: 'nothing-such', reason: 'not in the answer' }] });
  });

  it('404 for an asset that it does not know, which is no failure of the source', async () => {
    const { made } = provider(() => new Status(404, { error: 'coin not found' }));
    const missing = { rows: [], refused: [{ subject: 'gone', about: '', reason: 'not in the answer', raw: '' }] };
    expect(await made.describe?.('gone')).toEqual(missing);
    expect(await made.history?.('gone', SPAN)).toEqual(missing);
  });

  it('10012 for days beyond the window, which is no failure either', async () => {
    const body = { error: { status: { timestamp: '2026-05-02T10:00:00+00:00', error_code: 10012, error_message: 'Your request exceeds the allowed time range. Limited to the past 365 days.' } } };
    const expected = { rows: [], refused: [{ subject: 'kelp-coin', about: '2026-04-01', reason: 'further back than the plan gives', raw: '' }] };
    expect(await provider(() => new Status(401, body)).made.history?.('kelp-coin', SPAN)).toEqual(expected);
    const thrown = new SourceError('coingecko', 'refused', 'gecko.test answered 401, no access: Your request exceeds the allowed time range.');
    const throwing = () => {
      throw thrown;
    };
    expect(await provider(throwing).made.history?.('kelp-coin', SPAN)).toEqual(expected);
    expect(await refusalOf(provider(throwing).made.quotes?.(['kelp-coin']) ?? Promise.resolve())).toBe(thrown);
  });

  const status = (code: number) => ({ status: { error_code: code, error_message: 'told' } });
  it.each<[string, Status, SourceError['kind'], string]>([
    ['a limit', new Status(429, status(429), { 'retry-after': '119' }), 'rate-limited', 'CoinGecko answered 429: told'],
    ['a limit in the words of the CDN', new Status(429, 'Throttled'), 'rate-limited', 'CoinGecko answered 429: without a reason'],
    ['a missing key', new Status(401, status(10002)), 'refused', 'it wants a key'],
    ['a plan that does not do', new Status(403, { error: { status: { error_code: 10005, error_message: 'x' } } }), 'refused', 'the plan of the key does not give this'],
    ['a pro key at the public host', new Status(400, status(10010)), 'refused', 'set the plan to pro'],
    ['a demo key at the pro host', new Status(400, status(10011)), 'refused', 'set the plan to demo'],
    ['a block', new Status(403, status(1020)), 'refused', 'its network blocks this address'],
    ['a fault of ours', new Status(422, { error: 'Missing parameter vs_currency' }), 'refused', 'Missing parameter vs_currency'],
    ['a fault of its own', new Status(500, { status: 500, error: 'Internal Server Error' }), 'failed', 'Internal Server Error'],
    ['a page of HTML', new Status(503, '<html>'), 'failed', 'CoinGecko answered 503'],
    ['an error that calls itself a success', new Status(200, status(429)), 'rate-limited', 'told'],
    ['an object for a list', new Status(200, { coins: [] }), 'garbled', 'not as described: expected array, received object'],
    ['half an answer', new Status(200, '[{"id":"kelp'), 'garbled', 'JSON'],
    ['HTML as a success', new Status(200, '<!doctype html>'), 'garbled', 'JSON'],
  ])('%s, told as what it is', async (_, answer, kind, words) => {
    const error = await refusalOf(provider(() => answer).made.quotes?.(['kelp-coin']) ?? Promise.resolve());
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ source: 'coingecko', kind });
    expect((error as SourceError).message).toContain(words);
  });

  it('when to come back, and that is handed on', async () => {
    const error = await refusalOf(provider(() => new Status(429, status(429), { 'retry-after': '119' })).made.quotes?.(['kelp-coin']) ?? Promise.resolve());
    expect((error as SourceError).retryAt).toEqual(new Date(NOW.getTime() + 119_000));
  });

  it('nothing at all', async () => {
    const cut = () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
    };
    expect(await refusalOf(provider(cut).made.quotes?.(['kelp-coin']) ?? Promise.resolve())).toMatchObject({ name: 'SourceError', kind: 'unreachable' });
  });

  it('a history in the day convention', async () => {
    const { made } = provider(() => chart([[midnight('2026-05-02'), 1.5, 3, 4], [NOW.getTime(), 9]]));
    expect((await made.history?.('kelp-coin', SPAN))?.rows).toMatchObject([{ day: '2026-05-01', close: '1.5', marketCap: '3', tradedValue: '4' }]);
  });
});
