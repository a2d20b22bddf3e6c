import { CALIBRATION_BINS, MIN_CALIBRATION_SAMPLES } from './rules';

/** A non-decreasing curve from percentile to probability: knots ascending in both; linear between, flat beyond. No knots: nothing is known. */
export interface Calibration {
  readonly percentiles: readonly number[];
  readonly probabilities: readonly number[];
}

/** What is known by nobody yet. */
export const NO_CALIBRATION: Calibration = { percentiles: [], probabilities: [] };

interface Pool {
  weight: number;
  x: number;
  y: number;
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955): the non-decreasing values nearest to `y` in weighted squares.
 * Example: 1, 3, 2 with equal weights become 1, 2.5, 2.5.
 */
export function isotonic(y: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const pools: { value: number; weight: number; count: number }[] = [];
  for (let i = 0; i < y.length; i += 1) {
    pools.push({ value: y[i] as number, weight: weights[i] as number, count: 1 });
    for (let last = pools.length - 1; last > 0 && (pools[last - 1]?.value as number) > (pools[last]?.value as number); last -= 1) {
      const [a, b] = pools.splice(last - 1, 2) as [(typeof pools)[number], (typeof pools)[number]];
      const weight = a.weight + b.weight;
      pools.push({ value: (a.value * a.weight + b.value * b.weight) / weight, weight, count: a.count + b.count });
    }
  }
  return Float64Array.from(pools.flatMap(({ value, count }) => new Array<number>(count).fill(value)));
}

/** Equal counts by ascending percentile: mean percentile, share of the outcomes that are true, count. */
function binned(percentiles: ArrayLike<number>, beats: ArrayLike<number>): Pool[] {
  const order = Array.from(percentiles, (_, i) => i).sort((a, b) => (percentiles[a] as number) - (percentiles[b] as number) || a - b);
  const pools = Array.from({ length: CALIBRATION_BINS }, (): Pool => ({ weight: 0, x: 0, y: 0 }));
  order.forEach((sample, place) => {
    const pool = pools[Math.floor((place * CALIBRATION_BINS) / order.length)] as Pool;
    pool.weight += 1;
    pool.x += percentiles[sample] as number;
    pool.y += beats[sample] as number;
  });
  return pools.filter(({ weight }) => weight > 0).map(({ weight, x, y }) => ({ weight, x: x / weight, y: y / weight }));
}

/**
 * Probability of beating the universe by percentile, from known outcomes (`beats` 1 or 0): shares of ten groups, made non-decreasing. No
 * curve under 500 outcomes. Example: where a third beat it whatever the percentile, the curve is flat at a third.
 */
export function calibrate(percentiles: ArrayLike<number>, beats: ArrayLike<number>): Calibration {
  if (percentiles.length < MIN_CALIBRATION_SAMPLES) return NO_CALIBRATION;
  const pools = binned(percentiles, beats);
  return { percentiles: pools.map(({ x }) => x), probabilities: [...isotonic(pools.map(({ y }) => y), pools.map(({ weight }) => weight))] };
}

/** Probability at a percentile; NaN where nothing is known. Example: knots 10 → 0.4 and 20 → 0.6 give 0.5 at 15. */
export function probabilityAt({ percentiles, probabilities }: Calibration, percentile: number): number {
  const next = percentiles.findIndex((knot) => knot >= percentile);
  if (Number.isNaN(percentile) || percentiles.length === 0) return Number.NaN;
  if (next <= 0) return probabilities[next < 0 ? probabilities.length - 1 : 0] as number;
  const [from, to] = [percentiles[next - 1] as number, percentiles[next] as number];
  const [low, high] = [probabilities[next - 1] as number, probabilities[next] as number];
  return low + ((high - low) * (percentile - from)) / (to - from);
}

/** One group of a calibration as shown: mean predicted probability, share that came true, outcomes. */
export interface CalibrationBin {
  readonly predicted: number;
  readonly observed: number;
  readonly count: number;
}

/** How predicted probabilities came true, in ten groups of equal count; none under 500 outcomes. Example: a coin called at 0.5 shows about 0.5. */
export function calibrationBins(predicted: ArrayLike<number>, beats: ArrayLike<number>): CalibrationBin[] {
  if (predicted.length < MIN_CALIBRATION_SAMPLES) return [];
  return binned(predicted, beats).map(({ weight, x, y }) => ({ predicted: x, observed: y, count: weight }));
}
