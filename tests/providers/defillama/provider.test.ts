import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { DEFILLAMA_URLS } from '@/lib/providers/defillama/client';
import { defillamaProvider } from '@/lib/providers/defillama/provider';
import { SourceError } from '@/lib/providers/live-port';
import { answering, Status, type Answerer } from '../../support/source-answers';
import { at, NOW, pool, protocol, stable, told } from './fixtures';

const SPAN = { from: isoDay('2026-04-01'), to: isoDay('2026-05-01') };

function provider(answer: Answerer) {
  const { fetch, seen } = answering(answer);
  return { made: defillamaProvider({ fetch, fetchLarge: fetch, urls: DEFILLAMA_URLS, now: () => NOW }), seen, asked: () => seen.map(({ url }) => `${url.host}${url.pathname}${url.search}`) };
}

const idsOf = (url: URL): string[] => (url.pathname.split('/').at(-1) ?? '').split(',').map(decodeURIComponent);
const errorOf = (work: Promise<unknown> | undefined): Promise<unknown> => (work ?? Promise.resolve()).then(() => 'no error', (error: unknown) => error);

/** Kelp has a protocol in two versions and fees; Ethereum is a chain. */
const world: Answerer = (url) => {
  const path = `${url.pathname}${url.searchParams.get('dataType') ?? ''}`;
  const answers: Record<string, unknown> = {
    '/protocols': [protocol({ name: 'Kelp V2', slug: 'kelp-v2', parentProtocol: 'parent#kelp', tvl: 100 }), protocol({ name: 'Kelp V3', slug: 'kelp-v3', parentProtocol: 'parent#kelp', gecko_id: null, tvl: 50 })],
    '/v2/chains': [{ name: 'OP Mainnet', gecko_id: 'optimism', tvl: 700, tokenSymbol: 'OP', cmcId: '1', chainId: 10 }],
    '/protocol/kelp': { id: 'parent#kelp', name: 'Kelp', chainTvls: {}, tvl: [{ date: at('2026-05-01'), totalLiquidityUSD: 140 }, { date: at('2026-05-02'), totalLiquidityUSD: 150 }, { date: at('2026-05-02T09:00:00Z'), totalLiquidityUSD: 1 }] },
    '/v2/historicalChainTvl/OP%20Mainnet': [{ date: at('2026-05-02'), tvl: 690 }],
    '/summary/fees/kelpdailyFees': { totalDataChart: [[at('2026-04-30'), 8], [at('2026-05-01'), 9], [at('2026-05-02'), 2]], total24h: 9 },
    '/overview/feesdailyFees': { protocols: [{ name: 'Kelp V2', total24h: 7 }, { name: 'Kelp V3', total24h: 2 }, { name: 'OP Mainnet', total24h: 30 }, { name: 'Other', total24h: 5 }] },
    '/overview/feesdailyRevenue': { protocols: [{ name: 'Kelp V2', total24h: 1 }, { name: 'Kelp V3', total24h: null }] },
    '/stablecoins': { peggedAssets: [stable()] },
    '/pools': { status: 'success', data: [pool()] },
  };
  return answers[path] ?? new Status(404, { message: 'not found' });
};

