import { createRng, type Rng } from '@/lib/domain/foundation/rng';
import type { TrainingData } from '@/lib/domain/scores/forecast/trees/training-data';

interface Wanted {
  readonly count: number;
  readonly width: number;
  readonly seed: number;
  /** The share of values that are missing. */
  readonly missing?: number;
  readonly group?: number;
  /** The target of one sample; without it f0·f1·2 + sin(3·f2)/2 + f3·0.3 and noise of 0.3. */
  readonly target?: (features: Float32Array, rng: Rng) => number;
}

const zero = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? 0 : value);

function usual(x: Float32Array, rng: Rng): number {
  return 2 * zero(x[0]) * zero(x[1]) + Math.sin(3 * zero(x[2])) / 2 + 0.3 * zero(x[3]) + 0.3 * rng.normal();
}

/** Samples with features uniform in (−0.5, 0.5). */
export function makeSamples({ count, width, seed, missing = 0, group = 20, target = usual }: Wanted): TrainingData {
  const rng = createRng(seed);
  const values = Float32Array.from({ length: count * width }, () => (rng.next() < missing ? Number.NaN : rng.next() - 0.5));
  const targets = Float64Array.from({ length: count }, (_, i) => target(values.subarray(i * width, (i + 1) * width), rng));
  return { values, width, count, target: targets, group: Int32Array.from({ length: count }, (_, i) => Math.floor(i / group)) };
}

/** Samples written out by hand: one row of features and a target each; all of one group unless `group` says otherwise. */
export function samplesOf(rows: readonly (readonly number[])[], target: readonly number[], group?: readonly number[]): TrainingData {
  return {
    values: Float32Array.from(rows.flat()),
    width: rows[0]?.length ?? 0,
    count: rows.length,
    target: Float64Array.from(target),
    group: Int32Array.from(group ?? rows.map(() => 0)),
  };
}

/** The mean squared error. */
export function meanSquaredError(predicted: Float64Array, target: Float64Array): number {
  return predicted.reduce((sum, value, i) => sum + (value - (target[i] as number)) ** 2, 0) / predicted.length;
}
