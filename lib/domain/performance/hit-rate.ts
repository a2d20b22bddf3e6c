/**
 * How often a signal is right about the side: the chance that two jointly normal variables with this correlation (−1 to 1) stand on
 * the same side of their means, ½ + arcsin(ρ) ÷ π (Sheppard 1899; Rule 12). NaN outside −1 to 1. Example: 0.05 is right 51.6 % of the time.
 */
export function hitRateOf(correlation: number): number {
  return 0.5 + Math.asin(correlation) / Math.PI;
}

/**
 * The correlation that a signal right so often (0 to 1) would need: sin(π × (p − ½)), the inverse of `hitRateOf`. NaN outside 0 to 1.
 * Example: right 73 % of the time needs 0.66.
 */
export function neededCorrelation(hitRate: number): number {
  return hitRate >= 0 && hitRate <= 1 ? Math.sin(Math.PI * (hitRate - 0.5)) : Number.NaN;
}
