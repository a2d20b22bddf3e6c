import type { StubAsset } from '../stub-assets';
import { DAY_MS, midnight, type StubMarket } from '../stub-market';
import type { StubAnswer, StubSource } from '../stub-server';
import { bars, book, dayFrom, dayOf, fundingRate, listed, openInterest, price, text, ticker } from './exchange-kit';

const pairOf = ({ symbol }: StubAsset): string => `${symbol.toUpperCase()}USDT`;
const nextFunding = (market: StubMarket): number => Math.ceil(market.now().getTime() / (DAY_MS / 3)) * (DAY_MS / 3);

function binanceSymbol(asset: StubAsset, perpetual: boolean): Record<string, unknown> {
  const shared = { symbol: pairOf(asset), status: 'TRADING', baseAsset: asset.symbol.toUpperCase(), quoteAsset: 'USDT', baseAssetPrecision: 8, quotePrecision: 8, orderTypes: ['LIMIT', 'MARKET'] };
  const filters = [{ filterType: 'PRICE_FILTER', minPrice: '0.00000001', maxPrice: '1000000', tickSize: '0.00000001' }, { filterType: 'LOT_SIZE', minQty: '0.00001', maxQty: '9000', stepSize: '0.00001' }];
  return perpetual
    ? { ...shared, pair: pairOf(asset), contractType: 'PERPETUAL', deliveryDate: 4_133_404_800_000, onboardDate: 1_569_398_400_000, marginAsset: 'USDT', pricePrecision: 8, quantityPrecision: 3, maintMarginPercent: '2.5000', requiredMarginPercent: '5.0000', filters, timeInForce: ['GTC'] }
    : { ...shared, baseCommissionPrecision: 8, quoteCommissionPrecision: 8, isSpotTradingAllowed: true, isMarginTradingAllowed: false, filters, permissions: ['SPOT'] };
}

function premium(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const at = text(price(asset, market));
  return { symbol: pairOf(asset), markPrice: at, indexPrice: at, estimatedSettlePrice: at, lastFundingRate: text(fundingRate(asset, market)), interestRate: '0.00010000', nextFundingTime: nextFunding(market), time: market.now().getTime() };
}

function binanceTicker(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const at = ticker(asset, market, 'binance', 0.3);
  if (!at) return { symbol: pairOf(asset) };
  const now = market.now().getTime();
  return {
    symbol: pairOf(asset), priceChange: text(at.close - at.open), priceChangePercent: text(100 * (at.close / at.open - 1)), weightedAvgPrice: text(at.close), prevClosePrice: text(at.open), lastPrice: text(at.close), lastQty: '1', bidPrice: at.bid, bidQty: '1', askPrice: at.ask, askQty: '1',
    openPrice: text(at.open), highPrice: text(at.high), lowPrice: text(at.low), volume: text(at.volume), quoteVolume: text(at.turnover), openTime: now - DAY_MS, closeTime: now, firstId: 1, lastId: 1_000, count: 1_000,
  };
}

const exchangeInfo = (symbols: readonly unknown[], market: StubMarket): StubAnswer => ({ body: { timezone: 'UTC', serverTime: market.now().getTime(), rateLimits: [], exchangeFilters: [], symbols } });

