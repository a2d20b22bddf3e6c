import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { loadExchange, type CcxtExchange } from '@/lib/providers/exchanges/load-exchange';
import { measureBook } from '@/lib/providers/exchanges/transform-book';
import type { MetricRow, Taken } from '@/lib/providers/live-port';
import { recordedBody, type Answerer } from '../../support/source-answers';
import { withProviderSpecs } from '../../support/real-data';
import { binanceSymbol, bybitMarket, bybitSays, byPath, coinbaseProduct, krakenContract, krakenPair, krakenSays, kucoinSymbol, kucoinSays, okxInstrument, okxSays, opened, sourceFetch } from './fixtures';

/** Answers of questions that no provider asks yet (accounts), or that ccxt asks in another way. */
const NOT_ASKED = ['ccxt/kraken.fetchDeposits', 'ccxt/kraken.fetchTrades', 'coinbase/ticker-btc-usd-2026', 'kraken/ledgers-2014', 'kraken/time-2025-11', 'kraken/tradeshistory-2014'];
const USED = new Set<string>();

interface Published {
  readonly httpResponse: unknown;
  readonly parsedResponse: unknown;
}

const valueOf = (taken: Taken<MetricRow> | undefined, metric: string): number => Number(taken?.rows.find((row) => row.metric === metric)?.value);
const reasonsOf = (taken: Taken<unknown> | undefined): string[] => (taken?.refused ?? []).map(({ reason }) => reason);
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, held: unknown) => (key === 'bidVolume' || key === 'askVolume' ? undefined : (held ?? null))));

