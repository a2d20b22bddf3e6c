import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/domain/foundation/iso-day';
import { SourceError, type LiveProvider, type SourceErrorKind } from '@/lib/providers/live-port';
import { Status, valuesOf } from '../../support/source-answers';
import { binanceSymbol, bybitMarket, bybitSays, byPath, coinbaseProduct, krakenPair, krakenSays, krakenTicker, kucoinSays, kucoinSymbol, okxInstrument, okxSays, opened } from './fixtures';

const NOW = new Date('2026-05-04T10:00:00Z');
const TODAY = isoDay('2026-05-04');
const DAYS = { from: isoDay('2026-05-01'), to: TODAY };

/** Where each exchange lists its pairs, tells its bars and shows its book. */
const DOORS: Readonly<Record<string, { readonly pair: string; readonly markets: readonly [string, unknown]; readonly bars: string; readonly book: string; readonly tickers: string }>> = {
  kraken: { pair: 'BTC/USD', markets: ['/0/public/AssetPairs', krakenSays({ XXBTZUSD: krakenPair('XXBT', 'ZUSD') })], bars: '/0/public/OHLC', book: '/0/public/Depth', tickers: '/0/public/Ticker' },
  coinbase: { pair: 'BTC/USD', markets: ['/api/v3/brokerage/market/products', { products: [coinbaseProduct('BTC')] }], bars: '/api/v3/brokerage/market/products/BTC-USD/candles', book: '/api/v3/brokerage/market/product_book', tickers: '/api/v3/brokerage/market/products' },
  binance: { pair: 'BTC/USDT', markets: ['/api/v3/exchangeInfo', { symbols: [binanceSymbol('BTC')] }], bars: '/api/v3/klines', book: '/api/v3/depth', tickers: '/api/v3/ticker/24hr' },
  okx: { pair: 'BTC/USDT', markets: ['/api/v5/public/instruments', okxSays(okxInstrument('BTC'))], bars: '/api/v5/market/history-candles', book: '/api/v5/market/books-full', tickers: '/api/v5/market/tickers' },
  bybit: { pair: 'BTC/USDT', markets: ['/v5/market/instruments-info', bybitSays({ list: [bybitMarket('BTC', false)], nextPageCursor: '' })], bars: '/v5/market/kline', book: '/v5/market/orderbook', tickers: '/v5/market/tickers' },
  kucoin: { pair: 'BTC/USDT', markets: ['/api/v2/symbols', kucoinSays([kucoinSymbol('BTC')])], bars: '/api/v1/market/candles', book: '/api/v1/market/orderbook/level2_100', tickers: '/api/v1/market/allTickers' },
};
const doorsOf = (name: string) => DOORS[name] as NonNullable<(typeof DOORS)[string]>;

function answering(name: string, answer: unknown): LiveProvider {
  const { markets, bars, book } = doorsOf(name);
  const candles = bars.replace('history-', '');
  return opened(name, byPath({ [markets[0]]: markets[1], [bars]: answer, [candles]: answer, [book]: answer }), NOW).made;
}

const failure = (work: Promise<unknown> | undefined): Promise<unknown> => (work ?? Promise.resolve()).then((value) => value, (thrown: unknown) => thrown);
const page = '<!DOCTYPE html><html><body>We are down for maintenance</body></html>';

