import type { StubAsset } from '../stub-assets';
import { DAY_MS, midnight, type StubMarket } from '../stub-market';
import type { StubAnswer, StubSource } from '../stub-server';
import { bars, book, dayFrom, dayOf, fundingRate, listed, openInterest, price, text, ticker } from './exchange-kit';

const pairOf = ({ symbol }: StubAsset): string => `${symbol.toUpperCase()}-USDT`;
const okxAnswer = (data: readonly unknown[]): StubAnswer => ({ body: { code: '0', msg: '', data } });
const OKX_INVALID: StubAnswer = { body: { code: '51001', msg: 'Instrument ID does not exist', data: [] } };

function instrument(asset: StubAsset, swap: boolean): Record<string, unknown> {
  const base = asset.symbol.toUpperCase();
  const shared = { alias: '', category: '1', expTime: '', lever: '10', listTime: '1548133413000', lotSz: '0.00000001', minSz: '0.00001', optType: '', state: 'live', stk: '', tickSz: '0.00000001' };
  return swap
    ? { ...shared, baseCcy: '', quoteCcy: '', ctMult: '1', ctType: 'linear', ctVal: '1', ctValCcy: base, instId: `${pairOf(asset)}-SWAP`, instType: 'SWAP', settleCcy: 'USDT', uly: pairOf(asset) }
    : { ...shared, baseCcy: base, quoteCcy: 'USDT', ctMult: '', ctType: '', ctVal: '', ctValCcy: '', instId: pairOf(asset), instType: 'SPOT', settleCcy: '', uly: '' };
}

/** `after` and `before` are both exclusive: older than, newer than. */
function okxCandles(asset: StubAsset, query: URLSearchParams, market: StubMarket): StubAnswer {
  const shift = query.get('bar') === '1D' ? DAY_MS / 3 : 0;
  const until = query.has('after') ? Math.ceil(Number(query.get('after')) / DAY_MS) - 1 : market.today();
  const from = query.has('before') ? Math.floor(Number(query.get('before')) / DAY_MS) + 1 : 0;
  const found = bars(asset, market, 'okx', from, until).slice(-Math.min(300, Number(query.get('limit') ?? 100)));
  return okxAnswer(found.map((bar) => [String(midnight(bar.day) - shift), text(bar.open), text(bar.high), text(bar.low), text(bar.close), text(bar.volume), text(bar.turnover), text(bar.turnover), bar.day === market.today() ? '0' : '1']).reverse());
}

function okxFunding(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const next = midnight(market.today() + 1);
  return { fundingRate: text(fundingRate(asset, market)), fundingTime: String(next), instId: `${pairOf(asset)}-SWAP`, instType: 'SWAP', method: 'current_period', maxFundingRate: '0.00375', minFundingRate: '-0.00375', nextFundingRate: '', nextFundingTime: String(next + DAY_MS / 3), premium: '0', settFundingRate: '0', settState: 'settled', ts: String(market.now().getTime()) };
}

function okxInterest(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const units = openInterest(asset, market);
  return { instId: `${pairOf(asset)}-SWAP`, instType: 'SWAP', oi: text(units), oiCcy: text(units), oiUsd: text(units * price(asset, market)), ts: String(market.now().getTime()) };
}

function okxTicker(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const at = ticker(asset, market, 'okx');
  if (!at) return { instType: 'SPOT', instId: pairOf(asset) };
  return { instType: 'SPOT', instId: pairOf(asset), last: text(at.close), lastSz: '1', askPx: at.ask, askSz: '1', bidPx: at.bid, bidSz: '1', open24h: text(at.open), high24h: text(at.high), low24h: text(at.low), volCcy24h: text(at.turnover), vol24h: text(at.volume), ts: String(market.now().getTime()), sodUtc0: text(at.open), sodUtc8: text(at.open) };
}

export const okx: StubSource = ({ path, query }, market) => {
  const all = listed(market, 100);
  const id = query.get('instId') ?? '';
  const asset = all.find((each) => pairOf(each) === id.replace(/-SWAP$/, ''));
  const ts = String(market.now().getTime());
  const swaps = all.slice(0, 40);
  switch (path) {
    case '/api/v5/public/instruments': {
      const type = query.get('instType');
      return okxAnswer(type === 'SPOT' ? all.map((each) => instrument(each, false)) : type === 'SWAP' ? all.slice(0, 40).map((each) => instrument(each, true)) : []);
    }
    case '/api/v5/market/candles':
    case '/api/v5/market/history-candles':
      return asset ? okxCandles(asset, query, market) : OKX_INVALID;
    case '/api/v5/market/books-full':
    case '/api/v5/market/books': {
      if (!asset) return OKX_INVALID;
      const { bids, asks } = book(asset, market, Math.min(400, Number(query.get('sz') ?? 1)));
      const levels = (side: readonly (readonly [string, string])[]): unknown[] => side.map(([at, size]) => [at, size, '0', '1']);
      return okxAnswer([{ asks: levels(asks), bids: levels(bids), ts, seqId: 1 }]);
    }
    case '/api/v5/market/tickers':
      return okxAnswer(all.map((each) => okxTicker(each, market)));
    case '/api/v5/public/funding-rate':
      if (id === 'ANY') return okxAnswer(swaps.map((each) => okxFunding(each, market)));
      return asset ? okxAnswer([okxFunding(asset, market)]) : OKX_INVALID;
    case '/api/v5/public/open-interest':
      if (id === '') return okxAnswer(swaps.map((each) => okxInterest(each, market)));
      return asset ? okxAnswer([okxInterest(asset, market)]) : OKX_INVALID;
    default:
      return undefined;
  }
};

