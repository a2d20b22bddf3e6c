import { dayFromNumber, dayNumber, type IsoDay } from '@/lib/domain/foundation/iso-day';
import { createRng, type Rng } from '@/lib/domain/foundation/rng';
import { ORIGIN, stubAssets, type StubAsset } from './stub-assets';

export const DAY_MS = 86_400_000;
/** Days that are computed ahead of any day that a test moves to. */
const HORIZON = dayNumber('2028-01-01' as IsoDay) - ORIGIN;

export interface StubDay {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** USD. */
  readonly tradedValue: number;
  readonly supply: number;
}

/** A market that is the same for the same seed, as every source sees it. Days are day numbers. */
export interface StubMarket {
  readonly assets: readonly StubAsset[];
  now(): Date;
  /** The running day; the last finished one is the day before. */
  today(): number;
  asset(id: string): StubAsset | undefined;
  bySymbol(symbol: string): StubAsset | undefined;
  /** Null before it was born and after it was gone. */
  day(asset: StubAsset, day: number): StubDay | null;
  /** Assets with a price on the day, the largest first. */
  ranked(day?: number): readonly StubAsset[];
  /** Between 0 and 1, a function of the seed and the words alone. */
  chance(...words: (string | number)[]): number;
}

interface Path {
  readonly close: Float64Array;
  readonly wick: Float32Array;
  readonly turnover: Float32Array;
}

export interface MarketOptions {
  readonly assets: number;
  readonly seed: number;
  readonly now: () => Date;
  /** Day number before which nothing was born. */
  readonly since?: number;
}

function marketFactor(seed: number): Float64Array {
  const rng = createRng(seed).fork('market');
  return Float64Array.from({ length: HORIZON }, () => 0.0004 + 0.018 * rng.studentT(5));
}

class Market implements StubMarket {
  readonly assets: readonly StubAsset[];
  readonly now: () => Date;
  private readonly seed: number;
  private readonly factor: Float64Array;
  private readonly paths = new Map<string, Path>();
  private readonly byId: ReadonlyMap<string, StubAsset>;
  private readonly symbols = new Map<string, StubAsset>();
  private readonly ranks = new Map<number, readonly StubAsset[]>();

  constructor({ assets, seed, now, since = ORIGIN }: MarketOptions) {
    this.assets = stubAssets(assets).map((asset) => ({ ...asset, born: Math.max(asset.born, since) }));
    this.byId = new Map(this.assets.map((asset) => [asset.id, asset]));
    for (const asset of this.assets) if (!this.symbols.has(asset.symbol)) this.symbols.set(asset.symbol, asset);
    this.now = now;
    this.seed = seed;
    this.factor = marketFactor(seed);
  }

  today(): number {
    return Math.floor(this.now().getTime() / DAY_MS);
  }

  asset(id: string): StubAsset | undefined {
    return this.byId.get(id);
  }

  bySymbol(symbol: string): StubAsset | undefined {
    return this.symbols.get(symbol.toLowerCase());
  }

  /** A fat tail at the price of one uniform: every fiftieth day moves thrice as far. */
  private shock(rng: Rng): number {
    const flat = (rng.next() + rng.next() + rng.next() + rng.next() - 2) * 1.7;
    return rng.next() < 0.02 ? 3 * flat : flat;
  }

  private path(asset: StubAsset): Path {
    const known = this.paths.get(asset.id);
    if (known) return known;
    const rng = createRng(this.seed).fork(asset.id);
    const base = asset.standsFor && asset.standsFor !== 'usd' ? this.byId.get(asset.standsFor) : undefined;
    const followed = base && this.path(base).close;
    const beta = 0.6 + rng.next();
    const own = 0.01 + 0.03 * rng.next();
    const path: Path = { close: new Float64Array(HORIZON), wick: new Float32Array(HORIZON), turnover: new Float32Array(HORIZON) };
    let price = asset.firstPrice;
    for (let t = 0; t < HORIZON; t++) {
      const shock = this.shock(rng);
      if (asset.standsFor === 'usd') price = 1 + 0.0004 * shock;
      else if (followed) price = (followed[t] as number) * (1 + 0.0006 * shock);
      else price *= Math.exp(beta * (this.factor[t] as number) + own * shock - own * own * 0.5);
      path.close[t] = price;
      path.wick[t] = rng.next() * (asset.standsFor === 'usd' ? 0.001 : 0.02);
      path.turnover[t] = 0.02 + 0.03 * rng.next();
    }
    this.paths.set(asset.id, path);
    return path;
  }

  day(asset: StubAsset, day: number): StubDay | null {
    if (day < asset.born || (asset.gone !== null && day > asset.gone) || day > this.today()) return null;
    const { close: closes, wick, turnover } = this.path(asset);
    const t = day - ORIGIN;
    const raw = closes[t];
    if (raw === undefined || t < 0) return null;
    const close = round(raw, 12);
    const open = round(closes[Math.max(0, t - 1)] as number, 12);
    const stretch = 1 + (wick[t] as number);
    const supply = asset.supply * (1 + 0.00003 * t);
    return { open, high: Math.max(open, close) * stretch, low: Math.min(open, close) / stretch, close, tradedValue: Math.round(close * supply * (turnover[t] as number)), supply: Math.min(supply, asset.maxSupply ?? supply) };
  }

  ranked(day = this.today()): readonly StubAsset[] {
    const known = this.ranks.get(day);
    if (known) return known;
    const caps = this.assets.flatMap((asset) => {
      const at = this.day(asset, day);
      return at ? [{ asset, cap: at.close * at.supply }] : [];
    });
    const ranked = caps.sort((a, b) => b.cap - a.cap || a.asset.position - b.asset.position).map(({ asset }) => asset);
    this.ranks.set(day, ranked);
    return ranked;
  }

  chance(...words: (string | number)[]): number {
    return createRng(this.seed).fork(words.join(' ')).next();
  }
}

export const createMarket = (options: MarketOptions): StubMarket => new Market(options);

export const dayText = (day: number): IsoDay => dayFromNumber(day);
export const midnight = (day: number): number => day * DAY_MS;
/** Rounded as a source writes it. */
export const round = (value: number, digits = 8): number => Number(value.toPrecision(digits));
