/**
 * What the indices need to know about scores, and no more. `row` is a row of the panel; arrays are one value per asset of the
 * panel. A grade is 0–100, NaN where n/a. Implementations must answer from what was known by the close of that row (Rule 1.4).
 */
export interface GradeSource {
  investor(row: number): Float64Array;
  trader(row: number): Float64Array;
  /** Percentile of the forecast, 0–100, NaN where there is none (Rule 3.5). */
  forecast(row: number): Float64Array;
  /** Whether an index may use the forecast on that row (Rule 3.5). */
  gateOpen(row: number): boolean;
  /** 1 where an anomaly flag keeps the asset out of the next rebalance (Rule 3.6), else 0. Watches exclude nothing. */
  excluded(row: number): Uint8Array;
}
