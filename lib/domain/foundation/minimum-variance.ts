import { entry, multiply, quadraticForm, solve, type Matrix } from './linear-algebra';
import { meanVariance, optimalityGap, type Box } from './optimality';
import { projectedGradient } from './projected-gradient';

type Side = 'free' | 'lower' | 'upper';

const ON_BOUND = 1e-12;
/** Gap at which the active set stops. */
const EXACT = 1e-15;

/**
 * Weights with the least variance ½w′Σw under Σw = total and lower ≤ wᵢ ≤ upper: the exact optimum of the quadratic programme by a
 * primal active-set method (Nocedal & Wright, Numerical Optimization, 16.5), started from projected-gradient steps so that few
 * rounds remain. Σ symmetric positive semidefinite; where the optimum is not unique a ridge of 1e-10 × mean variance picks the spread one.
 * Example: with covariance [[1, 0], [0, 3]] in [0, 1] the weights are 0.75 and 0.25.
 */
export function minimumVariance(covariance: Matrix, box: Box): Float64Array {
  const size = covariance.length;
  const ridge = 1e-10 * (meanVariance(covariance) || 1);
  const matrix = covariance.map((row, i) => Float64Array.from(row, (value, j) => (i === j ? value + ridge : value)));
  const weights = projectedGradient(matrix, box);
  const sides = Array.from(weights, (weight) => sideOf(weight, box));
  for (let round = 0; round < 3 * size + 50; round += 1) {
    const target = optimumOnFace(matrix, weights, sides, box);
    if (stepTowards(weights, target, sides, box)) continue;
    if (optimalityGap(matrix, weights, box) <= EXACT || !releaseWorst(matrix, weights, sides)) break;
  }
  return weights;
}

function sideOf(weight: number, box: Box): Side {
  if (weight - box.lower <= ON_BOUND) return 'lower';
  return box.upper - weight <= ON_BOUND ? 'upper' : 'free';
}

/** Best weights with the bounded ones held: solves the bordered system of the free ones; null where none is free. */
function optimumOnFace(matrix: Matrix, weights: Float64Array, sides: readonly Side[], box: Box): Float64Array | null {
  const free = sides.flatMap((side, i) => (side === 'free' ? [i] : []));
  if (free.length === 0) return null;
  const size = free.length;
  const scale = entry(matrix, free[0] as number, free[0] as number);
  const held = Float64Array.from(weights, (weight, i) => (sides[i] === 'free' ? 0 : weight));
  const pull = multiply(matrix, held);
  const rows = free.map((row) => Float64Array.from({ length: size + 1 }, (_, j) => (j < size ? entry(matrix, row, free[j] as number) : scale)));
  rows.push(Float64Array.from({ length: size + 1 }, (_, j) => (j < size ? scale : 0)));
  const left = box.total - held.reduce((sum, weight) => sum + weight, 0);
  const solution = solve(rows, [...free.map((row) => -(pull[row] as number)), left * scale]);
  if (!solution) return null;
  const target = Float64Array.from(held);
  free.forEach((i, j) => (target[i] = solution[j] as number));
  return target;
}

/** Walks to the target or to the first bound in the way (which then becomes active). False when there is nothing to walk. */
function stepTowards(weights: Float64Array, target: Float64Array | null, sides: Side[], box: Box): boolean {
  if (!target) return false;
  let reach = 1;
  let blocking = -1;
  for (let i = 0; i < weights.length; i += 1) {
    const move = (target[i] as number) - (weights[i] as number);
    if (sides[i] !== 'free' || move === 0) continue;
    const room = ((move > 0 ? box.upper : box.lower) - (weights[i] as number)) / move;
    if (room < reach) [reach, blocking] = [Math.max(0, room), i];
  }
  const before = Float64Array.from(weights);
  for (let i = 0; i < weights.length; i += 1) weights[i] = (before[i] as number) + reach * ((target[i] as number) - (before[i] as number));
  if (blocking < 0) return false;
  const up = (target[blocking] as number) > (before[blocking] as number);
  sides[blocking] = up ? 'upper' : 'lower';
  weights[blocking] = up ? box.upper : box.lower;
  return true;
}

/** Frees the bound whose multiplier says most clearly that leaving it lowers the variance. False at the optimum. */
function releaseWorst(matrix: Matrix, weights: Float64Array, sides: Side[]): boolean {
  const gradient = multiply(matrix, weights);
  const free = sides.flatMap((side, i) => (side === 'free' ? [gradient[i] as number] : []));
  const level = free.length > 0 ? free.reduce((sum, value) => sum + value, 0) / free.length : bestLevel(gradient, sides);
  const tolerance = 1e-10 * Math.max(Math.abs(level), quadraticForm(matrix, weights), Number.MIN_VALUE);
  let worst = -1;
  let most = tolerance;
  sides.forEach((side, i) => {
    const gain = side === 'lower' ? level - (gradient[i] as number) : (gradient[i] as number) - level;
    if (side !== 'free' && gain > most) [worst, most] = [i, gain];
  });
  if (worst < 0) return false;
  sides[worst] = 'free';
  return true;
}

/** With nothing free: a level between the bounds' gradients, so that a pair in the wrong order is seen. */
function bestLevel(gradient: Float64Array, sides: readonly Side[]): number {
  const lows = sides.flatMap((side, i) => (side === 'lower' ? [gradient[i] as number] : []));
  const highs = sides.flatMap((side, i) => (side === 'upper' ? [gradient[i] as number] : []));
  if (lows.length === 0 || highs.length === 0) return lows[0] ?? highs[0] ?? 0;
  return (Math.min(...lows) + Math.max(...highs)) / 2;
}