describe('an error in the place of an answer', () => {
  it.each<[string, string, unknown, SourceErrorKind, string]>([
    ['kraken', 'its limit, with status 200', { error: ['EAPI:Rate limit exceeded'] }, 'rate-limited', 'api.kraken.com/0/public/OHLC answered too many requests: EAPI:Rate limit exceeded'],
    ['kraken', 'a lockout, with status 200', { error: ['EGeneral:Temporary lockout'] }, 'rate-limited', 'Temporary lockout'],
    ['kraken', 'a pause, with status 200', { error: ['EService:Unavailable'] }, 'failed', 'kraken: EService:Unavailable'],
    ['kraken', 'no permission, with status 200', { error: ['EGeneral:Permission denied'] }, 'refused', 'Permission denied'],
    ['kraken', 'something new, with status 200', { error: ['ENew:Never heard of'] }, 'failed', 'kraken: ENew:Never heard of'],
    ['bybit', 'its limit, with status 200', { retCode: 10_006, retMsg: 'Too many visits!', result: {} }, 'rate-limited', 'too many requests: code 10006'],
    ['bybit', 'a wrong question, with status 200', { retCode: 10_001, retMsg: 'params error', result: {} }, 'refused', 'params error'],
    ['bybit', 'something new, with status 200', { retCode: 999_999, retMsg: 'odd', result: {} }, 'failed', 'odd'],
    ['okx', 'its limit, with status 200', { code: '50011', msg: 'Rate limit reached', data: [] }, 'rate-limited', 'too many requests: code 50011'],
    ['okx', 'a pause, with status 200', { code: '50001', msg: 'Service temporarily unavailable', data: [] }, 'failed', 'Service temporarily unavailable'],
    ['kucoin', 'its limit, with status 200', { code: '429000', msg: 'Too Many Requests' }, 'rate-limited', 'too many requests: code 429000'],
    ['kucoin', 'a fault of its own, with status 200', { code: '500000', msg: 'Internal Server Error' }, 'failed', 'Internal Server Error'],
    ['binance', 'a ban', new Status(418, { code: -1003, msg: 'Way too much request weight used' }, { 'retry-after': '120' }), 'rate-limited', 'too many requests'],
    ['binance', 'a closed country', new Status(451, { code: 0, msg: 'Service unavailable from a restricted location' }), 'refused', 'no access'],
    ['coinbase', 'its limit, in its own shape', { errors: [{ id: 'rate_limit_exceeded', message: 'Too many requests' }] }, 'rate-limited', ''],
    ['coinbase', 'an unknown product', new Status(404, { error: 'NOT_FOUND', error_details: 'valid product_id is required', message: '' }), 'failed', ''],
    ['kraken', 'a maintenance page', new Status(503, page), 'failed', '503'],
    ['kraken', 'a maintenance page with status 200', new Status(200, page, { 'content-type': 'text/html' }), 'garbled', 'a web page instead of data'],
    ['kraken', 'broken JSON', '{"error":[],"result":{"XXB', 'garbled', 'broken JSON'],
    ['kraken', 'status 520', new Status(520, ''), 'failed', '520'],
    ['okx', 'status 429', new Status(429, { code: '50011', msg: 'Requests too frequent.' }), 'rate-limited', ''],
  ])('of %s – %s – is told as what it is', async (name, _, answer, kind, message) => {
    const thrown = await failure(answering(name, answer).history?.(doorsOf(name).pair, DAYS));
    expect(thrown).toBeInstanceOf(SourceError);
    expect(thrown).toMatchObject({ source: `exchange:${name}`, kind, message: expect.stringContaining(message) });
    expect((thrown as SourceError).retryAt !== null).toBe(kind === 'rate-limited');
  });

  it.each<[string, unknown]>([
    ['kraken', { error: ['EQuery:Unknown asset pair'] }],
    ['okx', { code: '51001', msg: 'Instrument ID does not exist', data: [] }],
    ['kucoin', { code: '400100', msg: 'symbol not exists' }],
    ['bybit', { retCode: 10_001, retMsg: 'Not supported symbols', result: {} }],
    ['binance', new Status(400, { code: -1121, msg: 'Invalid symbol.' })],
  ])('of %s that a pair has gone is no trouble of the exchange', async (name, answer) => {
    const { pair } = doorsOf(name);
    const gone = { rows: [], refused: [{ subject: pair, reason: 'no such market there, or it is closed' }] };
    expect(await failure(answering(name, answer).history?.(pair, DAYS))).toMatchObject(gone);
    expect(await failure(answering(name, answer).metrics?.(pair, { from: TODAY, to: TODAY }))).toMatchObject(gone);
  });

  it('is the same for a broken connection', async () => {
    const { made } = opened('okx', () => { throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }); }, NOW);
    expect(await failure(made.history?.('BTC/USDT', DAYS))).toMatchObject({ kind: 'unreachable', message: 'www.okx.com/api/v5/public/instruments cannot be reached: nothing listens there' });
  });
});