const kucoinAnswer = (data: unknown): StubAnswer => ({ body: { code: '200000', data } });

function kucoinSymbol(asset: StubAsset): Record<string, unknown> {
  const base = asset.symbol.toUpperCase();
  return { symbol: pairOf(asset), name: pairOf(asset), baseCurrency: base, quoteCurrency: 'USDT', feeCurrency: 'USDT', market: 'USDS', baseMinSize: '0.1', quoteMinSize: '0.01', baseMaxSize: '10000000000', quoteMaxSize: '99999999', baseIncrement: '0.0001', quoteIncrement: '0.000001', priceIncrement: '0.00000001', priceLimitRate: '0.1', isMarginEnabled: false, enableTrading: true };
}

const CONTRACT_UNITS = 0.01;
const symbolOf = ({ symbol }: StubAsset): string => (symbol === 'btc' ? 'XBT' : symbol.toUpperCase());
const contractOf = (asset: StubAsset): string => `${symbolOf(asset)}USDTM`;

function kucoinContract(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const mark = price(asset, market);
  return {
    symbol: contractOf(asset), rootSymbol: 'USDT', type: 'FFWCSX', firstOpenDate: 1_591_086_000_000, expireDate: null, settleDate: null, baseCurrency: symbolOf(asset), quoteCurrency: 'USDT', settleCurrency: 'USDT', maxOrderQty: 1_000_000, maxPrice: 1_000_000, lotSize: 1, tickSize: 0.0001, indexPriceTickSize: 0.0001, multiplier: CONTRACT_UNITS, initialMargin: 0.01, maintainMargin: 0.005,
    makerFeeRate: 0.0002, takerFeeRate: 0.0006, isDeleverage: true, isQuanto: true, isInverse: false, markMethod: 'FairPrice', fairMethod: 'FundingRate', status: 'Open', fundingFeeRate: fundingRate(asset, market), predictedFundingFeeRate: fundingRate(asset, market), openInterest: text(openInterest(asset, market) / CONTRACT_UNITS), turnoverOf24h: 1, volumeOf24h: 1, markPrice: mark, indexPrice: mark, lastTradePrice: mark, nextFundingRateTime: 25_481_884, maxLeverage: 100,
  };
}

function kucoinTicker(asset: StubAsset, market: StubMarket): Record<string, unknown> {
  const at = ticker(asset, market, 'kucoin');
  if (!at) return { symbol: pairOf(asset) };
  return { symbol: pairOf(asset), symbolName: pairOf(asset), buy: at.bid, sell: at.ask, changeRate: text(at.close / at.open - 1), changePrice: text(at.close - at.open), high: text(at.high), low: text(at.low), vol: text(at.volume), volValue: text(at.turnover), last: text(at.close), averagePrice: text(at.close), takerFeeRate: '0.001', makerFeeRate: '0.001', takerCoefficient: '1', makerCoefficient: '1' };
}

export const kucoin: StubSource = ({ path, query }, market) => {
  const all = listed(market, 200);
  const asset = all.find((each) => pairOf(each) === query.get('symbol'));
  const invalid: StubAnswer = { body: { code: '400100', msg: 'symbol not exists' } };
  if (path.startsWith('/api/v1/market/orderbook/level2_')) {
    if (!asset) return invalid;
    return kucoinAnswer({ time: market.now().getTime(), sequence: '3262786978', ...book(asset, market, Number(path.slice(path.lastIndexOf('_') + 1))) });
  }
  const contracts = all.slice(0, 30);
  if (path.endsWith('/market/funding-rate')) return kucoinAnswer(contracts.map((each) => ({ symbol: contractOf(each), nextFundingRate: text(fundingRate(each, market)), fundingTime: midnight(market.today() + 1), fundingRateCap: '0.003', fundingRateFloor: '-0.003', currentGranularity: DAY_MS / 3, newGranularity: DAY_MS / 3, newGranularityStartTime: 1_750_147_200_000 })));
  if (path.endsWith('/market/open-interest')) return kucoinAnswer(contracts.map((each) => ({ symbol: contractOf(each), openInterest: text(openInterest(each, market) / CONTRACT_UNITS), ts: market.now().getTime() })));
  switch (path) {
    case '/api/v3/currencies':
      return kucoinAnswer(all.map(({ symbol, name }) => ({ currency: symbol.toUpperCase(), name: symbol.toUpperCase(), fullName: name, precision: 8, confirms: null, contractAddress: null, isMarginEnabled: false, isDebitEnabled: false, chains: [] })));
    case '/api/v1/symbols':
    case '/api/v2/symbols':
      return kucoinAnswer(all.map(kucoinSymbol));
    case '/api/v1/market/allTickers':
      return kucoinAnswer({ time: market.now().getTime(), ticker: all.map((each) => kucoinTicker(each, market)) });
    case '/api/v1/contracts/active':
      return kucoinAnswer(contracts.map((each) => kucoinContract(each, market)));
    case '/api/v1/market/candles': {
      if (!asset) return invalid;
      // endAt is exclusive.
      const until = query.has('endAt') ? dayOf(String(Number(query.get('endAt')) - 1), 's', 0) : market.today();
      const found = bars(asset, market, 'kucoin', dayFrom(query.get('startAt'), 's', 0), until).slice(-1_500);
      return kucoinAnswer(found.map((bar) => [String(midnight(bar.day) / 1_000), text(bar.open), text(bar.close), text(bar.high), text(bar.low), text(bar.volume), text(bar.turnover)]).reverse());
    }
    default:
      return undefined;
  }
};
