import { midnight, type StubMarket } from '../stub-market';
import type { StubAnswer, StubRequest, StubSource } from '../stub-server';
import type { StubAsset } from '../stub-assets';
import { bars, book, dayFrom, dayOf, fundingRate, listed, openInterest, price, text, ticker } from './exchange-kit';

const KRAKEN_BARS = 720;
const KRAKEN_NAMES: Readonly<Record<string, { readonly id: string; readonly alt: string }>> = { btc: { id: 'XXBT', alt: 'XBT' }, eth: { id: 'XETH', alt: 'ETH' }, ltc: { id: 'XLTC', alt: 'LTC' }, xrp: { id: 'XXRP', alt: 'XRP' }, doge: { id: 'XXDG', alt: 'XDG' } };

const krakenName = ({ symbol }: StubAsset): { readonly id: string; readonly alt: string } => KRAKEN_NAMES[symbol] ?? { id: symbol.toUpperCase(), alt: symbol.toUpperCase() };
const krakenPair = (asset: StubAsset): string => (KRAKEN_NAMES[asset.symbol] ? `${krakenName(asset).id}ZUSD` : `${krakenName(asset).alt}USD`);
const FEES = [[0, 0.4], [10_000, 0.35]];

function assetPair(asset: StubAsset): Record<string, unknown> {
  const { id, alt } = krakenName(asset);
  return {
    altname: `${alt}USD`, wsname: `${alt}/USD`, aclass_base: 'currency', base: id, aclass_quote: 'currency', quote: 'ZUSD', lot: 'unit', cost_decimals: 5, pair_decimals: 6, lot_decimals: 8, lot_multiplier: 1, leverage_buy: [], leverage_sell: [],
    fees: FEES, fees_maker: FEES, fee_volume_currency: 'ZUSD', margin_call: 80, margin_stop: 40, ordermin: '0.00005', costmin: '0.5', tick_size: '0.000001', status: 'online',
  };
}

const krakenAnswer = (result: unknown): StubAnswer => ({ body: { error: [], result } });

function krakenOhlc(asset: StubAsset, { query }: StubRequest, market: StubMarket): StubAnswer {
  const since = dayOf(query.get('since'), 's', 0) + 1;
  const today = market.today();
  const rows = bars(asset, market, 'kraken', Math.max(since, today - KRAKEN_BARS + 1), today).map((bar) => [midnight(bar.day) / 1_000, text(bar.open), text(bar.high), text(bar.low), text(bar.close), text(bar.turnover / bar.volume), text(bar.volume), 1_000]);
  return krakenAnswer({ [krakenPair(asset)]: rows, last: midnight(today - 1) / 1_000 });
}

function krakenTicker(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const at = bars(asset, market, 'kraken', market.today(), market.today())[0];
  const { bids, asks } = book(asset, market, 1);
  const both = (value: string): string[] => [value, value];
  return at ? { a: [asks[0]?.[0], '1', '1.000'], b: [bids[0]?.[0], '1', '1.000'], c: [text(at.close), '0.001'], v: both(text(at.volume)), p: both(text(at.close)), t: [10, 20], l: both(text(at.low)), h: both(text(at.high)), o: text(at.open) } : {};
}

const futuresName = (asset: StubAsset): string => `PF_${krakenName(asset).alt}USD`;

function futuresInstrument(asset: StubAsset): Record<string, unknown> {
  return { symbol: futuresName(asset), type: 'flexible_futures', tickSize: 0.0001, contractSize: 1, tradeable: true, marginLevels: [{ contracts: 0, initialMargin: 0.02, maintenanceMargin: 0.01 }], contractValueTradePrecision: 4, tags: [] };
}

/** Funding is absolute: USD a contract and hour. */
function futuresTicker(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const at = ticker(asset, market, 'kraken');
  const mark = price(asset, market);
  return {
    symbol: futuresName(asset), last: mark, lastTime: market.now().toISOString(), tag: 'perpetual', pair: `${krakenName(asset).alt}:USD`, markPrice: mark, bid: Number(at?.bid), bidSize: 100, ask: Number(at?.ask), askSize: 100, vol24h: at?.volume, volumeQuote: at?.turnover, openInterest: openInterest(asset, market),
    open24h: at?.open, high24h: at?.high, low24h: at?.low, lastSize: 1, fundingRate: (fundingRate(asset, market) / 8) * mark, fundingRatePrediction: (fundingRate(asset, market) / 8) * mark, suspended: false, indexPrice: mark, postOnly: false, change24h: 1.57,
  };
}

