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