describe('DefiLlama is asked', () => {
  it('for closes of one day at 00:00 of the next, so many ids an address', async () => {
    const { made, seen } = provider((url) => ({ coins: Object.fromEntries(idsOf(url).map((key) => [key, { symbol: 'X', price: 2, timestamp: at('2026-05-02'), confidence: 0.99 }])) }));
    const ids = Array.from({ length: 201 }, (_, i) => `coin-${i}`);
    const taken = await made.closes?.(ids, isoDay('2026-05-01'));
    expect([taken?.rows.length, taken?.refused]).toEqual([201, []]);
    expect(seen.map(({ url }) => [url.host, url.pathname.split('/').slice(0, 4).join('/'), idsOf(url).length])).toEqual([
      ['coins.llama.fi', '/prices/historical/1777680000', 100],
      ['coins.llama.fi', '/prices/historical/1777680000', 100],
      ['coins.llama.fi', '/prices/historical/1777680000', 1],
    ]);
    expect(idsOf(seen[0]?.url as URL)[0]).toBe('coingecko:coin-0');
    for (const { url } of seen) expect(url.href.length).toBeLessThan(8_000);
  });

  it('for no day that is not over', async () => {
    const { made, seen } = provider(world);
    expect(await made.closes?.(['kelp-coin'], isoDay('2026-05-02'))).toMatchObject({ rows: [], refused: [{ reason: 'the day is not over' }] });
    expect(seen).toEqual([]);
  });

  it('for a history in years, no further than yesterday', async () => {
    const { made, seen } = provider((url) => {
      const start = Number(url.searchParams.get('start'));
      const prices = Array.from({ length: Number(url.searchParams.get('span')) }, (_, i) => ({ timestamp: start + i * 86_400 + 30, price: 1 + i }));
      return { coins: { 'coingecko:kelp-coin': { symbol: 'KELP', confidence: 0.99, prices } } };
    });
    const taken = await made.history?.('kelp-coin', { from: isoDay('2025-01-01'), to: isoDay('2026-12-31') });
    expect([taken?.rows.length, taken?.rows[0]?.day, taken?.rows.at(-1)?.day, taken?.refused]).toEqual([486, '2025-01-01', '2026-05-01', []]);
    expect(seen.map(({ url }) => [url.pathname, url.searchParams.get('start'), url.searchParams.get('span'), url.searchParams.get('period')])).toEqual([
      ['/chart/coingecko:kelp-coin', String(at('2025-01-02')), '365', '1d'],
      ['/chart/coingecko:kelp-coin', String(at('2026-01-02')), '121', '1d'],
    ]);
  });

  it('for value locked, fees and revenue of one asset, and is not blamed for what it does not list', async () => {
    const { made, asked } = provider(world);
    const taken = await made.metrics?.('kelp-coin', SPAN);
    expect(taken).toEqual({
      rows: [
        { externalId: 'kelp-coin', metric: 'TvlUSD', day: '2026-04-30', value: '140' },
        { externalId: 'kelp-coin', metric: 'TvlUSD', day: '2026-05-01', value: '150' },
        { externalId: 'kelp-coin', metric: 'FeeTotUSD', day: '2026-04-30', value: '8' },
        { externalId: 'kelp-coin', metric: 'FeeTotUSD', day: '2026-05-01', value: '9' },
      ],
      refused: [],
    });
    expect((await made.metrics?.('optimism', SPAN))?.rows).toEqual([{ externalId: 'optimism', metric: 'TvlUSD', day: '2026-05-01', value: '690' }]);
    expect(await made.metrics?.('nothing-of-it', SPAN)).toEqual({ rows: [], refused: [] });
    expect(asked().filter((text) => text === 'api.llama.fi/protocols')).toHaveLength(1);
  });

  it('for a day of all assets in five requests', async () => {
    const { made, asked } = provider(world);
    const taken = await made.dayMetrics?.(isoDay('2026-05-01'));
    expect(taken?.refused).toEqual([]);
    expect(taken?.rows.map(({ externalId, metric, day, value }) => [externalId, metric, day, value])).toEqual([
      ['kelp-coin', 'TvlUSD', '2026-05-01', '150'],
      ['optimism', 'TvlUSD', '2026-05-01', '700'],
      ['kelp-coin', 'FeeTotUSD', '2026-05-01', '9'],
      ['optimism', 'FeeTotUSD', '2026-05-01', '30'],
      ['kelp-coin', 'RevenueUSD', '2026-05-01', '1'],
      ['kelp-dollar', 'StableSupply', '2026-05-01', '1000'],
      ['kelp-dollar', 'StablePegDeviation', '2026-05-01', '-0.002'],
    ]);
    expect(asked()).toEqual([
      'api.llama.fi/protocols',
      'api.llama.fi/v2/chains',
      'api.llama.fi/overview/fees?excludeTotalDataChart=true&excludeTotalDataChartBreakdown=true&dataType=dailyFees',
      'api.llama.fi/overview/fees?excludeTotalDataChart=true&excludeTotalDataChartBreakdown=true&dataType=dailyRevenue',
      'stablecoins.llama.fi/stablecoins?includePrices=true',
    ]);
    expect(await made.dayMetrics?.(isoDay('2026-04-30'))).toMatchObject({ rows: [], refused: [{ about: '2026-04-30' }] });
  });

  it('for yields and prices of the moment at their own hosts', async () => {
    const { made, asked } = provider((url) => (url.pathname.startsWith('/prices') ? { coins: {} } : world(url)));
    expect((await made.yields?.())?.rows).toHaveLength(1);
    expect(told((await made.quotes?.(['kelp-coin']))?.refused ?? [])).toEqual(['kelp-coin: not in the answer']);
    expect(asked()).toEqual(['yields.llama.fi/pools', 'coins.llama.fi/prices/current/coingecko:kelp-coin']);
  });

  it('about an id with odd letters without breaking the address', async () => {
    const { made, asked } = provider(() => ({ coins: {} }));
    await made.quotes?.(['_', 'ape/../x?y=1#z', 'base:0xAB']);
    expect(asked()).toEqual(['coins.llama.fi/prices/current/coingecko:_,coingecko:ape%2F..%2Fx%3Fy%3D1%23z,base:0xAB']);
  });
});

