import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { exchangeProvider } from '@/lib/providers/exchanges/provider';
import { toldLimit } from '@/lib/providers/exchanges/told-limit';
import { createLiveProviders } from '@/lib/providers/registry';
import { DEFAULT_SOURCE_SETTINGS } from '@/lib/schemas/sources';
import { Status, type Answerer } from '../../support/source-answers';
import { bybitMarket, bybitSays, byPath, krakenContract, krakenPair, krakenSays, krakenTicker, kucoinContract, kucoinSays, kucoinSymbol, okxInstrument, okxSays, opened, openGate, sourceFetch } from './fixtures';

const NOW = new Date('2026-05-04T10:00:00Z');
const TODAY = isoDay('2026-05-04');
const LIVE = { from: TODAY, to: TODAY };
const PAIRS = krakenSays({ XXBTZUSD: krakenPair('XXBT', 'ZUSD'), XBTUSDT: krakenPair('XXBT', 'USDT'), ADAUSDC: krakenPair('ADA', 'USDC'), ADAUSDT: krakenPair('ADA', 'USDT'), SOLEUR: krakenPair('SOL', 'ZEUR'), EURUSD: krakenPair('ZEUR', 'ZUSD'), DOTUSD: krakenPair('DOT', 'ZUSD', { status: 'cancel_only' }), 'XX:BTNL': krakenPair('FLR', 'ZUSD') });
const BOOK = { bids: [['99', '1', 1], ['97', '1', 1]], asks: [['101', '2', 1], ['103', '1', 1]] };
const bar = (day: number, close = '11'): unknown[] => [(Date.parse('2026-05-04T00:00:00Z') + day * 86_400_000) / 1_000, '10', '12', '9', close, '10', '3', 7];

const kraken = (more: Readonly<Record<string, unknown>> = {}): Answerer =>
  byPath({
    '/0/public/AssetPairs': PAIRS,
    '/0/public/Ticker': krakenSays({ XXBTZUSD: krakenTicker('100', '5'), XBTUSDT: krakenTicker('101', '9'), ADAUSDT: krakenTicker('2', '9000'), ADAUSDC: krakenTicker('2'), DOTUSD: krakenTicker('3') }),
    '/0/public/Depth': krakenSays({ XXBTZUSD: BOOK }),
    '/derivatives/api/v3/instruments': { instruments: [krakenContract('PF_XBTUSD', 'flexible_futures', 'BTC'), krakenContract('PF_ADAUSD', 'flexible_futures', 'ADA')] },
    '/derivatives/api/v3/tickers': { result: 'success', tickers: [{ symbol: 'PF_XBTUSD', markPrice: 100, fundingRate: 0.01, openInterest: 7, tag: 'perpetual' }, { symbol: 'PF_ADAUSD', markPrice: 2, fundingRate: 'x', openInterest: 7 }] },
    ...more,
  });

