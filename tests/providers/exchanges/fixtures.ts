import type { SourceGate } from '@/lib/providers/http/gate';
import { createSourceFetch } from '@/lib/providers/http/source-fetch';
import { exchangeProvider } from '@/lib/providers/exchanges/provider';
import { toldLimit } from '@/lib/providers/exchanges/told-limit';
import type { LiveProvider } from '@/lib/providers/live-port';
import { answering, type Answerer, type SeenRequest } from '../../support/source-answers';

/** A gate that lets everything through and counts it. */
export function openGate(): SourceGate & { taken: number } {
  const gate = { taken: 0, take: () => Promise.resolve(void gate.taken++), succeeded: () => Promise.resolve(), failed: () => Promise.resolve() };
  return gate;
}

/** A `fetch` as the installation makes it, over an answerer. */
export function sourceFetch(name: string, answer: Answerer, now: Date, gate: SourceGate = openGate()): { readonly fetch: typeof fetch; readonly seen: SeenRequest[] } {
  const { fetch, seen } = answering(answer);
  return { fetch: createSourceFetch(`exchange:${name}`, gate, { transport: fetch, clock: { now: () => now }, attempts: 1, toldLimit }), seen };
}

export interface Opened {
  readonly made: LiveProvider;
  readonly seen: readonly SeenRequest[];
  readonly asked: () => string[];
}

/** An exchange that answers as told; ccxt's parsing runs for real. */
export function opened(name: string, answer: Answerer, now: Date, ownUrl: string | null = null): Opened {
  const { fetch, seen } = sourceFetch(name, answer, now);
  return { made: exchangeProvider({ name, fetch, ownUrl, now: () => now, cache: new Map() }), seen, asked: () => seen.map(({ url }) => `${url.pathname}${url.search}`) };
}

/** An answerer by path; what is not in the table is asked for by mistake. */
export const byPath = (answers: Readonly<Record<string, unknown>>): Answerer => (url) => {
  if (!(url.pathname in answers)) throw new Error(`nobody answers ${url.pathname}${url.search}`);
  const answer = answers[url.pathname];
  return typeof answer === 'function' ? (answer as Answerer)(url) : answer;
};

/*
 * Below: bodies by hand, after the fields that ccxt's parsers read and the exchanges' published examples in its source; no recording of
 * these questions is at hand.
 */

export const krakenPair = (base: string, quote: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  altname: `${base}${quote}`, wsname: `${base}/${quote}`, base, quote, pair_decimals: 1, lot_decimals: 8, fees: [[0, 0.4]], fees_maker: [[0, 0.25]], leverage_buy: [], ordermin: '0.00005', costmin: '0.5', status: 'online', ...fields,
});
export const krakenSays = (result: unknown): unknown => ({ error: [], result });
export const krakenTicker = (last: string, volume = '10'): Record<string, unknown> => ({ a: [last, '1', '1'], b: [last, '1', '1'], c: [last, '0.1'], v: ['1', volume], p: [last, last], t: [1, 2], l: [last, last], h: [last, last], o: last });

export const krakenContract = (symbol: string, type: 'flexible_futures' | 'futures_inverse', base: string): Record<string, unknown> => ({
  symbol, type, base, quote: 'USD', pair: `${base}:USD`, tradeable: true, tickSize: 0.1, contractSize: 1, contractValueTradePrecision: type === 'futures_inverse' ? 0 : 4, impactMidSize: 1, maxPositionSize: 1000, isin: '', openingDate: '2022-01-01T00:00:00.000Z', marginLevels: [{ contracts: 0, initialMargin: 0.02, maintenanceMargin: 0.01 }],
});

export const coinbaseProduct = (base: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  product_id: `${base}-USD`, price: '100', price_percentage_change_24h: '-1', volume_24h: '5', base_increment: '0.00000001', quote_increment: '0.01', quote_min_size: '1', quote_max_size: '1000', base_min_size: '0.1', base_max_size: '100', base_name: base, status: 'online', trading_disabled: false, product_type: 'SPOT',
  quote_currency_id: 'USD', base_currency_id: base, alias: '', alias_to: [], price_increment: '0.01', approximate_quote_24h_volume: '500', ...fields,
});

export const binanceSymbol = (base: string, perpetual = false): Record<string, unknown> => ({
  symbol: `${base}USDT`, status: 'TRADING', baseAsset: base, quoteAsset: 'USDT', filters: [], orderTypes: [], ...(perpetual ? { contractType: 'PERPETUAL', marginAsset: 'USDT', deliveryDate: 4_133_404_800_000, onboardDate: 1_569_398_400_000, pricePrecision: 2, quantityPrecision: 3 } : { isSpotTradingAllowed: true, permissions: ['SPOT'] }),
});

export const bybitSays = (result: unknown): unknown => ({ retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: 1_788_909_273_627 });
export const bybitMarket = (base: string, perpetual: boolean, hours = 8): Record<string, unknown> => ({
  symbol: `${base}USDT`, status: 'Trading', baseCoin: base, quoteCoin: 'USDT', lotSizeFilter: { basePrecision: '0.000001', minOrderQty: '0.001', maxOrderQty: '100', qtyStep: '0.001' }, priceFilter: { tickSize: '0.01' },
  ...(perpetual ? { contractType: 'LinearPerpetual', settleCoin: 'USDT', launchTime: '1585526400000', deliveryTime: '0', leverageFilter: { minLeverage: '1', maxLeverage: '100', leverageStep: '0.01' }, fundingInterval: hours * 60 } : { marginTrading: 'none' }),
});

export const okxSays = (...data: unknown[]): unknown => ({ code: '0', msg: '', data });
export const okxInstrument = (base: string, swap = false): Record<string, unknown> => ({
  alias: '', category: '1', expTime: '', lever: '10', listTime: '1548133413000', lotSz: '0.0001', minSz: '0.001', optType: '', state: 'live', stk: '', tickSz: '0.1',
  ...(swap ? { baseCcy: '', quoteCcy: '', ctMult: '1', ctType: 'linear', ctVal: '0.01', ctValCcy: base, instId: `${base}-USDT-SWAP`, instType: 'SWAP', settleCcy: 'USDT', uly: `${base}-USDT` } : { baseCcy: base, quoteCcy: 'USDT', ctMult: '', ctType: '', ctVal: '', ctValCcy: '', instId: `${base}-USDT`, instType: 'SPOT', settleCcy: '', uly: '' }),
});

export const kucoinSays = (data: unknown): unknown => ({ code: '200000', data });
export const kucoinSymbol = (base: string): Record<string, unknown> => ({ symbol: `${base}-USDT`, name: `${base}-USDT`, baseCurrency: base, quoteCurrency: 'USDT', baseMinSize: '0.1', quoteMinSize: '0.1', baseMaxSize: '100', quoteMaxSize: '100', baseIncrement: '0.0001', quoteIncrement: '0.01', priceIncrement: '0.01', enableTrading: true });
export const kucoinContract = (symbol: string, base: string, multiplier: number): Record<string, unknown> => ({ symbol, baseCurrency: base, quoteCurrency: 'USDT', settleCurrency: 'USDT', lotSize: 1, tickSize: 0.1, multiplier, isInverse: false, status: 'Open', nextFundingRateTime: 25_481_884, maxOrderQty: 100, maxPrice: 1_000_000, markPrice: 1, firstOpenDate: 1_585_555_200_000, expireDate: null });