describe('DefiLlama fails', () => {
  it.each<[string, unknown, SourceError['kind']]>([
    ['with a limit', new Status(429, { message: 'slow down' }, { 'retry-after': '30' }), 'rate-limited'],
    ['inside', new Status(502, '<html>bad gateway</html>'), 'failed'],
    ['by a closed door', new Status(403, 'no'), 'refused'],
    ['by a page of HTML', '<!doctype html>', 'garbled'],
    ['half way', '{"coins":{"coingecko:kelp-coin":{"pri', 'garbled'],
    ['with a list for an object', [], 'garbled'],
    ['with nothing', {}, 'garbled'],
  ])('%s, told as what it is', async (_, answer, kind) => {
    const error = await errorOf(provider(() => answer).made.closes?.(['kelp-coin'], isoDay('2026-05-01')));
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ source: 'defillama', kind });
  });

  it('to know its lists', async () => {
    expect(await errorOf(provider(() => new Status(404, {})).made.dayMetrics?.(isoDay('2026-05-01')))).toMatchObject({ name: 'SourceError', kind: 'refused' });
  });

  it('at one id among many: that one is found and the others are told', async () => {
    const { made, seen } = provider((url) => {
      const keys = idsOf(url);
      return keys.includes('coingecko:poison') ? new Status(400, { message: 'bad key' }) : { coins: Object.fromEntries(keys.map((key) => [key, { price: 1, timestamp: at('2026-05-02') }])) };
    });
    const ids = Array.from({ length: 100 }, (_, i) => (i === 37 ? 'poison' : `coin-${i}`));
    const taken = await made.closes?.(ids, isoDay('2026-05-01'));
    expect([taken?.rows.length, told(taken?.refused ?? [])]).toEqual([99, ['poison: its id is refused']]);
    expect(seen.length).toBeLessThan(17);
  });

  it('at all ids: it is not asked on and on', async () => {
    const { made, seen } = provider(() => new Status(400, {}));
    expect(await errorOf(made.closes?.(Array.from({ length: 1_000 }, (_, i) => `coin-${i}`), isoDay('2026-05-01')))).toMatchObject({ kind: 'refused' });
    expect(seen.length).toBeLessThan(40);
    expect(await made.history?.('coin-1', SPAN)).toMatchObject({ rows: [], refused: [{ reason: 'not in the answer' }] });
  });

  it('in words of the fetch, unchanged; and where there is no way to it', async () => {
    const limited = new SourceError('defillama', 'rate-limited', 'wait', new Date(NOW.getTime() + 1_000));
    const throwing = (thrown: Error) => () => {
      throw thrown;
    };
    expect(await errorOf(provider(throwing(limited)).made.yields?.())).toBe(limited);
    expect(await errorOf(provider(throwing(new TypeError('fetch failed'))).made.yields?.())).toMatchObject({ kind: 'unreachable' });
  });

  it('in one row without harm to the others', async () => {
    const { made } = provider(() => ({ coins: { 'coingecko:a': { price: 1, timestamp: at('2026-05-02') }, 'coingecko:b': 'soon', 'coingecko:c': { price: -1, timestamp: at('2026-05-02') } } }));
    const taken = await made.closes?.(['a', 'b', 'c', 'd'], isoDay('2026-05-01'));
    expect(taken?.rows.map(({ externalId }) => externalId)).toEqual(['a']);
    expect(told(taken?.refused ?? [])).toEqual(['b: expected object, received string', 'd: not in the answer', 'c: negative close']);
  });
});
