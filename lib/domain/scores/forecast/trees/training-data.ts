/**
 * What a model of the forecast learns from: `values` is row-major, count × width, NaN where a feature is missing; `target` is one
 * number per sample, and samples whose target is NaN are left out of training; `group` says which samples are ranked against each
 * other (ascending ids, samples of one group are contiguous). Example: three samples of two features have six values, three targets
 * and three group ids.
 */
export interface TrainingData {
  readonly values: Float32Array;
  readonly width: number;
  readonly count: number;
  readonly target: Float64Array;
  readonly group: Int32Array;
}

/**
 * The samples whose target is known, as training data of their own; the same object where all are. Order and groups are kept.
 * Example: of targets 0.1, NaN, −0.1 the first and the third stay.
 */
export function withKnownTarget(data: TrainingData): TrainingData {
  const { values, width, count, target, group } = data;
  const kept: number[] = [];
  for (let i = 0; i < count; i += 1) if (!Number.isNaN(target[i])) kept.push(i);
  if (kept.length === count) return data;
  const known = new Float32Array(kept.length * width);
  kept.forEach((i, k) => known.set(values.subarray(i * width, (i + 1) * width), k * width));
  return {
    values: known,
    width,
    count: kept.length,
    target: Float64Array.from(kept, (i) => target[i] as number),
    group: Int32Array.from(kept, (i) => group[i] as number),
  };
}

/**
 * Where each group begins, and, as the last entry, the number of samples; groups are contiguous.
 * Example: groups 4, 4, 7 begin at 0 and 2, so that the result is 0, 2, 3.
 */
export function groupStarts(group: Int32Array): Int32Array {
  const starts: number[] = [];
  for (let i = 0; i < group.length; i += 1) if (i === 0 || group[i] !== group[i - 1]) starts.push(i);
  starts.push(group.length);
  return Int32Array.from(starts);
}
