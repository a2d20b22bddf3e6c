import { dayFromNumber, dayNumber, isoDay } from '../../../lib/domain/foundation/iso-day';
import { createRng } from '../../../lib/domain/foundation/rng';
import type { Asset } from '../../../lib/domain/market/asset';
import { emptyColumns, type MarketPanel } from '../../../lib/domain/market/panel';
import type { GradeSource } from '../../../lib/domain/scores/grade-source';

const SECTORS = ['layer-1', 'layer-2', 'defi', 'gaming', 'ai', 'rwa', 'meme'];
const ECOSYSTEMS = ['bitcoin', 'ethereum', 'solana', 'bnb', 'avalanche', 'polkadot'];
export const START = dayNumber(isoDay('2018-01-01'));

export interface MarketOptions {
  readonly assets?: number;
  readonly days?: number;
  readonly seed?: number;
  readonly describe?: (asset: Asset, index: number) => Partial<Asset>;
}

/** A seeded market: caps fall with the position, prices wander, everything trades enough. Bitcoin and Ethereum are the two largest. */
export function makeMarket(options: MarketOptions = {}): MarketPanel {
  const { assets = 130, days = 500, seed = 1 } = options;
  const described = Array.from({ length: assets }, (_, i) => describeAsset(i, days, options)).sort((a, b) => (a.asset.id < b.asset.id ? -1 : 1));
  const close = emptyColumns(assets, days);
  const marketCap = emptyColumns(assets, days);
  const tradedValue = emptyColumns(assets, days);
  described.forEach(({ asset, size }, a) => {
    const rng = createRng(seed).fork(asset.id);
    const first = Math.max(0, dayNumber(asset.firstDay) - START);
    const last = dayNumber(asset.lastDay) - START;
    let price = 10 + 90 * rng.next();
    const supply = (1e12 / (size + 1) ** 1.3) / price;
    for (let row = first; row <= last; row += 1) {
      price *= Math.exp(0.04 * rng.normal());
      (close[a] as Float64Array)[row] = price;
      (marketCap[a] as Float64Array)[row] = price * supply;
      (tradedValue[a] as Float64Array)[row] = 0.05 * price * supply * (0.5 + rng.next());
    }
  });
  const none = emptyColumns(assets, days);
  return { assets: described.map(({ asset }) => asset), start: START, days, close, marketCap, tradedValue, circulatingSupply: none, high: none, low: none, metrics: new Map(), series: new Map() };
}

function describeAsset(i: number, days: number, options: MarketOptions): { asset: Asset; size: number } {
  const id = i === 0 ? 'bitcoin' : i === 1 ? 'ethereum' : `token-${String(i).padStart(3, '0')}`;
  const asset: Asset = {
    id,
    symbol: id.slice(0, 3).toUpperCase() + String(i),
    name: id,
    kind: 'token',
    sectors: [SECTORS[i % SECTORS.length] as string],
    ecosystem: ECOSYSTEMS[i % ECOSYSTEMS.length] as string,
    consensus: i % 3 === 0 ? 'pow' : 'pos',
    maxSupply: null,
    firstDay: dayFromNumber(START),
    lastDay: dayFromNumber(START + days - 1),
    ending: 'alive',
  };
  return { asset: { ...asset, ...options.describe?.(asset, i) }, size: i };
}

/** Listed long before the panel begins. */
export const longLived = (): Partial<Asset> => ({ firstDay: dayFromNumber(START - 1200) });

/** Nobody has a grade. */
export function noGrades(panel: MarketPanel): GradeSource {
  const none = new Float64Array(panel.assets.length).fill(Number.NaN);
  const clean = new Uint8Array(panel.assets.length);
  return { investor: () => none, trader: () => none, forecast: () => none, gateOpen: () => false, excluded: () => clean };
}

/** Grades from past prices alone: the percentile of the last 30 days' return; `share` of the assets have one. */
export function priceGrades(panel: MarketPanel, share = 1): GradeSource {
  const grade = (row: number): Float64Array => {
    const moves = Float64Array.from(panel.close, (column) => (column[row] as number) / (column[row - 30] ?? Number.NaN));
    return moves.map((move, i) => (i < share * moves.length && move > 0 ? (100 * moves.filter((other) => other < move).length) / moves.length : Number.NaN));
  };
  const clean = new Uint8Array(panel.assets.length);
  return { investor: grade, trader: grade, forecast: grade, gateOpen: () => false, excluded: () => clean };
}

/** The same market up to and with `row`; every later value is another. */
export function withOtherFuture(panel: MarketPanel, row: number, seed = 99): MarketPanel {
  const rng = createRng(seed);
  const bend = (columns: readonly Float64Array[]): Float64Array[] =>
    columns.map((column) => {
      const factor = 0.2 + 3 * rng.next();
      return column.map((value, i) => (i > row ? value * factor * (0.5 + rng.next()) : value));
    });
  return { ...panel, close: bend(panel.close), marketCap: bend(panel.marketCap), tradedValue: bend(panel.tradedValue) };
}