describe('an exchange', () => {
  it('lists one pair an asset, against USD, else USDT, else USDC; no government money, nothing closed, nothing made up', async () => {
    const { made, asked } = opened('kraken', kraken(), NOW);
    for await (const { rows, quotes } of made.listing?.(10) ?? []) {
      expect(rows.map(({ externalId, symbol }) => [externalId, symbol])).toEqual([['ADA/USDT', 'ADA'], ['BTC/USD', 'BTC']]);
      expect(quotes.map(({ externalId, price, tradedValue24h }) => [externalId, price, tradedValue24h])).toEqual([['BTC/USD', '100', '500'], ['ADA/USDT', '2', '18000']]);
    }
    expect(asked()).toEqual(['/0/public/AssetPairs', '/0/public/Ticker']);
    for await (const { rows, quotes } of made.listing?.(1) ?? []) expect([rows.length, quotes.length]).toEqual([1, 1]);
  });

  it('asks for its markets once in some hours, for all that use it', async () => {
    const { fetch, seen } = sourceFetch('kraken', kraken({ '/0/public/OHLC': krakenSays({ XXBTZUSD: [bar(-1)] }) }), NOW);
    const cache = new Map();
    let now = NOW;
    const open = () => exchangeProvider({ name: 'kraken', fetch, ownUrl: null, now: () => now, cache });
    const markets = (): number => seen.filter(({ url }) => url.pathname.endsWith('AssetPairs')).length;
    await Promise.all([open().history?.('BTC/USD', LIVE), open().history?.('BTC/USD', LIVE)]);
    expect(markets()).toBe(1);
    now = new Date(NOW.getTime() + 7 * 3_600_000);
    await open().history?.('BTC/USD', LIVE);
    expect(markets()).toBe(2);
  });

  it('does not remember that there was no answer', async () => {
    let down = true;
    const { made } = opened('kraken', (url) => (down ? new Status(503, '') : kraken()(url)), NOW);
    await expect(made.quotes?.(['BTC/USD'])).rejects.toMatchObject({ kind: 'failed' });
    down = false;
    expect((await made.quotes?.(['BTC/USD']))?.rows).toHaveLength(1);
  });

  it('is not asked for nothing', async () => {
    const { made, seen } = opened('kraken', kraken(), NOW);
    expect([await made.quotes?.([]), seen.length]).toEqual([{ rows: [], refused: [] }, 0]);
  });

  it('answers quotes in the order asked for; what it does not have is refused by name', async () => {
    const { made } = opened('kraken', kraken(), NOW);
    expect(await made.quotes?.(['ADA/USDT', 'BTC/USD', 'GONE/USD'])).toMatchObject({ rows: [{ externalId: 'ADA/USDT' }, { externalId: 'BTC/USD', change24h: null, quotedAt: NOW }], refused: [{ subject: 'GONE/USD', reason: 'not in the answer' }] });
  });

  it.each(['SOL/EUR', 'DOT/USD', 'NEW/USD'])('has no days and no depth of %s', async (pair) => {
    const { made, seen } = opened('kraken', kraken(), NOW);
    const refused = [{ subject: pair, about: '', reason: 'no such market there, or it is closed', raw: '' }];
    expect(await made.history?.(pair, LIVE)).toEqual({ rows: [], refused });
    expect(await made.metrics?.(pair, LIVE)).toEqual({ rows: [], refused });
    expect(seen).toHaveLength(1);
  });

  it('asks Kraken once for what it has: 719 finished days, whatever the span', async () => {
    const { made, asked } = opened('kraken', kraken({ '/0/public/OHLC': krakenSays({ XXBTZUSD: [bar(-3), bar(-2), bar(-1), bar(0)] }) }), NOW);
    const taken = await made.history?.('BTC/USD', { from: isoDay('2015-01-01'), to: TODAY });
    expect(taken?.rows.map(({ day }) => day)).toEqual(['2026-05-01', '2026-05-02', '2026-05-03']);
    expect(asked().filter((path) => path.includes('OHLC'))).toEqual([`/0/public/OHLC?pair=XXBTZUSD&interval=1440&since=${Date.parse('2024-05-15T00:00:00Z') / 1_000 - 86_400}`]);
    expect(made.historyDays).toBe(719);
  });

  it('goes on window by window before a market was opened, and ends', async () => {
    const windows: string[] = [];
    const candles: Answerer = (url) => {
      windows.push(String(url.searchParams.get('before')));
      const after = Number(url.searchParams.get('after'));
      return after > Date.parse('2026-05-03T00:00:00Z') ? okxSays([String(Date.parse('2026-05-03T00:00:00Z')), '10', '12', '9', '11', '3', '30', '30', '1']) : okxSays();
    };
    const { made } = opened('okx', byPath({ '/api/v5/public/instruments': okxSays(okxInstrument('BTC')), '/api/v5/market/candles': candles, '/api/v5/market/history-candles': candles }), NOW);
    const taken = await made.history?.('BTC/USDT', { from: isoDay('2024-05-04'), to: isoDay('2026-05-03') });
    expect(taken?.rows.map(({ day }) => day)).toEqual(['2026-05-03']);
    expect(windows).toHaveLength(3);
  });

  it('goes on no further where the same bars come again and again', async () => {
    const { made, seen } = opened('kraken', kraken({ '/0/public/OHLC': krakenSays({ XXBTZUSD: [bar(-700), bar(-700)] }) }), NOW);
    const taken = await made.history?.('BTC/USD', { from: isoDay('2024-06-01'), to: TODAY });
    expect([taken?.rows.length, seen.length < 5]).toEqual([1, true]);
  });

  it('tells liquidity as it is now, of today only', async () => {
    const { made, seen } = opened('kraken', kraken(), NOW);
    expect(await made.metrics?.('BTC/USD', { from: isoDay('2026-05-01'), to: isoDay('2026-05-03') })).toMatchObject({ rows: [], refused: [{ reason: 'liquidity is told as it is now only' }] });
    expect(seen).toHaveLength(0);
    const { rows, refused } = (await made.metrics?.('BTC/USD', { from: isoDay('2026-05-01'), to: TODAY })) ?? { rows: [], refused: [] };
    expect(refused).toEqual([]);
    expect(rows.map(({ metric, value, day }) => [metric, Number(value), day])).toEqual([
      ['Depth2PctBidUSD', 99, TODAY],
      ['Depth2PctAskUSD', 202, TODAY],
      ['SpreadBps', 200, TODAY],
      ['VenueTradedUSD', 500, TODAY],
      // 0.01 USD an hour on a contract of 100 USD.
      ['FundingRate', expect.closeTo(0.0024, 12), TODAY],
      ['OpenInterestUSD', 700, TODAY],
    ]);
  });

  it('asks for all tickers and contracts once, for each book by itself', async () => {
    const { made, asked } = opened('kraken', kraken({ '/0/public/Depth': (url: URL) => krakenSays({ [String(url.searchParams.get('pair'))]: BOOK }) }), NOW);
    await made.metrics?.('BTC/USD', LIVE);
    await made.metrics?.('ADA/USDT', LIVE);
    expect(asked().map((path) => path.replace(/\?.*/, ''))).toEqual(['/0/public/AssetPairs', '/0/public/Depth', '/0/public/Ticker', '/derivatives/api/v3/instruments', '/derivatives/api/v3/tickers', '/0/public/Depth']);
  });

  it('refuses a rate in words by name, and keeps the book', async () => {
    const { made } = opened('kraken', kraken({ '/0/public/Depth': krakenSays({ ADAUSDT: BOOK }) }), NOW);
    const { rows, refused } = (await made.metrics?.('ADA/USDT', LIVE)) ?? { rows: [], refused: [] };
    expect(rows.map(({ metric }) => metric)).toEqual(['Depth2PctBidUSD', 'Depth2PctAskUSD', 'SpreadBps', 'VenueTradedUSD', 'OpenInterestUSD']);
    expect(refused.map(({ subject, reason }) => [subject, reason])).toEqual([['ADA/USD:USD', 'no funding rate is told']]);
  });

  it('stands with its books where its contracts are closed to us, and does not knock again for each asset', async () => {
    const { made, asked } = opened('kraken', kraken({ '/derivatives/api/v3/instruments': new Status(451, '') }), NOW);
    const { rows, refused } = (await made.metrics?.('BTC/USD', LIVE)) ?? { rows: [], refused: [] };
    expect(rows).toHaveLength(4);
    expect(refused.map(({ reason }) => reason)).toEqual(['funding and open interest: futures.kraken.com/derivatives/api/v3/instruments answered 451, no access']);
    await made.metrics?.('BTC/USD', LIVE);
    expect(asked().filter((path) => path.includes('derivatives'))).toHaveLength(1);
  });

  it('is asked elsewhere where it has another address, all its hosts', async () => {
    const { made, seen } = opened('kraken', (url) => kraken()(new URL(url.href.replace('/mirror', ''))), NOW, 'http://127.0.0.1:9/mirror');
    await made.metrics?.('BTC/USD', LIVE);
    expect(new Set(seen.map(({ url }) => url.origin))).toEqual(new Set(['http://127.0.0.1:9']));
    expect(seen.map(({ url }) => url.pathname)).toContain('/mirror/derivatives/api/v3/tickers');
  });

  it('is not asked with the name of a browser, and passes the gate for every request', async () => {
    const gate = openGate();
    const { fetch, seen } = sourceFetch('kraken', kraken(), NOW, gate);
    await exchangeProvider({ name: 'kraken', fetch, ownUrl: null, now: () => NOW, cache: new Map() }).metrics?.('BTC/USD', LIVE);
    expect([gate.taken, seen.length]).toEqual([5, 5]);
    expect(new Set(seen.map(({ headers }) => headers.get('user-agent')))).toEqual(new Set(['bandwise']));
  });

  it.each(['nowhere', '../kraken', 'Kraken', ''])('that is called %j is not there', async (name) => {
    await expect(opened(name, () => ({}), NOW).made.quotes?.(['BTC/USD'])).rejects.toMatchObject({ kind: 'refused', message: `no exchange is called ${name}` });
  });
});