export const binance: StubSource = ({ path, query }, market) => {
  const all = listed(market, 150);
  const perpetuals = all.slice(0, 40);
  const asset = all.find((each) => pairOf(each) === query.get('symbol'));
  const perpetual = perpetuals.find((each) => each === asset);
  const now = market.now().getTime();
  const invalid: StubAnswer = { status: 400, body: { code: -1121, msg: 'Invalid symbol.' } };
  switch (path) {
    case '/api/v3/exchangeInfo':
      return exchangeInfo(all.map((each) => binanceSymbol(each, false)), market);
    case '/fapi/v1/exchangeInfo':
      return exchangeInfo(perpetuals.map((each) => binanceSymbol(each, true)), market);
    case '/dapi/v1/exchangeInfo':
      return exchangeInfo([], market);
    case '/api/v3/klines': {
      if (!asset) return invalid;
      const limit = Math.min(1_000, Number(query.get('limit') ?? 500));
      const found = bars(asset, market, 'binance', dayFrom(query.get('startTime'), 'ms', 0), dayOf(query.get('endTime'), 'ms', market.today()), 0.3);
      const kept = query.has('startTime') ? found.slice(0, limit) : found.slice(-limit);
      return { body: kept.map((bar) => [midnight(bar.day), text(bar.open), text(bar.high), text(bar.low), text(bar.close), text(bar.volume), midnight(bar.day + 1) - 1, text(bar.turnover), 1_000, text(bar.volume / 2), text(bar.turnover / 2), '0']) };
    }
    case '/api/v3/depth':
      return asset ? { body: { lastUpdateId: 1_027_024, ...book(asset, market, Math.min(5_000, Number(query.get('limit') ?? 100))) } } : invalid;
    case '/api/v3/ticker/24hr':
    case '/fapi/v1/ticker/24hr':
      return asset ? { body: binanceTicker(asset, market) } : { body: (path.startsWith('/api') ? all : perpetuals).map((each) => binanceTicker(each, market)) };
    case '/fapi/v1/premiumIndex':
      if (!query.has('symbol')) return { body: perpetuals.map((each) => premium(each, market)) };
      return perpetual ? { body: premium(perpetual, market) } : invalid;
    case '/fapi/v1/fundingRate':
      return perpetual ? { body: Array.from({ length: 3 }, (_, i) => ({ symbol: pairOf(perpetual), fundingTime: nextFunding(market) - (3 - i) * (DAY_MS / 3) + i, fundingRate: text(fundingRate(perpetual, market)), markPrice: text(price(perpetual, market)), rateType: 'Regular' })) } : invalid;
    case '/fapi/v1/fundingInfo':
      return { body: [] };
    case '/fapi/v1/openInterest':
      return perpetual ? { body: { symbol: pairOf(perpetual), openInterest: text(openInterest(perpetual, market)), time: now } } : invalid;
    default:
      return undefined;
  }
};

const bybitAnswer = (result: unknown, market: StubMarket): StubAnswer => ({ body: { retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: market.now().getTime() } });

function bybitSpot(asset: StubAsset): Record<string, unknown> {
  return { symbol: pairOf(asset), baseCoin: asset.symbol.toUpperCase(), quoteCoin: 'USDT', innovation: '0', status: 'Trading', marginTrading: 'none', lotSizeFilter: { basePrecision: '0.000001', quotePrecision: '0.00000001', minOrderQty: '0.00004', maxOrderQty: '63.01', minOrderAmt: '1', maxOrderAmt: '100000' }, priceFilter: { tickSize: '0.00000001' } };
}

function bybitLinear(asset: StubAsset): Record<string, unknown> {
  return { symbol: pairOf(asset), contractType: 'LinearPerpetual', status: 'Trading', baseCoin: asset.symbol.toUpperCase(), quoteCoin: 'USDT', launchTime: '1585526400000', deliveryTime: '0', deliveryFeeRate: '', priceScale: '8', leverageFilter: { minLeverage: '1', maxLeverage: '100.00', leverageStep: '0.01' }, priceFilter: { minPrice: '0.00000001', maxPrice: '999999.00', tickSize: '0.00000001' }, lotSizeFilter: { maxOrderQty: '100.000', minOrderQty: '0.001', qtyStep: '0.001', postOnlyMaxOrderQty: '1000.000' }, unifiedMarginTrade: true, fundingInterval: 480, settleCoin: 'USDT' };
}

