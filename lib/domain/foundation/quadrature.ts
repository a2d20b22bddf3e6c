import { invariant } from './invariant';

/** Points between 0 and 1 and their weights, which sum to 1. */
export interface Quadrature {
  readonly points: readonly number[];
  readonly weights: readonly number[];
}

/** Legendre's polynomial of degree n at x, and its derivative. */
function legendre(n: number, x: number): { value: number; slope: number } {
  let [before, value] = [1, x];
  for (let k = 2; k <= n; k += 1) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return { value, slope: (n * (x * value - before)) / (x * x - 1) };
}

/**
 * Gauss's quadrature over [0, 1]: Σ weight × f(point) is ∫ f, exactly for polynomials up to degree 2n − 1 (Abramowitz and Stegun 25.4.29, moved from
 * [−1, 1]). Throws unless n is a whole number from 1 on. Example: of 2 points they are 0.5 ± 0.5 ÷ √3, each of weight 0.5.
 */
export function gaussLegendre(n: number): Quadrature {
  invariant(Number.isInteger(n) && n >= 1, 'a quadrature has at least one point');
  const points: number[] = [];
  const weights: number[] = [];
  for (let i = n; i >= 1; i -= 1) {
    let x = Math.cos((Math.PI * (i - 0.25)) / (n + 0.5));
    for (let round = 0; round < 8; round += 1) {
      const { value, slope } = legendre(n, x);
      x -= value / slope;
    }
    points.push((1 + x) / 2);
    weights.push(1 / ((1 - x * x) * legendre(n, x).slope ** 2));
  }
  return { points, weights };
}