export const kraken: StubSource = (request, market) => {
  const all = listed(market, 60);
  const asked = request.query.get('pair');
  const asset = all.find((each) => krakenPair(each) === asked || `${krakenName(each).alt}USD` === asked);
  const unknown: StubAnswer = { body: { error: ['EQuery:Unknown asset pair'] } };
  switch (request.path) {
    case '/0/public/Time':
      return krakenAnswer({ unixtime: Math.floor(market.now().getTime() / 1_000), rfc1123: market.now().toUTCString() });
    case '/0/public/Assets':
      return krakenAnswer(Object.fromEntries([...all.map(krakenName), { id: 'ZUSD', alt: 'USD' }].map(({ id, alt }) => [id, { aclass: 'currency', altname: alt, decimals: 10, display_decimals: 5, status: 'enabled' }])));
    case '/0/public/AssetPairs':
      return krakenAnswer(Object.fromEntries(all.map((each) => [krakenPair(each), assetPair(each)])));
    case '/0/public/OHLC':
      return asset ? krakenOhlc(asset, request, market) : unknown;
    case '/0/public/Depth': {
      if (!asset) return unknown;
      const { bids, asks } = book(asset, market, Math.min(500, Number(request.query.get('count') ?? 100)));
      const stamped = (side: readonly (readonly [string, string])[]): unknown[] => side.map(([at, size]) => [at, size, Math.floor(market.now().getTime() / 1_000)]);
      return krakenAnswer({ [krakenPair(asset)]: { asks: stamped(asks), bids: stamped(bids) } });
    }
    case '/0/public/Ticker': {
      const pairs = asked?.split(',');
      return krakenAnswer(Object.fromEntries(all.filter((each) => !pairs || pairs.includes(krakenPair(each)) || pairs.includes(`${krakenName(each).alt}USD`)).map((each) => [krakenPair(each), krakenTicker(each, market)])));
    }
    case '/derivatives/api/v3/instruments':
      return { body: { result: 'success', instruments: all.slice(0, 30).map((each) => futuresInstrument(each)), serverTime: market.now().toISOString() } };
    case '/derivatives/api/v3/tickers':
      return { body: { result: 'success', serverTime: market.now().toISOString(), tickers: all.slice(0, 30).map((each) => futuresTicker(each, market)) } };
    default:
      return undefined;
  }
};

const COINBASE_BARS = 350;

function product(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const base = asset.symbol.toUpperCase();
  return {
    product_id: `${base}-USD`, price: text(price(asset, market)), price_percentage_change_24h: '-0.28', volume_24h: '11005.02', volume_percentage_change_24h: '1.5', base_increment: '0.00000001', quote_increment: '0.00000001', quote_min_size: '1', quote_max_size: '150000000',
    base_min_size: '0.00000001', base_max_size: '3400', base_name: asset.name, quote_name: 'US Dollar', watched: false, is_disabled: false, new: false, status: 'online', cancel_only: false, limit_only: false, post_only: false, trading_disabled: false, auction_mode: false,
    product_type: 'SPOT', quote_currency_id: 'USD', base_currency_id: base, fcm_trading_session_details: null, mid_market_price: '', alias: '', alias_to: [], base_display_symbol: base, quote_display_symbol: 'USD', view_only: false, price_increment: '0.00000001', display_name: `${base}-USD`, product_venue: 'CBE', approximate_quote_24h_volume: '75850677',
  };
}

export const coinbase: StubSource = ({ path, query }, market) => {
  const all = listed(market, 80);
  const bySymbol = (id: string | null | undefined): StubAsset | undefined => all.find(({ symbol }) => `${symbol.toUpperCase()}-USD` === id);
  const at = '/api/v3/brokerage/market/';
  if (path === '/v2/currencies') return { body: { data: [{ id: 'USD', name: 'US Dollar', min_size: '0.01' }] } };
  if (path === '/v2/currencies/crypto') return { body: { data: all.map(({ symbol, name, position }) => ({ asset_id: `asset-${position}`, code: symbol.toUpperCase(), name, color: '#0433FF', sort_index: position, exponent: 8, type: 'crypto', address_regex: '' })) } };
  if (path === '/v2/exchange-rates') return { body: { data: { currency: 'USD', rates: Object.fromEntries(all.map((asset) => [asset.symbol.toUpperCase(), text(1 / price(asset, market))])) } } };
  if (path === `${at}products`) return { body: { products: query.get('product_type') === 'FUTURE' ? [] : all.map((asset) => product(asset, market)), num_products: all.length } };
  if (path === `${at}product_book`) {
    const asset = bySymbol(query.get('product_id'));
    if (!asset) return undefined;
    const { bids, asks } = book(asset, market, Math.min(500, Number(query.get('limit') ?? 100)));
    const levels = (side: readonly (readonly [string, string])[]): unknown[] => side.map(([level, size]) => ({ price: level, size }));
    return { body: { pricebook: { product_id: query.get('product_id'), bids: levels(bids), asks: levels(asks), time: market.now().toISOString() }, last: text(price(asset, market)), mid_market: text(price(asset, market)), spread_bps: '2', spread_absolute: '0.01' } };
  }
  const [, id, what] = /^\/api\/v3\/brokerage\/market\/products\/([^/]+)\/(candles|ticker)$/.exec(path) ?? [];
  const asset = bySymbol(id);
  if (!asset) return undefined;
  if (what === 'ticker') return { body: { trades: [], best_bid: book(asset, market, 1).bids[0]?.[0], best_ask: book(asset, market, 1).asks[0]?.[0] } };
  const found = bars(asset, market, 'coinbase', dayFrom(query.get('start'), 's', 0), dayOf(query.get('end'), 's', market.today())).slice(-COINBASE_BARS);
  return { body: { candles: found.map((bar) => ({ start: String(midnight(bar.day) / 1_000), low: text(bar.low), high: text(bar.high), open: text(bar.open), close: text(bar.close), volume: text(bar.volume) })).reverse() } };
};
