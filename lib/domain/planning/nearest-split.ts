import { invariant } from '../foundation/invariant';

const TOLERANCE = 1e-12;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * The point nearest to `point` (least squares) inside lower ≤ x ≤ upper with Σx = total, exactly: x = clamp(point − λ), with λ solved
 * on the piece of the piecewise linear sum where it lies. A point that already holds is returned as it is. Throws where no
 * point exists. Formula: projection onto a box and a hyperplane. Example: (0.3, 0.3, 0.4) with first ≥ 0.4 and third ≤ 0.3 is (0.4, 0.3, 0.3).
 */
export function nearestInBox(point: readonly number[], lower: readonly number[], upper: readonly number[], total: number): number[] {
  invariant(sum(lower) <= total + TOLERANCE && sum(upper) >= total - TOLERANCE, 'the box must reach the total');
  const low = (i: number): number => lower[i] as number;
  const high = (i: number): number => upper[i] as number;
  const inside = point.every((value, i) => value >= low(i) - TOLERANCE && value <= high(i) + TOLERANCE);
  if (inside && Math.abs(sum(point) - total) <= TOLERANCE) return [...point];
  const at = (lambda: number): number[] => point.map((value, i) => Math.min(high(i), Math.max(low(i), value - lambda)));
  // The sum falls as λ grows, with corners where a coordinate meets a bound: find the piece that crosses the total.
  const corners = point.flatMap((value, i) => [value - high(i), value - low(i)]).sort((a, b) => a - b);
  const above = corners.findLast((corner) => sum(at(corner)) >= total);
  const below = corners.find((corner) => sum(at(corner)) <= total);
  if (above === undefined) return [...upper];
  if (below === undefined) return [...lower];
  if (above >= below) return at(below);
  const [from, to] = [sum(at(above)), sum(at(below))];
  return at(above + ((from - total) / (from - to)) * (below - above));
}
