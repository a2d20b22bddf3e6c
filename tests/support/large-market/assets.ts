import { dayFromNumber, dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { createRng, type Rng } from '@/lib/domain/foundation/rng';
import type { AssetKind, Ending } from '@/lib/domain/market/asset';

/** How large a market to make. The same numbers give the same market. */
export interface LargeMarket {
  readonly assets: number;
  readonly days: number;
  readonly seed: number;
  readonly firstDay: string;
  /** Share of the assets that carry a metric, counted from the largest, where it is not the usual few. */
  readonly metricShares?: Readonly<Record<string, number>>;
}

/** An asset of a made market: what a listing says of it, and what moves it. Days are day numbers. */
export interface MadeAsset {
  readonly id: string;
  readonly kind: AssetKind;
  readonly sectors: readonly string[];
  readonly ecosystem: string | null;
  readonly consensus: string | null;
  readonly maxSupply: number | null;
  readonly from: number;
  readonly to: number;
  readonly ending: Ending;
  /** 0 is the largest. */
  readonly size: number;
  /** Names of the metrics it has. */
  readonly metrics: readonly string[];
  readonly hasCap: boolean;
  readonly hasSupply: boolean;
  readonly hasRange: boolean;
}

const SECTORS = ['infrastructure', 'defi', 'meme', 'gaming', 'ai', 'nft', 'layer-1', 'layer-2', 'privacy', 'rwa', 'exchange', 'payments'];
const ECOSYSTEMS = ['ethereum', 'solana', 'bnb', 'bitcoin', 'base', 'avalanche', 'polygon'];
const NAMED = ['bitcoin', 'ethereum'];

/** Share of the assets that carry a metric, counted from the largest. */
const METRIC_SHARES: Readonly<Record<string, number>> = { DevCommits: 0.1, DevContributors: 0.1, TvlUSD: 0.07, FeeTotUSD: 0.04, RevenueUSD: 0.03, NewsPolarity: 0.03, Depth2PctUSD: 0.05, VenueCnt: 0.05 };

function kindOf(rng: Rng, place: number): AssetKind {
  const at = rng.next();
  if (place < 2) return 'coin';
  if (at < 0.03) return 'stablecoin';
  if (at < 0.08) return 'wrapped';
  return at < 0.2 ? 'coin' : 'token';
}

function lifeOf(rng: Rng, market: LargeMarket, place: number): Pick<MadeAsset, 'from' | 'to' | 'ending'> {
  const start = dayNumber(isoDay(market.firstDay));
  const last = start + market.days - 1;
  const from = place < 2 || rng.next() < 0.55 ? start : start + rng.int(Math.max(1, market.days - 10));
  const ends = place >= 20 && rng.next() < 0.08 && last - from > 60;
  const to = ends ? from + 30 + rng.int(last - from - 40) : last;
  return { from, to, ending: ends ? (rng.next() < 0.5 ? 'dead' : 'truncated') : 'alive' };
}

/** The assets of a made market, by id. */
export function makeAssets(market: LargeMarket): MadeAsset[] {
  const shares = market.metricShares ?? METRIC_SHARES;
  const made = Array.from({ length: market.assets }, (_, place): MadeAsset => {
    const rng = createRng(market.seed).fork(`asset ${place}`);
    const sectors = place < 2 ? ['layer-1'] : rng.next() < 0.15 ? [] : [...new Set([SECTORS[rng.int(SECTORS.length)] as string, SECTORS[rng.int(3)] as string])];
    return {
      id: NAMED[place] ?? `token-${String(place).padStart(5, '0')}`,
      kind: kindOf(rng, place),
      sectors,
      ecosystem: rng.next() < 0.3 ? null : (ECOSYSTEMS[rng.int(ECOSYSTEMS.length)] as string),
      consensus: place === 0 ? 'pow' : rng.next() < 0.5 ? null : 'none',
      maxSupply: rng.next() < 0.5 ? 1e6 * (1 + rng.int(5000)) : null,
      ...lifeOf(rng, market, place),
      size: place,
      metrics: Object.keys(shares).filter((name) => place < (shares[name] as number) * market.assets && rng.next() < 0.9),
      hasCap: place < 2 || rng.next() < 0.88,
      hasSupply: rng.next() < 0.4,
      hasRange: place < 0.06 * market.assets,
    };
  });
  return made.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A day number as text. */
export const dayText = (day: number): string => dayFromNumber(day);
