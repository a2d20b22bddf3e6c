/** Throws when a condition that our own code must keep does not hold. Never used on input. Example: `invariant(n > 0, 'n must be positive')`. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant: ${message}`);
}
