/**
 * Missing is missing (Rule 1.5): `NaN` inside a panel, `null` at its edge, never zero.
 */

/** The missing value of a panel column. */
export const MISSING = Number.NaN;

/** Whether a panel value is missing. Example: `isMissing(NaN)` is true, `isMissing(0)` is false. */
export function isMissing(value: number): boolean {
  return Number.isNaN(value);
}

/** From a panel to its edge: NaN becomes null. Infinity is our own mistake but must not leave: it becomes null too. */
export function toNullable(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

/** From the edge into a panel: null and undefined become NaN. */
export function fromNullable(value: number | null | undefined): number {
  return value ?? MISSING;
}