describe('other exchanges', () => {
  it('OKX tells what is open in USD, and its rates for 8 or 4 hours by their times', async () => {
    const rate = (base: string, hours: number): unknown => ({ fundingRate: '0.0001', fundingTime: '1777881600000', instId: `${base}-USDT-SWAP`, instType: 'SWAP', nextFundingRate: '', nextFundingTime: String(1_777_881_600_000 + hours * 3_600_000) });
    const answer = byPath({
      '/api/v5/public/instruments': (url: URL) => okxSays(...['BTC', 'ADA'].map((base) => okxInstrument(base, url.searchParams.get('instType') === 'SWAP'))),
      '/api/v5/market/books-full': okxSays({ bids: [['99', '1']], asks: [['101', '1']], ts: '1777881600000' }),
      '/api/v5/market/tickers': okxSays({ instId: 'BTC-USDT', last: '100', vol24h: '5', volCcy24h: '500', open24h: '90', ts: String(NOW.getTime()) }),
      '/api/v5/public/funding-rate': okxSays(rate('BTC', 8), rate('ADA', 4)),
      '/api/v5/public/open-interest': okxSays(...['BTC', 'ADA'].map((base) => ({ instId: `${base}-USDT-SWAP`, instType: 'SWAP', oi: '2125419', oiCcy: '21254.19', oiUsd: '1234567', ts: String(NOW.getTime()) }))),
    });
    const { made } = opened('okx', answer, NOW);
    const of = async (pair: string) => (await made.metrics?.(pair, LIVE))?.rows.filter(({ metric }) => ['FundingRate', 'OpenInterestUSD'].includes(metric)).map(({ value }) => Number(value));
    expect(await of('BTC/USDT')).toEqual([expect.closeTo(0.0003, 12), 1_234_567]);
    expect(await of('ADA/USDT')).toEqual([expect.closeTo(0.0006, 12), 1_234_567]);
    expect((await made.quotes?.(['BTC/USDT']))?.rows).toMatchObject([{ price: '100', tradedValue24h: '500', change24h: expect.closeTo(0.1111, 3) }]);
  });

  it('Bybit tells the hours with its contracts, and may tell of both sides only', async () => {
    const answer = byPath({
      '/v5/market/instruments-info': (url: URL) => bybitSays({ list: url.searchParams.has('status') ? [] : [bybitMarket('BTC', url.searchParams.get('category') === 'linear', 4)], nextPageCursor: '' }),
      '/v5/market/orderbook': bybitSays({ b: [['99', '1']], a: [['101', '1']] }),
      '/v5/market/tickers': bybitSays({ list: [{ symbol: 'BTCUSDT', lastPrice: '100', markPrice: '100', openInterest: '50', fundingRate: '-0.0001', nextFundingTime: '1777881600000', turnover24h: '500', volume24h: '5' }] }),
    });
    const { rows } = (await opened('bybit', answer, NOW).made.metrics?.('BTC/USDT', LIVE)) ?? { rows: [] };
    expect(rows.slice(-2).map(({ metric, value }) => [metric, Number(value)])).toEqual([['FundingRate', expect.closeTo(-0.0006, 12)], ['OpenInterestUSD', 2_500]]);
  });

  it('KuCoin counts contracts, each of so many units, worth the price of the book', async () => {
    const answer = byPath({
      '/api/v2/symbols': kucoinSays([kucoinSymbol('BTC')]),
      '/api/v1/market/orderbook/level2_100': kucoinSays({ time: 1, sequence: '1', bids: [['99', '1']], asks: [['101', '1']] }),
      '/api/v1/market/allTickers': kucoinSays({ time: NOW.getTime(), ticker: [{ symbol: 'BTC-USDT', last: '100', vol: '5', volValue: '500', changeRate: '0.01' }] }),
      '/api/v1/contracts/active': kucoinSays([kucoinContract('XBTUSDTM', 'XBT', 0.001)]),
      '/api/ua/v2/market/funding-rate': kucoinSays([{ symbol: 'XBTUSDTM', nextFundingRate: '0.0001', fundingTime: 1_777_881_600_000, currentGranularity: 28_800_000 }]),
      '/api/ua/v1/market/open-interest': kucoinSays([{ symbol: 'XBTUSDTM', openInterest: '8000', ts: 1 }]),
    });
    const { rows } = (await opened('kucoin', answer, NOW).made.metrics?.('BTC/USDT', LIVE)) ?? { rows: [] };
    expect(rows.slice(-2).map(({ metric, value }) => [metric, Number(value)])).toEqual([['FundingRate', expect.closeTo(0.0003, 12)], ['OpenInterestUSD', 800]]);
  });

  it('any other that ccxt speaks with is asked in the plainest way', async () => {
    const { made } = opened('bitstamp', byPath({ '/api/v2/markets/': [{ name: 'BTC/USD', market_symbol: 'btcusd', base_currency: 'BTC', base_decimals: 8, counter_currency: 'USD', counter_decimals: 0, minimum_order_value: '10', trading: 'Enabled', market_type: 'SPOT' }], '/api/v2/ticker/': [{ timestamp: String(NOW.getTime() / 1_000), last: '100', volume: '5', vwap: '100', pair: 'BTC/USD', side: '0' }] }), NOW);
    for await (const { rows, quotes } of made.listing?.(5) ?? []) expect([rows.map(({ externalId }) => externalId), quotes.map(({ price }) => price)]).toEqual([['BTC/USD'], ['100']]);
    expect(made.historyDays).toBeNull();
  });
});

