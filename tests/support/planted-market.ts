import { dayNumber, isoDay } from '@/lib/domain/foundation/iso-day';
import { createRng } from '@/lib/domain/foundation/rng';
import { rankIcByRow } from '@/lib/domain/scores/forecast/rank-ic';
import type { ForecastData } from '@/lib/domain/scores/forecast/prepare';
import { centredRanks } from '@/lib/domain/scores/forecast/samples';

/** 2015-01-04, a Sunday: every made row is one. */
export const PLANTED_START = dayNumber(isoDay('2015-01-04'));

/** Steps and channels of the made sequences. */
const STEPS = 6;
const CHANNELS = 3;

export interface Planted {
  readonly seed: number;
  readonly assets: number;
  readonly weeks: number;
  readonly features: number;
  /** True mean rank correlation of the signal with what comes; 0 is pure noise. */
  readonly rankIc: number;
}

/** Two straight features, one that counts only where another is high, and a threshold: what a straight line sees only in part. */
function signalOf(x: Float32Array, at: number): number {
  const [a, b, c, d, e] = [x[at] as number, x[at + 1] as number, x[at + 2] as number, x[at + 3] as number, x[at + 4] as number];
  return a - 0.7 * b + (c > 0 ? 0.8 * d : 0) + (e > 0.25 ? 0.25 : 0);
}

/**
 * A market whose next returns hold a signal of a known strength among many useless features: the data of a forecast, with the signal itself as
 * `oracle`. Correlation of normal ranks: ρ = 2 sin(π IC ÷ 6). The last five weeks have no outcome yet. Baselines are noise.
 */
export function plantMarket({ seed, assets, weeks, features, rankIc }: Planted): ForecastData & { readonly oracle: Float64Array } {
  const rng = createRng(seed);
  const count = assets * weeks;
  const strength = 2 * Math.sin((Math.PI * rankIc) / 6);
  const row = Int32Array.from({ length: count }, (_, i) => 7 * Math.floor(i / assets));
  const asset = Int32Array.from({ length: count }, (_, i) => i % assets);
  const values = Float32Array.from({ length: count * features }, () => rng.next() - 0.5);
  const oracle = Float64Array.from({ length: count }, (_, i) => signalOf(values, i * features));
  const center = oracle.reduce((sum, value) => sum + value / count, 0);
  const spread = Math.sqrt(oracle.reduce((sum, value) => sum + (value - center) ** 2 / count, 0));
  const known = count - 5 * assets;
  const excess = oracle.map((value, i) => (i >= known ? Number.NaN : 0.1 * ((strength * (value - center)) / spread + Math.sqrt(1 - strength ** 2) * rng.normal())));
  const target = new Float64Array(count);
  for (let from = 0; from < count; from += assets) target.set(centredRanks(excess.subarray(from, from + assets)), from);
  const noise = () => Float64Array.from({ length: count }, () => rng.normal());
  const sequence = Float32Array.from({ length: count * STEPS * CHANNELS }, (_, i) => {
    const [sample, channel] = [Math.floor(i / (STEPS * CHANNELS)), i % CHANNELS];
    return (channel < 2 ? (values[sample * features + channel] as number) : 0) + rng.next() - 0.5;
  });
  return {
    samples: { features: Array.from({ length: features }, (_, f) => `feature${f}`), count, values, row, asset, target, excess },
    sequences: { steps: STEPS, channels: CHANNELS, values: sequence, offset: Int32Array.from({ length: count }, (_, i) => i * STEPS * CHANNELS), target },
    momentum: noise(),
    size: noise(),
    cost: new Float64Array(count).fill(0.002),
    start: PLANTED_START,
    regimes: [],
    oracle,
  };
}

/** Mean rank IC of a score on the rows from one on, with what the oracle has there. */
export function besideOracle(data: ForecastData & { readonly oracle: Float64Array }, score: Float64Array, from: number): { own: number; oracle: number; rows: number } {
  const rows = rankIcByRow(data.samples, data.start, [score, data.oracle], [0, 1]).filter(({ row }) => row >= from);
  const mean = (position: number): number => rows.reduce((sum, { ics }) => sum + (ics[position] as number), 0) / rows.length;
  return { own: mean(0), oracle: mean(1), rows: rows.length };
}
