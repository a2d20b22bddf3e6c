import { createRng } from '@/lib/domain/foundation/rng';
import type { MadeAsset } from './assets';

/** One accepted day of one asset; null is unknown. */
export interface MadeDay {
  readonly day: number;
  readonly close: number;
  readonly tradedValue: number | null;
  readonly marketCap: number | null;
  readonly supply: number | null;
  readonly high: number | null;
  readonly low: number | null;
}

export interface MadeMetric {
  readonly metric: string;
  readonly day: number;
  readonly value: number;
}

const SIGNED = new Set(['NewsPolarity']);

/** The market's own move of a day, in which every asset shares. */
function marketMove(seed: number, day: number): number {
  return 0.02 * createRng(seed).fork(`market ${day}`).normal();
}

/** Moves of the market by day, made once. */
export function marketMoves(seed: number, from: number, days: number): Float64Array {
  return Float64Array.from({ length: days }, (_, i) => marketMove(seed, from + i));
}

const digits = (value: number): number => Number(value.toPrecision(9));

/** The days of one asset. A day now and then is missing, and now and then more than three in a row. */
export function* makeDays(asset: MadeAsset, seed: number, moves: Float64Array, start: number): Generator<MadeDay> {
  const rng = createRng(seed).fork(asset.id);
  const rank = asset.size + 1;
  let price = asset.kind === 'stablecoin' ? 1 : Math.exp(6 * rng.next() - 3);
  let supply = (1e12 / rank ** 1.25 / price) * Math.exp(0.3 * rng.normal());
  const turnover = 0.03 * Math.exp(0.8 * rng.normal());
  let gap = 0;
  for (let day = asset.from; day <= asset.to; day += 1) {
    const own = asset.kind === 'stablecoin' ? 0.001 * rng.normal() : 0.05 * rng.studentT(4) + (moves[day - start] as number);
    price = asset.kind === 'stablecoin' ? Math.exp(own) : price * Math.exp(Math.max(-1.2, Math.min(1.2, own)));
    if (rng.next() < 0.02) supply *= 1 + 0.01 * rng.next();
    const [noise, spread] = [rng.normal(), 0.03 * rng.next()];
    const at = rng.next();
    if (gap > 0) gap -= 1;
    else if (asset.size >= 2 && at < 0.002) gap = at < 0.0003 ? 6 : 1;
    if (gap > 0 && day < asset.to) continue;
    const cap = price * supply;
    yield {
      day,
      close: digits(price),
      tradedValue: at > 0.97 ? null : digits(cap * turnover * Math.exp(0.5 * noise)),
      marketCap: asset.hasCap && at < 0.96 ? digits(cap) : null,
      supply: asset.hasSupply && day > asset.from + 30 ? digits(supply) : null,
      high: asset.hasRange ? digits(price * (1 + spread)) : null,
      low: asset.hasRange ? digits(price * (1 - spread)) : null,
    };
  }
}

/** The metrics of one asset, each from some day on. */
export function* makeMetrics(asset: MadeAsset, seed: number): Generator<MadeMetric> {
  for (const metric of asset.metrics) {
    const rng = createRng(seed).fork(`${asset.id} ${metric}`);
    let level = 1000 * Math.exp(2 * rng.normal());
    const from = rng.next() < 0.6 ? asset.from : asset.from + rng.int(asset.to - asset.from + 1);
    for (let day = from; day <= asset.to; day += 1) {
      level *= Math.exp(0.03 * rng.normal());
      if (rng.next() > 0.01) yield { metric, day, value: digits(SIGNED.has(metric) ? Math.tanh(Math.log(level) - 7) : metric === 'VenueCnt' ? 1 + Math.floor(level % 9) : level) };
    }
  }
}
