import type { Rng } from '@/lib/domain/foundation/rng';
import { ClusteredShock, Drifting, onGrid, type MarketFactors } from './market-factors';
import { BITCOIN, CUT, DEATH, MARKET_BETA, OWN_LEVEL, OWN_VOLATILITY, SECTOR_LOADING, SIZE_LOADING, STAND_IN, TAIL, TURNOVER, UNLOCK } from './model';
import type { SampleToken } from './token-table';

/** One token's days from its birth: index 0 is row `from` of the sample. USD and units. */
export interface PricePath {
  readonly from: number;
  readonly close: Float64Array;
  readonly supply: Float64Array;
  readonly tradedValue: Float64Array;
  /** Long-run daily volatility, for what is measured in units of it. */
  readonly volatility: number;
}

const HIGH_DAYS = 90;
const MIN_PRICE = 1e-9;
/** Supply grows fast in the first year and slows by half every two years. */
const GROWTH = { coin: 0.06, token: 0.22, halfLifeDays: 730 } as const;

function tenfoldsAboveTenMillion(cap: number): number {
  return Math.log10(cap / 10e6);
}

/** What an asset's return is made of (model.ts). */
export function loadingsOf(token: SampleToken): { readonly beta: number; readonly size: number; readonly sector: number; readonly ownVolatility: number } {
  const tenfolds = tenfoldsAboveTenMillion(token.cap);
  const size = SIZE_LOADING.atTenMillion + SIZE_LOADING.perTenfold * tenfolds;
  if (token.asset.id === BITCOIN.id) return { beta: BITCOIN.beta, size, sector: 0, ownVolatility: BITCOIN.ownVolatility };
  return {
    beta: MARKET_BETA[token.asset.sectors[0] ?? ''] ?? 1,
    size,
    sector: SECTOR_LOADING,
    ownVolatility: Math.max(OWN_VOLATILITY.floor, OWN_VOLATILITY.atTenMillion + OWN_VOLATILITY.perTenfold * tenfolds),
  };
}

/** Whether a series ends: of itself (dying, until it is worth nothing) or because its source stops. */
class Fate {
  private dying = false;
  constructor(private readonly rng: Rng) {}

  /** The extra return of the day; null when today was the last. */
  next(cap: number, price: number, high90d: number): number | null {
    const draw = this.rng.next();
    if (this.dying) return price < DEATH.endsBelow * high90d ? null : -DEATH.lossADay;
    const chance = cap < DEATH.small ? DEATH.belowSmall : cap < DEATH.middle ? DEATH.belowMiddle : 0;
    this.dying = draw < chance;
    return cap < CUT.belowCap && draw > 1 - CUT.chance ? null : 0;
  }
}

function highOf(close: readonly number[]): number {
  let high = 0;
  for (let index = Math.max(0, close.length - HIGH_DAYS); index < close.length; index += 1) high = Math.max(high, close[index] as number);
  return high;
}

function supplyGrowth(token: SampleToken, age: number, supply: number): number {
  const yearly = token.asset.kind === 'coin' ? GROWTH.coin : GROWTH.token;
  const grown = supply * (1 + (yearly / 365) * 0.5 ** (age / GROWTH.halfLifeDays));
  return Math.min(grown, Math.max(supply, token.maxSupply));
}

/** Draws the path of an asset with a price of its own. */
export function drawPath(token: SampleToken, rng: Rng, factors: MarketFactors, from: number): PricePath {
  const { beta, size, sector, ownVolatility } = loadingsOf(token);
  const sectorFactor = factors.sectors.get(token.asset.sectors[0] ?? '');
  const shock = new ClusteredShock(rng.fork('own'), TAIL.asset);
  const volume = new TradedValue(rng.fork('volume'), ownVolatility);
  const fate = new Fate(rng.fork('fate'));
  const unlocks = rng.fork('unlock');
  const [close, supplies, traded]: [number[], number[], number[]] = [[], [], []];
  let price = token.cap / token.supply;
  let supply = token.supply;
  let level = 0;
  for (let row = from; row < factors.days; row += 1) {
    const ended = fate.next(price * supply, price, highOf(close));
    if (ended === null) break;
    const unlocked = unlocks.next() < UNLOCK.chance && token.asset.kind === 'token';
    const own = -OWN_LEVEL.reversion * level + shock.next(ownVolatility);
    level += own;
    const common = beta * (factors.market[row] as number) + size * (factors.size[row] as number) + sector * (sectorFactor?.[row] ?? 0);
    const step = onGrid(common + own - OWN_LEVEL.drag * ownVolatility ** 2 + ended + (unlocked ? UNLOCK.price : 0));
    price = Math.max(MIN_PRICE, price * Math.exp(step));
    supply = unlocked ? supply * (1 + UNLOCK.jump) : supplyGrowth(token, row - from, supply);
    close.push(price);
    supplies.push(supply);
    traded.push(volume.next(price * supply, step, factors, row));
  }
  return { from, close: Float64Array.from(close), supply: Float64Array.from(supplies), tradedValue: Float64Array.from(traded), volatility: Math.hypot(ownVolatility, 0.03 * beta) };
}

/** Traded value of the day, from the move and the market's state (model.ts). */
class TradedValue {
  private readonly noise: Drifting;
  private readonly own: number;
  constructor(rng: Rng, private readonly volatility: number) {
    this.noise = new Drifting(rng.fork('noise'), TURNOVER.memory, TURNOVER.noise);
    this.own = TURNOVER.level + TURNOVER.spread * rng.normal();
  }

  next(cap: number, step: number, factors: MarketFactors, row: number): number {
    const regime = factors.regime[row];
    const state = regime === 'crash' ? TURNOVER.crash : regime === 'bull' ? TURNOVER.bull : 0;
    return cap * Math.exp(this.own + TURNOVER.move * Math.min(4, Math.abs(step) / this.volatility) + state + this.noise.next());
  }
}

/** Draws the path of what stands for a dollar or for another asset: noise around it, and a discount on crash days. */
export function drawStandIn(token: SampleToken, rng: Rng, factors: MarketFactors, from: number, original: PricePath | null): PricePath {
  const noise = new Drifting(rng.fork('peg'), STAND_IN.memory, original ? STAND_IN.wrappedNoise : STAND_IN.noise);
  const volume = new TradedValue(rng.fork('volume'), original?.volatility ?? STAND_IN.noise);
  const days = Math.min(factors.days, original ? original.from + original.close.length : factors.days) - from;
  const [close, supplies, traded] = [new Float64Array(days), new Float64Array(days), new Float64Array(days)];
  let supply = token.supply;
  for (let index = 0; index < days; index += 1) {
    const row = from + index;
    const base = original ? (original.close[row - original.from] as number) : 1;
    const regime = factors.regime[row];
    close[index] = base * (1 + noise.next() + (regime === 'crash' ? STAND_IN.crash : 0));
    supply *= 1 + STAND_IN.supplyDrift + (regime === 'bull' ? STAND_IN.bullSupply : regime === 'bear' ? -STAND_IN.bullSupply : 0);
    supplies[index] = supply;
    traded[index] = volume.next((close[index] as number) * supply, 0, factors, row);
  }
  return { from, close, supply: supplies, tradedValue: traded, volatility: original?.volatility ?? STAND_IN.noise };
}