describe.each(Object.keys(DOORS))('what %s sends instead of what it should', (name) => {
  it.each<[string, unknown]>([['nothing', ''], ['null', 'null'], ['a number', '5'], ['a text', '"ok"'], ['a list', []], ['a list of nulls', [null, null]], ['an empty object', {}], ['null results', { error: [], result: null, code: '0', data: null, retCode: 0, candles: null }], ['words for lists', { error: [], result: 'x', code: '0', data: 'x', retCode: 0, candles: 'x' }]])('– %s – is never stored', async (_, answer) => {
    const made = answering(name, answer);
    const bars = await failure(made.history?.(doorsOf(name).pair, DAYS));
    if (!(bars instanceof SourceError)) expect(bars).toMatchObject({ rows: [] });
    const book = await failure(made.metrics?.(doorsOf(name).pair, { from: TODAY, to: TODAY }));
    if (!(book instanceof SourceError)) expect((book as { readonly rows: readonly { readonly metric: string }[] }).rows.filter(({ metric }) => metric !== 'VenueTradedUSD')).toEqual([]);
  });
});

const at = (day: string, unit = 1): number => Date.parse(`${day}T00:00:00Z`) / unit;
const NUMBERS: readonly [string, unknown][] = [['NaN', 'NaN'], ['blank', ''], ['words', 'twelve'], ['infinite', '1e999'], ['1e308', '1e308'], ['negative', '-5'], ['zero', '0'], ['null', null], ['an object', {}], ['a list', [1]]];

describe('a close that is no price', () => {
  /** One bar with this close, as each exchange writes it. */
  const BARS: readonly [string, (close: unknown) => unknown][] = [
    ['kraken', (close) => krakenSays({ XXBTZUSD: [[at('2026-05-02', 1_000), '10', '12', '9', close, '10', '3', 7]], last: 1 })],
    ['coinbase', (close) => ({ candles: [{ start: String(at('2026-05-02', 1_000)), low: '9', high: '12', open: '10', close, volume: '3' }] })],
    ['binance', (close) => [[at('2026-05-02'), '10', '12', '9', close, '3', at('2026-05-03') - 1, '30', 5, '1', '10', '0']]],
    ['okx', (close) => okxSays([String(at('2026-05-02')), '10', '12', '9', close, '3', '30', '30', '1'])],
    ['bybit', (close) => bybitSays({ list: [[String(at('2026-05-02')), '10', '12', '9', close, '3', '30']] })],
    ['kucoin', (close) => kucoinSays([[String(at('2026-05-02', 1_000)), '10', close, '12', '9', '3', '30']])],
  ];

  it.each(BARS)('at %s is refused by name, and a real one stands', async (name, written) => {
    for (const [, number] of NUMBERS) {
      const taken = await failure(answering(name, written(number)).history?.(doorsOf(name).pair, DAYS));
      const { rows, refused } = taken as { readonly rows: readonly unknown[]; readonly refused: readonly { readonly subject: string }[] };
      expect([number, rows, refused.map(({ subject }) => subject)]).toEqual([number, [], [doorsOf(name).pair]]);
    }
    const { rows } = (await answering(name, written('11')).history?.(doorsOf(name).pair, DAYS)) ?? { rows: [] };
    expect(rows).toMatchObject([{ externalId: doorsOf(name).pair, day: '2026-05-02', open: '10', high: '12', low: '9', close: '11', tradedValue: name === 'coinbase' ? '31.5' : '30' }]);
    expect(valuesOf(rows)).not.toContain(Number.NaN);
  });
});

describe('a ticker that is no price', () => {
  it.each(NUMBERS)('%s is refused by name, its asset left out of the listing', async (_, last) => {
    const markets = krakenSays({ XXBTZUSD: krakenPair('XXBT', 'ZUSD'), ADAUSD: krakenPair('ADA', 'ZUSD') });
    const { made } = opened('kraken', byPath({ '/0/public/AssetPairs': markets, '/0/public/Ticker': krakenSays({ XXBTZUSD: krakenTicker('100'), ADAUSD: { ...krakenTicker('1'), c: [last, '1'] } }) }), NOW);
    for await (const { rows, quotes, refused } of made.listing?.(10) ?? []) {
      expect(rows.map(({ externalId }) => externalId)).toEqual(['BTC/USD']);
      expect(quotes.map(({ externalId }) => externalId)).toEqual(['BTC/USD']);
      expect(refused.map(({ subject }) => subject)).toEqual(['ADA/USD']);
    }
  });
});
