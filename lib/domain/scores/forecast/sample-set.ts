/**
 * Samples of the forecast (Rule 3.5): one per (decision row, asset), ordered by row, then by the universe's order. `values` is row-major,
 * count × features: the centred cross-sectional mid-rank of the feature on that row, in (−0.5, 0.5), not flipped for direction; NaN missing.
 */
export interface SampleSet {
  /** Feature codes. */
  readonly features: readonly string[];
  readonly count: number;
  readonly values: Float32Array;
  /** Panel row, ascending; the samples of one row are contiguous and make one ranking group. */
  readonly row: Int32Array;
  /** Position in the panel. */
  readonly asset: Int32Array;
  /** Centred mid-rank of `excess` among the samples of the row, in (−0.5, 0.5); NaN where not known (yet). */
  readonly target: Float64Array;
  /** Return from the close of t + 1 to the close of t + 31 less the universe's cap-weighted return; a fraction, NaN unknown. */
  readonly excess: Float64Array;
}
