import type { Rng } from '@/lib/domain/foundation/rng';
import { FEAR_GREED, GARCH, REGIME_RULES, REGIMES, SECTOR_VOLATILITY, SIZE_VOLATILITY, TAIL, type Regime } from './model';

/** Steps are kept on a grid, so that the last digit of a machine's logarithm cannot grow into another price. */
export function onGrid(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** A process whose variance clusters: GARCH(1,1) around a long-run volatility, with Student's t shocks. */
export class ClusteredShock {
  private variance: number | null = null;
  private last = 0;
  constructor(private readonly rng: Rng, private readonly degrees: number) {}

  next(longRunVolatility: number): number {
    const longRun = longRunVolatility ** 2;
    this.variance = this.variance === null ? longRun : (1 - GARCH.shock - GARCH.memory) * longRun + GARCH.shock * this.last ** 2 + GARCH.memory * this.variance;
    this.last = onGrid(Math.sqrt(this.variance) * this.rng.studentT(this.degrees));
    return this.last;
  }
}

/** Noise with memory around 0. */
export class Drifting {
  private level = 0;
  constructor(private readonly rng: Rng, private readonly memory: number, private readonly noise: number) {}

  next(): number {
    this.level = onGrid(this.memory * this.level + this.noise * this.rng.normal());
    return this.level;
  }
}

/** What all assets share, a value a day. */
export interface MarketFactors {
  readonly days: number;
  readonly regime: readonly Regime[];
  readonly market: Float64Array;
  readonly size: Float64Array;
  readonly sectors: ReadonlyMap<string, Float64Array>;
  /** 0 to 100; printed in the morning of its day. */
  readonly fearGreed: Float64Array;
}

function nextRegime(from: Regime, draw: number): Regime {
  let chance = 0;
  for (const to of REGIMES) {
    chance += REGIME_RULES[from].to[to] ?? 0;
    if (draw < chance) return to;
  }
  return from;
}

function drawRegimes(rng: Rng, days: number): Regime[] {
  const regimes: Regime[] = [];
  let regime: Regime = 'range';
  for (let day = 0; day < days; day += 1) {
    regimes.push(regime);
    regime = nextRegime(regime, rng.next());
  }
  return regimes;
}

function drawMarket(rng: Rng, regimes: readonly Regime[]): Float64Array {
  const shock = new ClusteredShock(rng, TAIL.factor);
  return Float64Array.from(regimes, (regime) => onGrid(REGIME_RULES[regime].drift + shock.next(REGIME_RULES[regime].volatility)));
}

function drawFearGreed(rng: Rng, market: Float64Array): Float64Array {
  const mood = new Drifting(rng, FEAR_GREED.memory, FEAR_GREED.noise);
  return market.map((_, day) => {
    let before = 0;
    for (let back = 1; back <= FEAR_GREED.days; back += 1) before += market[day - back] ?? 0;
    return Math.round(Math.min(98, Math.max(3, 50 + 48 * Math.tanh(FEAR_GREED.loading * before + mood.next()))));
  });
}

/** Draws the factors day after day: those of the first n days do not depend on how many follow. */
export function drawFactors(rng: Rng, days: number, sectors: readonly string[]): MarketFactors {
  const regime = drawRegimes(rng.fork('regime'), days);
  const market = drawMarket(rng.fork('market'), regime);
  const sizeShock = new ClusteredShock(rng.fork('size'), TAIL.factor);
  const draw = (sector: string): Float64Array => {
    const shock = new ClusteredShock(rng.fork(`sector:${sector}`), TAIL.factor);
    return market.map(() => shock.next(SECTOR_VOLATILITY));
  };
  return {
    days, regime, market,
    size: market.map(() => sizeShock.next(SIZE_VOLATILITY)),
    sectors: new Map(sectors.map((sector) => [sector, draw(sector)])),
    fearGreed: drawFearGreed(rng.fork('fearGreed'), market),
  };
}
