import type { StubAsset } from '../stub-assets';
import { DAY_MS, midnight, type StubMarket } from '../stub-market';
import type { StubAnswer, StubSource } from '../stub-server';
import { bars, book, dayFrom, dayOf, fundingRate, listed, openInterest, price, text } from './exchange-kit';

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

export const okx: StubSource = ({ path, query }, market) => {
  const all = listed(market, 100);
  const id = query.get('instId') ?? '';
  const asset = all.find((each) => pairOf(each) === id.replace(/-SWAP$/, ''));
  const ts = String(market.now().getTime());
  switch (path) {
    case '/api/v5/public/instruments': {
      const type = query.get('instType');
      return okxAnswer(type === 'SPOT' ? all.map((each) => instrument(each, false)) : type === 'SWAP' ? all.slice(0, 40).map((each) => instrument(each, true)) : []);
    }
    case '/api/v5/market/candles':
    case '/api/v5/market/history-candles':
      return asset ? okxCandles(asset, query, market) : OKX_INVALID;
    case '/api/v5/market/books': {
      if (!asset) return OKX_INVALID;
      const { bids, asks } = book(asset, market, Math.min(400, Number(query.get('sz') ?? 1)));
      const levels = (side: readonly (readonly [string, string])[]): unknown[] => side.map(([at, size]) => [at, size, '0', '1']);
      return okxAnswer([{ asks: levels(asks), bids: levels(bids), ts, seqId: 1 }]);
    }
    case '/api/v5/public/funding-rate':
      return asset ? okxAnswer([{ fundingRate: text(fundingRate(asset, market)), fundingTime: String(midnight(market.today() + 1)), instId: id, instType: 'SWAP', method: 'current_period', maxFundingRate: '0.00375', minFundingRate: '-0.00375', nextFundingRate: '', nextFundingTime: String(midnight(market.today() + 1) + DAY_MS / 3), premium: '0', settFundingRate: '0', settState: 'settled', ts }]) : OKX_INVALID;
    case '/api/v5/public/open-interest':
      return asset ? okxAnswer([{ instId: id, instType: 'SWAP', oi: text(openInterest(asset, market)), oiCcy: text(openInterest(asset, market)), oiUsd: text(openInterest(asset, market) * price(asset, market)), ts }]) : OKX_INVALID;
    default:
      return undefined;
  }
};

const kucoinAnswer = (data: unknown): StubAnswer => ({ body: { code: '200000', data } });

function kucoinSymbol(asset: StubAsset): Record<string, unknown> {
  const base = asset.symbol.toUpperCase();
  return { symbol: pairOf(asset), name: pairOf(asset), baseCurrency: base, quoteCurrency: 'USDT', feeCurrency: 'USDT', market: 'USDS', baseMinSize: '0.1', quoteMinSize: '0.01', baseMaxSize: '10000000000', quoteMaxSize: '99999999', baseIncrement: '0.0001', quoteIncrement: '0.000001', priceIncrement: '0.00000001', priceLimitRate: '0.1', isMarginEnabled: false, enableTrading: true };
}

export const kucoin: StubSource = ({ path, query }, market) => {
  const all = listed(market, 200);
  const asset = all.find((each) => pairOf(each) === query.get('symbol'));
  const invalid: StubAnswer = { body: { code: '400100', msg: 'symbol not exists' } };
  if (path.startsWith('/api/v1/market/orderbook/level2_')) {
    if (!asset) return invalid;
    return kucoinAnswer({ time: market.now().getTime(), sequence: '3262786978', ...book(asset, market, Number(path.slice(path.lastIndexOf('_') + 1))) });
  }
  switch (path) {
    case '/api/v3/currencies':
      return kucoinAnswer(all.map(({ symbol, name }) => ({ currency: symbol.toUpperCase(), name: symbol.toUpperCase(), fullName: name, precision: 8, confirms: null, contractAddress: null, isMarginEnabled: false, isDebitEnabled: false, chains: [] })));
    case '/api/v1/symbols':
    case '/api/v2/symbols':
      return kucoinAnswer(all.map(kucoinSymbol));
    case '/api/v1/market/allTickers':
      return kucoinAnswer({ time: market.now().getTime(), ticker: all.map((each) => ({ symbol: pairOf(each), symbolName: pairOf(each), buy: text(price(each, market)), sell: text(price(each, market)), changeRate: '-0.0055', changePrice: '-63.6', high: '1', low: '1', vol: '1', volValue: '1', last: text(price(each, market)), averagePrice: '1', takerFeeRate: '0.001', makerFeeRate: '0.001', takerCoefficient: '1', makerCoefficient: '1' })) });
    case '/api/v1/contracts/active':
      return kucoinAnswer([]);
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