describe('the exchanges of the settings', () => {
  const clock = { now: () => NOW };
  const setup = (exchanges: string[], enabled = {}) => ({ settings: { ...DEFAULT_SOURCE_SETTINGS, exchanges, enabled }, urls: {}, keys: { coingeckoKey: null, coingeckoPlan: 'demo' as const, githubToken: null }, gate: openGate(), clock });
  const sources = (...given: Parameters<typeof setup>): string[] => createLiveProviders(setup(...given)).map(({ source }) => source).filter((source) => source.startsWith('exchange:'));

  it('are those named, each once, those switched on', () => {
    expect(sources([...DEFAULT_SOURCE_SETTINGS.exchanges])).toEqual(['exchange:kraken', 'exchange:coinbase', 'exchange:binance', 'exchange:okx', 'exchange:bybit', 'exchange:kucoin']);
    expect(sources(['okx', 'kraken', 'okx'], { 'exchange:kraken': false })).toEqual(['exchange:okx']);
  });
});

describe('a limit that is told with status 200', () => {
  it.each<[unknown, string | null]>([
    [{ error: ['EAPI:Rate limit exceeded'] }, 'EAPI:Rate limit exceeded'],
    [{ error: ['EGeneral:Too many requests'] }, 'EGeneral:Too many requests'],
    [{ error: ['EQuery:Unknown asset pair'] }, null],
    [{ error: [], result: {} }, null],
    [{ retCode: 10_006, retMsg: 'Too many visits!' }, 'code 10006'],
    [{ retCode: 0 }, null],
    [{ code: '50011' }, 'code 50011'],
    [{ code: '429000' }, 'code 429000'],
    [{ code: '0', data: [] }, null],
    [[['429000']], null],
    [null, null],
  ])('%j: %j', (body, told) => {
    expect(toldLimit(body)).toBe(told);
  });

  it('makes the installation wait', async () => {
    const failed: unknown[] = [];
    const gate = { ...openGate(), failed: (...told: unknown[]) => Promise.resolve(void failed.push(told)) };
    const { fetch } = sourceFetch('kraken', () => ({ error: ['EAPI:Rate limit exceeded'] }), NOW, gate);
    await expect(exchangeProvider({ name: 'kraken', fetch, ownUrl: null, now: () => NOW, cache: new Map() }).quotes?.(['BTC/USD'])).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(failed).toEqual([['exchange:kraken', 'rate-limited', 'api.kraken.com/0/public/AssetPairs answered too many requests: EAPI:Rate limit exceeded', new Date('2026-05-04T10:01:00Z')]]);
  });
});