function bybitSpotTicker(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const at = ticker(asset, market, 'bybit');
  return at ? { symbol: pairOf(asset), bid1Price: at.bid, bid1Size: '1', ask1Price: at.ask, ask1Size: '1', lastPrice: text(at.close), prevPrice24h: text(at.open), price24hPcnt: text(at.close / at.open - 1), highPrice24h: text(at.high), lowPrice24h: text(at.low), turnover24h: text(at.turnover), volume24h: text(at.volume), usdIndexPrice: text(at.close) } : { symbol: pairOf(asset) };
}

function bybitTicker(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const at = text(price(asset, market));
  const contracts = openInterest(asset, market);
  const { bids, asks } = book(asset, market, 1);
  return {
    symbol: pairOf(asset), lastPrice: at, indexPrice: at, markPrice: at, prevPrice24h: at, price24hPcnt: '-0.0079', highPrice24h: at, lowPrice24h: at, prevPrice1h: at, openInterest: text(contracts * 2), openInterestValue: text(contracts * 2 * price(asset, market)), singleOpenInterest: text(contracts), singleOpenInterestValue: text(contracts * price(asset, market)), turnover24h: '4216771708.8491', volume24h: '53719.1900',
    fundingRate: text(fundingRate(asset, market)), nextFundingTime: String(nextFunding(market)), predictedDeliveryPrice: '', basisRate: '', deliveryFeeRate: '', deliveryTime: '0', ask1Size: asks[0]?.[1], bid1Price: bids[0]?.[0], ask1Price: asks[0]?.[0], bid1Size: bids[0]?.[1], basis: '', fundingIntervalHour: '8', basisRateYear: '',
  };
}

export const bybit: StubSource = ({ path, query }, market) => {
  const all = listed(market, 100);
  const asset = all.find((each) => pairOf(each) === query.get('symbol'));
  const category = query.get('category');
  const invalid: StubAnswer = { body: { retCode: 10_001, retMsg: 'Not supported symbols', result: {}, retExtInfo: {}, time: market.now().getTime() } };
  switch (path) {
    case '/v5/market/instruments-info': {
      const list = query.has('status') ? [] : category === 'spot' ? all.map(bybitSpot) : category === 'linear' ? all.slice(0, 40).map(bybitLinear) : [];
      return bybitAnswer({ category, list, nextPageCursor: '' }, market);
    }
    case '/v5/market/kline': {
      if (!asset) return invalid;
      const found = bars(asset, market, 'bybit', dayFrom(query.get('start'), 'ms', 0), dayOf(query.get('end'), 'ms', market.today())).slice(-Math.min(1_000, Number(query.get('limit') ?? 200)));
      return bybitAnswer({ category, symbol: pairOf(asset), list: found.map((bar) => [String(midnight(bar.day)), text(bar.open), text(bar.high), text(bar.low), text(bar.close), text(bar.volume), text(bar.turnover)]).reverse() }, market);
    }
    case '/v5/market/orderbook': {
      if (!asset) return invalid;
      const { bids, asks } = book(asset, market, Math.min(200, Number(query.get('limit') ?? 25)));
      return bybitAnswer({ s: pairOf(asset), b: bids, a: asks, ts: market.now().getTime(), u: 1, seq: 1, cts: market.now().getTime() }, market);
    }
    case '/v5/market/tickers':
      if (category === 'spot') return bybitAnswer({ category, list: (asset ? [asset] : all).map((each) => bybitSpotTicker(each, market)) }, market);
      return bybitAnswer({ category, list: (asset ? [asset] : all.slice(0, 40)).map((each) => bybitTicker(each, market)) }, market);
    case '/v5/market/open-interest':
      return asset ? bybitAnswer({ symbol: pairOf(asset), category, list: [{ openInterest: text(openInterest(asset, market) * 2), singleOpenInterest: text(openInterest(asset, market)), timestamp: String(Math.floor(market.now().getTime() / 3_600_000) * 3_600_000) }], nextPageCursor: '' }, market) : invalid;
    default:
      return undefined;
  }
};
