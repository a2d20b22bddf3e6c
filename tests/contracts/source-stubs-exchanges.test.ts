import ccxt, { type Exchange } from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDay } from '@/lib/domain/foundation/iso-day';
import { startSources, type RunningSources } from '@/tests/support/source-stubs/start-sources';

const TODAY = isoDay('2026-06-15');
const NAMES = ['kraken', 'coinbase', 'binance', 'okx', 'bybit', 'kucoin'] as const;
const QUOTES: Readonly<Record<(typeof NAMES)[number], string>> = { kraken: 'USD', coinbase: 'USD', binance: 'USDT', okx: 'USDT', bybit: 'USDT', kucoin: 'USDT' };

let sources: RunningSources;
beforeAll(async () => void (sources = await startSources({ assets: 120, today: TODAY })));
afterAll(() => sources.stop());

/** The library as it is, asking the stub instead of the exchange. */
function open(name: (typeof NAMES)[number] | 'krakenfutures', options: object = {}): Exchange {
  const origin = new URL(sources.urls[`exchange:${name.replace('futures', '')}`] as string).origin;
  const exchange = new ccxt[name]({ enableRateLimit: false, options });
  exchange.fetchImplementation = (url: string, init: RequestInit) => fetch(origin + new URL(url).pathname + new URL(url).search, init);
  return exchange;
}

describe.each(NAMES)('the stub of %s, read by the exchange library', (name) => {
  const symbol = `BTC/${QUOTES[name]}`;
  const since = Date.parse(`${addDays(TODAY, -9)}T00:00:00Z`);

  it('lists markets, and answers daily bars that begin at 00:00, the last one running', async () => {
    const exchange = open(name);
    await exchange.loadMarkets();
    expect(Object.keys(exchange.markets ?? {}).length).toBeGreaterThan(30);
    const bars = await exchange.fetchOHLCV(symbol, '1d', since, 10);
    expect(bars.map(([stamp]) => new Date(Number(stamp)).toISOString().slice(0, 10))).toEqual(Array.from({ length: 10 }, (_, i) => addDays(TODAY, i - 9)));
    const bitcoin = sources.market.asset('bitcoin');
    const expected = bitcoin && sources.market.day(bitcoin, Math.floor(since / 86_400_000));
    expect(Number(bars[0]?.[4]) / (expected?.close ?? Number.NaN)).toBeCloseTo(1, 3);
    for (const [, opened, high, low, close, volume] of bars) {
      expect(Number(high)).toBeGreaterThanOrEqual(Math.max(Number(opened), Number(close)));
      expect(Number(low)).toBeLessThanOrEqual(Math.min(Number(opened), Number(close)));
      expect(Number(volume)).toBeGreaterThan(0);
    }
  });

  it('answers tickers of all its markets', async () => {
    const tickers = Object.values(await open(name, { defaultType: 'spot' }).fetchTickers());
    expect(tickers.length).toBeGreaterThan(30);
    expect(Number(tickers.find((each) => each.symbol === symbol)?.last)).toBeGreaterThan(0);
  });

  it('answers an order book that reaches beyond 2 % on both sides', async () => {
    const { bids, asks } = await open(name).fetchOrderBook(symbol, 100);
    const middle = (Number(bids[0]?.[0]) + Number(asks[0]?.[0])) / 2;
    expect(Number(bids[0]?.[0])).toBeLessThan(Number(asks[0]?.[0]));
    expect(Number(bids.at(-1)?.[0])).toBeLessThan(middle * 0.98);
    expect(Number(asks.at(-1)?.[0])).toBeGreaterThan(middle * 1.02);
  });
});

describe.each(['krakenfutures', 'binance', 'okx', 'bybit', 'kucoin'] as const)('all perpetual contracts of %s', (name) => {
  it('have a funding rate', async () => {
    const types = name === 'okx' || name === 'kucoin' ? ['swap'] : ['linear'];
    const rates = Object.values(await open(name, { fetchMarkets: { types }, defaultType: 'swap' }).fetchFundingRates());
    expect(rates.length).toBeGreaterThan(20);
    for (const { fundingRate } of rates) expect(Math.abs(Number(fundingRate))).toBeLessThan(0.001);
  });
});

describe.each(['okx', 'kucoin'] as const)('all perpetual contracts of %s at once', (name) => {
  it('have an open interest', async () => {
    const interests = Object.values(await open(name, { fetchMarkets: { types: ['swap'] }, defaultType: 'swap' }).fetchOpenInterests());
    expect(interests.length).toBeGreaterThan(20);
    for (const { openInterestAmount } of interests) expect(Number(openInterestAmount)).toBeGreaterThan(0);
  });
});

describe.each(['binance', 'okx', 'bybit'] as const)('the perpetual contracts of %s', (name) => {
  it('have a funding rate and open interest', async () => {
    const exchange = open(name);
    expect((await exchange.fetchFundingRate('BTC/USDT:USDT')).fundingRate).toBeTypeOf('number');
    const interest = await exchange.fetchOpenInterest('BTC/USDT:USDT');
    expect(Number(interest.openInterestAmount ?? interest.openInterestValue)).toBeGreaterThan(0);
  });
});
