import { dec, decText } from '@/lib/domain/foundation/decimal';
import type { StubAsset } from '../stub-assets';
import { round, type StubMarket } from '../stub-market';

/** Numbers as exchanges write them: text, no exponent. */
export const text = (value: number): string => decText(dec(String(round(value, 10))));

/** What an exchange lists: the largest `count` of them with a ticker of their own and a price of their own. */
export function listed(market: StubMarket, count: number): readonly StubAsset[] {
  return market.assets.filter((asset) => asset.kind !== 'stablecoin' && market.bySymbol(asset.symbol) === asset && /^[a-z0-9]+$/.test(asset.symbol)).slice(0, count);
}

export interface Bar {
  readonly day: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Base units. */
  readonly volume: number;
  /** Quote units. */
  readonly turnover: number;
}

/** Daily bars, the oldest first, the last one running. `share` is the exchange's part of the trade. */
export function bars(asset: StubAsset, market: StubMarket, exchange: string, from: number, to: number, share = 0.1): readonly Bar[] {
  const tilt = 1 + 0.0006 * (market.chance(exchange, asset.id) - 0.5);
  const found: Bar[] = [];
  for (let day = Math.max(asset.born, from); day <= Math.min(market.today(), to); day++) {
    const at = market.day(asset, day);
    if (!at) continue;
    found.push({ day, open: at.open * tilt, high: at.high * tilt, low: at.low * tilt, close: at.close * tilt, volume: (at.tradedValue * share) / at.close, turnover: at.tradedValue * share });
  }
  return found;
}

export interface Book {
  readonly bids: readonly (readonly [string, string])[];
  readonly asks: readonly (readonly [string, string])[];
}

/** Levels 0.05 % apart out to beyond 2 %, the best first. */
export function book(asset: StubAsset, market: StubMarket, levels = 100): Book {
  const at = market.day(asset, market.today());
  if (!at) return { bids: [], asks: [] };
  const size = (at.tradedValue * 0.0002) / at.close;
  const side = (sign: 1 | -1): (readonly [string, string])[] =>
    Array.from({ length: levels }, (_, i) => [text(at.close * (1 + sign * (0.0001 + 0.0005 * i))), text(size * (1 + market.chance(asset.id, sign, i)))] as const);
  return { bids: side(-1), asks: side(1) };
}

/** Funding for eight hours, and open contracts in base units. */
export const fundingRate = (asset: StubAsset, market: StubMarket): number => round(0.0002 * (market.chance('funding', asset.id, market.today()) - 0.3), 6);
export const openInterest = (asset: StubAsset, market: StubMarket): number => {
  const at = market.day(asset, market.today());
  return at ? (at.tradedValue * 0.3) / at.close : 0;
};
export const price = (asset: StubAsset, market: StubMarket): number => market.day(asset, market.today())?.close ?? 0;

/** The running day as 24 hours, with the best of the book; null before there is a price. */
export function ticker(asset: StubAsset, market: StubMarket, exchange: string, share = 0.1): (Bar & { readonly bid: string; readonly ask: string }) | null {
  const bar = bars(asset, market, exchange, market.today(), market.today(), share)[0];
  const { bids, asks } = book(asset, market, 1);
  return bar && bids[0] && asks[0] ? { ...bar, bid: bids[0][0], ask: asks[0][0] } : null;
}

const DAY_S = 86_400;
/** Day of a moment in seconds or milliseconds; `otherwise` where there is none. */
export const dayOf = (stamp: string | null, unit: 's' | 'ms', otherwise: number): number => (stamp === null ? otherwise : Math.floor(Number(stamp) / (unit === 's' ? DAY_S : DAY_S * 1_000)));
/** The first day that begins at or after the moment. */
export const dayFrom = (stamp: string | null, unit: 's' | 'ms', otherwise: number): number => (stamp === null ? otherwise : Math.ceil(Number(stamp) / (unit === 's' ? DAY_S : DAY_S * 1_000)));