withProviderSpecs('recorded answers of exchanges', (dir) => {
  const body = (exchange: string, file: string): unknown => {
    USED.add(`${exchange}/${file}`);
    return recordedBody(path.join(dir, 'exchanges'), exchange, `${file}.json`);
  };
  const raw = (name: string, answer: Answerer, options: object = {}): Promise<CcxtExchange> =>
    loadExchange({ source: `exchange:${name}`, module: name, options: { ...options }, fetch: sourceFetch(name, answer, new Date()).fetch, ownUrl: null });
  const KRAKEN = { '/0/public/AssetPairs': () => body('kraken', 'assetpairs-xbtusdt-2025-11') };

  it('Kraken: a pair by its own name of Bitcoin, with a quote whose open is no 24 hours old', async () => {
    const now = new Date('2025-11-11T00:17:28Z');
    const { made } = opened('kraken', byPath({ ...KRAKEN, '/0/public/Ticker': () => body('kraken', 'ticker-xbtusdt-2025-11') }), now);
    for await (const page of made.listing?.(10) ?? []) {
      expect(page).toMatchObject({ rows: [{ externalId: 'BTC/USDT', symbol: 'BTC', name: 'BTC', kind: null }], refused: [] });
      expect(page.quotes).toEqual([{ externalId: 'BTC/USDT', price: '105899.4', marketCap: null, circulatingSupply: null, tradedValue24h: expect.stringMatching(/^17293030\.9/), change24h: null, quotedAt: now }]);
    }
  });

  it('Kraken: all tickers, under names with a slash', async () => {
    const pairs = krakenSays({ XETHZUSD: krakenPair('XETH', 'ZUSD'), XLTCZUSD: krakenPair('XLTC', 'ZUSD'), XETHZEUR: krakenPair('XETH', 'ZEUR') });
    const { made } = opened('kraken', byPath({ '/0/public/AssetPairs': pairs, '/0/public/Ticker': () => body('kraken', 'ticker-all-2026-06-24') }), new Date('2026-06-24T15:44:02Z'));
    for await (const { quotes, rows } of made.listing?.(10) ?? []) {
      expect(rows.map(({ externalId }) => externalId)).toEqual(['ETH/USD', 'LTC/USD']);
      expect(quotes.map(({ price }) => price)).toEqual(['1624.64', expect.stringMatching(/^40\.8/)]);
    }
  });

  it('Kraken: an order book of five levels shows the spread, and no depth', async () => {
    const now = new Date('2025-11-11T00:17:28Z');
    const today = isoDay('2025-11-11');
    const { made, asked } = opened('kraken', byPath({ ...KRAKEN, '/0/public/Depth': () => body('kraken', 'depth-xbtusdt-2025-11'), '/0/public/Ticker': () => body('kraken', 'ticker-xbtusdt-2025-11'), '/derivatives/api/v3/instruments': { instruments: [] }, '/derivatives/api/v3/tickers': { result: 'success', tickers: [] } }), now);
    const taken = await made.metrics?.('BTC/USDT', { from: today, to: today });
    expect(valueOf(taken, 'SpreadBps')).toBeCloseTo((0.1 / 105_944.25) * 10_000, 8);
    expect(taken?.rows.map(({ metric }) => metric)).toEqual(['SpreadBps', 'VenueTradedUSD']);
    expect(reasonsOf(taken).slice(0, 2)).toEqual([expect.stringContaining("bids end before 2 % of the price: only a lower bound"), expect.stringContaining("asks end before 2 % of the price: only a lower bound")]);
    expect(asked()).toContain('/0/public/Depth?pair=XBTUSDT&count=500');
  });

  it('Kraken: minutes are no days', async () => {
    const { made } = opened('kraken', byPath({ ...KRAKEN, '/0/public/OHLC': () => body('kraken', 'ohlc-xbtusdt-1m-2025-11') }), new Date('2025-11-12T12:00:00Z'));
    const taken = await made.history?.('BTC/USDT', { from: isoDay('2025-11-10'), to: isoDay('2025-11-11') });
    // One of the minutes is the first of a day and has the stamp that a daily bar would have.
    expect(taken?.rows).toEqual([]);
    expect(reasonsOf(taken)).toEqual(['a day that does not begin at 00:00 UTC: 719 bars']);
  });

  it.each<[string, string, string, string, (exchange: CcxtExchange) => Promise<unknown>]>([
    ['kraken', 'kraken.fetchOHLCV', '/0/public/OHLC', 'kraken', (exchange) => exchange.fetchOHLCV('BTC/USDT', '1h', 1_706_628_191_000, 3, {})],
    ['kraken', 'kraken.fetchTicker', '/0/public/Ticker', 'kraken', async (exchange) => (await exchange.fetchTickers() as Record<string, unknown>)['BTC/USDT']],
    ['krakenfutures', 'krakenfutures.fetchFundingRates', '/derivatives/api/v3/tickers', 'krakenfutures', (exchange) => exchange.fetchFundingRates()],
  ])("ccxt's own reading with %s of %s is what we get from it", async (name, file, route, _, ask) => {
    const { httpResponse, parsedResponse } = body('ccxt', file) as Published;
    const markets = { ...KRAKEN, '/derivatives/api/v3/instruments': { instruments: [krakenContract('PF_DOGEUSD', 'flexible_futures', 'DOGE')] }, [route]: httpResponse };
    const exchange = await raw(name, byPath(markets));
    exchange.setMarkets((await exchange.fetchMarkets({})) as unknown[]);
    // The library reads two fields more than when its answer was published.
    expect(json(await ask(exchange))).toEqual(json(parsedResponse));
  });

  it('Kraken Futures: an hourly rate of Dogecoin for a day, and what is open in USD', async () => {
    const { httpResponse } = body('ccxt', 'krakenfutures.fetchFundingRates') as Published;
    const taken = await krakenPerps('DOGE', [krakenContract('PF_DOGEUSD', 'flexible_futures', 'DOGE')], httpResponse);
    expect(valueOf(taken, 'FundingRate')).toBeCloseTo(-7.716906047878e-6 * 24, 12);
    expect(valueOf(taken, 'OpenInterestUSD')).toBeCloseTo(23_062_948 * 0.09624183255, 4);
  });

  it('Kraken Futures: what is open of PI_ is USD, of PF_ the coin; the rate of PI_ is not read', async () => {
    const tickers = body('kraken', 'futures-tickers-2025-11');
    const contracts = [krakenContract('PI_XBTUSD', 'futures_inverse', 'BTC'), krakenContract('PF_ETHUSD', 'flexible_futures', 'ETH')];
    const bitcoin = await krakenPerps('BTC', contracts, tickers);
    expect([valueOf(bitcoin, 'OpenInterestUSD'), valueOf(bitcoin, 'FundingRate')]).toEqual([21_279_580, Number.NaN]);
    const ether = await krakenPerps('ETH', contracts, tickers);
    expect(valueOf(ether, 'OpenInterestUSD')).toBe(1_000_000 * 3205.25);
    expect(valueOf(ether, 'FundingRate')).toBeCloseTo((1.5e-5 / 3205.25) * 24, 14);
  });

  it('OKX: days in UTC, newest first, the running one left out', async () => {
    const now = new Date('2024-02-22T16:06:53Z');
    const { made, asked } = opened('okx', byPath({ '/api/v5/public/instruments': okxSays(okxInstrument('BTC')), '/api/v5/market/candles': () => body('okx', 'candles-btc-usdt-1Dutc-2024-02'), '/api/v5/market/history-candles': () => body('okx', 'candles-btc-usdt-1Dutc-2024-02') }), now);
    const taken = await made.history?.('BTC/USDT', { from: isoDay('2024-02-18'), to: isoDay('2024-02-22') });
    expect(taken?.rows.map(({ day, close, tradedValue }) => [day, close, tradedValue])).toEqual([
      ['2024-02-18', '52138.3', '276082048.48472524'],
      ['2024-02-19', '51775.6', '354234522.7491499'],
      ['2024-02-20', '52265.4', '866723839.6470371'],
      ['2024-02-21', '51848', '616016280.8146496'],
    ]);
    expect(taken?.rows[0]).toMatchObject({ externalId: 'BTC/USDT', open: '51646', high: '52399.5', low: '51154', marketCap: null, circulatingSupply: null });
    expect(taken?.refused).toEqual([]);
    expect(asked().at(-1)).toContain('bar=1Dutc');
  });

  it('Coinbase: newest first, seconds as text; two hours, of which the earlier is read as if it were the day', async () => {
    const { candles } = body('coinbase', 'candles-btc-usd-1h-2024') as { readonly candles: readonly unknown[] };
    const answer = (shown: readonly unknown[]) => byPath({ '/api/v3/brokerage/market/products': { products: [coinbaseProduct('BTC')] }, '/api/v3/brokerage/market/products/BTC-USD/candles': { candles: shown } });
    const span = { from: isoDay('2024-04-04'), to: isoDay('2024-04-05') };
    const now = new Date('2024-04-06T00:00:00Z');
    const hours = await opened('coinbase', answer(candles), now).made.history?.('BTC/USD', span);
    expect([hours?.rows, reasonsOf(hours)]).toEqual([[], ['a day that does not begin at 00:00 UTC']]);
    const taken = await opened('coinbase', answer(candles.slice(1)), now).made.history?.('BTC/USD', span);
    // Coinbase tells no turnover: volume × (open + close) ÷ 2.
    expect(taken?.rows).toMatchObject([{ day: '2024-04-04', open: '65984.18', high: '66387.77', low: '65857.35', close: '66314.59', tradedValue: String(358.74851052 * ((65_984.18 + 66_314.59) / 2)) }]);
  });

  it('Coinbase: a product is an asset with a name, and its own ticker', async () => {
    const product = body('coinbase', 'product-btc-usd-2026');
    const { made } = opened('coinbase', (url) => ({ products: url.searchParams.has('contract_expiry_type') || url.searchParams.get('product_type') === 'FUTURE' ? [] : [product] }), new Date('2026-04-07T00:28:59Z'));
    for await (const page of made.listing?.(5) ?? []) {
      expect(page.rows).toMatchObject([{ externalId: 'BTC/USD', symbol: 'BTC', name: 'Bitcoin' }]);
      expect(page.quotes).toMatchObject([{ price: '68923.67', tradedValue24h: '758506771.41' }]);
      expect(page.quotes[0]?.change24h).toBeCloseTo(-0.0028560028286595, 12);
    }
  });

  it('Coinbase: its book in objects', async () => {
    const exchange = await raw('coinbase', byPath({ '/api/v3/brokerage/market/product_book': () => body('coinbase', 'product_book-btc-usd-2026'), '/api/v3/brokerage/market/products': { products: [coinbaseProduct('BTC')] } }));
    exchange.setMarkets((await exchange.fetchMarkets({})) as unknown[]);
    const { mid, spreadBps, bidUsd } = measureBook((await exchange.fetchOrderBook('BTC/USD')) as Parameters<typeof measureBook>[0]);
    expect(mid).toBeCloseTo(68_923.665, 6);
    expect(bidUsd.ok).toBe(false);
    expect(spreadBps.ok && spreadBps.value).toBeCloseTo(0.001450880372, 8);
  });

  it('KuCoin: open, CLOSE, high, low are sorted out by ccxt', async () => {
    const exchange = await raw('kucoin', byPath({ '/api/v2/symbols': kucoinSays([kucoinSymbol('BTC')]), '/api/v1/market/candles': () => body('kucoin', 'candles-example') }), { fetchMarkets: { types: ['spot'], fetchTickersFees: false } });
    exchange.setMarkets((await exchange.fetchMarkets({})) as unknown[]);
    expect(await exchange.fetchOHLCV('BTC/USDT', '1d', 1_545_868_800_000, 100, {})).toEqual([
      [1_545_904_920_000, 0.058, 0.072, 0.058, 0.072, 0.103],
      [1_545_904_980_000, 0.058, 0.058, 0.049, 0.049, 0.018],
    ]);
  });

  it('Binance: what is open is Bitcoin, worth its mark price; rates are for 8 hours unless they are in the list of exceptions', async () => {
    const now = new Date('2026-09-08T23:14:25Z');
    const today = isoDay('2026-09-08');
    const rate = (symbol: string): unknown => ({ symbol, markPrice: '78472.44', indexPrice: '78505', lastFundingRate: '0.00008', nextFundingTime: 1_788_912_000_000, time: now.getTime() });
    const answers = (intervals: unknown[]) => byPath({ '/api/v3/exchangeInfo': { symbols: [binanceSymbol('BTC')] }, '/fapi/v1/exchangeInfo': { symbols: [binanceSymbol('BTC', true)] }, '/api/v3/depth': { bids: [['100', '1']], asks: [['101', '1']] }, '/api/v3/ticker/24hr': [], '/fapi/v1/premiumIndex': [rate('BTCUSDT')], '/fapi/v1/fundingInfo': intervals, '/fapi/v1/openInterest': () => body('binance', 'openInterest-btcusdt-2026-09') });
    const usual = await opened('binance', answers([]), now).made.metrics?.('BTC/USDT', { from: today, to: today });
    expect(valueOf(usual, 'OpenInterestUSD')).toBeCloseTo(106_499.782 * 78_472.44, 3);
    expect(valueOf(usual, 'FundingRate')).toBeCloseTo(0.00024, 12);
    const special = await opened('binance', answers([{ symbol: 'BTCUSDT', fundingIntervalHours: 4 }]), now).made.metrics?.('BTC/USDT', { from: today, to: today });
    expect(valueOf(special, 'FundingRate')).toBeCloseTo(0.00048, 12);
  });

  it('Binance: recorded payments are 8 hours apart once the milliseconds are rounded off', () => {
    const payments = body('binance', 'fundingRate-btcusdt-2026-09') as { readonly fundingTime: number }[];
    const hours = payments.map(({ fundingTime }) => Math.round(fundingTime / 3_600_000));
    expect(new Set(hours.slice(1).map((hour, i) => hour - (hours[i] as number)))).toEqual(new Set([8]));
  });

  it('Bybit: of both sides one is counted, at the mark price', async () => {
    const now = new Date('2026-09-08T23:14:33Z');
    const today = isoDay('2026-09-08');
    const tickers = body('bybit', 'tickers-btcusdt-2026-09');
    const answer = byPath({ '/v5/market/instruments-info': (url: URL) => bybitSays({ list: url.searchParams.has('status') ? [] : [bybitMarket('BTC', url.searchParams.get('category') === 'linear')], nextPageCursor: '' }), '/v5/market/orderbook': bybitSays({ b: [['100', '1']], a: [['101', '1']] }), '/v5/market/tickers': tickers });
    const taken = await opened('bybit', answer, now).made.metrics?.('BTC/USDT', { from: today, to: today });
    expect(valueOf(taken, 'OpenInterestUSD') / 2_212_915_902.43).toBeCloseTo(1, 6);
    expect(valueOf(taken, 'FundingRate')).toBeCloseTo(0.0000523 * 3, 12);
    const { result } = body('bybit', 'open-interest-btcusdt-1h-2026-09') as { readonly result: { readonly list: { readonly openInterest: string; readonly singleOpenInterest: string }[] } };
    for (const { openInterest, singleOpenInterest } of result.list) expect(Number(openInterest) / 2 / Number(singleOpenInterest)).toBeCloseTo(1, 6);
  });

  it('there is no recording that nobody reads', () => {
    const files = fs.readdirSync(path.join(dir, 'exchanges')).flatMap((exchange) => fs.readdirSync(path.join(dir, 'exchanges', exchange, 'responses')).filter((file) => !file.endsWith('.meta.json')).map((file) => `${exchange}/${file.replace(/\.json$/, '')}`));
    expect(files.filter((file) => !USED.has(file)).sort()).toEqual(NOT_ASKED);
  });
});

/** Liquidity of an asset on Kraken with these contracts. */
async function krakenPerps(base: string, instruments: readonly unknown[], tickers: unknown): Promise<Taken<MetricRow> | undefined> {
  const now = new Date('2026-02-08T17:33:58Z');
  const today = isoDay('2026-02-08');
  const answer = byPath({ '/0/public/AssetPairs': krakenSays({ [`${base}USD`]: krakenPair(base, 'ZUSD') }), '/0/public/Depth': krakenSays({ [`${base}USD`]: { bids: [['1', '1', 1]], asks: [['1.01', '1', 1]] } }), '/0/public/Ticker': krakenSays({}), '/derivatives/api/v3/instruments': { instruments }, '/derivatives/api/v3/tickers': tickers });
  return opened('kraken', answer, now).made.metrics?.(`${base}/USD`, { from: today, to: today });
}
