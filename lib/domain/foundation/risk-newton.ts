import { cholesky, dot, multiply, type Matrix } from './linear-algebra';

const STEPS = 60;
/** Squared Newton decrement below which a step is taken whole. */
const NEAR = 1e-6;
/** At the minimum every xᵢ(Cx)ᵢ is its budget. */
const DONE = 1e-12;
/** How much of the way to the edge, where a coordinate would be 0, one step may go. */
const TO_EDGE = 0.95;
const LEAST_STEP = 1e-10;
const SUFFICIENT = 1e-4;

/** ½x′Cx − Σ bᵢ ln xᵢ. */
function objective(matrix: Matrix, budgets: Float64Array, x: Float64Array, product: Float64Array): number {
  let value = dot(x, product) / 2;
  for (let i = 0; i < x.length; i += 1) value -= (budgets[i] as number) * Math.log(x[i] as number);
  return value;
}

/** Solves L·L′·d = right. */
function solveFactored(factor: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const y = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const row = factor[i] as Float64Array;
    let total = right[i] as number;
    for (let k = 0; k < i; k += 1) total -= (row[k] as number) * (y[k] as number);
    y[i] = total / (row[i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    const row = factor[i] as Float64Array;
    y[i] = (y[i] as number) / (row[i] as number);
    for (let k = 0; k < i; k += 1) y[k] = (y[k] as number) - (row[k] as number) * (y[i] as number);
  }
  return y;
}

/** The longest step up to 1 that keeps every coordinate above 0. */
function stepWithin(x: Float64Array, direction: Float64Array): number {
  let step = 1;
  for (let i = 0; i < x.length; i += 1) {
    const move = direction[i] as number;
    if (move < 0) step = Math.min(step, (TO_EDGE * (x[i] as number)) / -move);
  }
  return step;
}

/**
 * Goes on from `x` (> 0) towards the minimum of ½x′Cx − Σ bᵢ ln xᵢ by Newton's method with a falling step, for matrices on which coordinate
 * descent crawls; `x` itself where no step helps. Source: Spinu (2013), An Algorithm for Computing Risk Parity Weights.
 * Example: for [[1, 0], [0, 1]] and budgets 1/2 each it ends at √½, √½.
 */
export function refineByNewton(matrix: Matrix, budgets: Float64Array, start: Float64Array): Float64Array {
  let x = start;
  let product = multiply(matrix, x);
  for (let step = 0; step < STEPS; step += 1) {
    if (x.every((value, i) => Math.abs(value * (product[i] as number) - (budgets[i] as number)) <= DONE)) return x;
    const slope = Float64Array.from(x, (value, i) => (product[i] as number) - (budgets[i] as number) / value);
    const factor = cholesky(matrix.map((row, i) => Float64Array.from(row, (value, j) => (i === j ? value + (budgets[i] as number) / (x[i] as number) ** 2 : value))));
    if (factor === null) return x;
    const direction = solveFactored(factor, slope).map((value) => -value);
    const decrement = -dot(slope, direction);
    if (!(decrement > 0)) return x;
    const next = descend(matrix, budgets, { x, product, direction, decrement });
    if (next === null) return x;
    [x, product] = [next, multiply(matrix, next)];
  }
  return x;
}

interface Place {
  readonly x: Float64Array;
  readonly product: Float64Array;
  readonly direction: Float64Array;
  readonly decrement: number;
}

/** The point after one step, or null where no step descends. */
function descend(matrix: Matrix, budgets: Float64Array, { x, product, direction, decrement }: Place): Float64Array | null {
  const before = objective(matrix, budgets, x, product);
  for (let step = stepWithin(x, direction); step > LEAST_STEP; step /= 2) {
    const next = Float64Array.from(x, (value, i) => value + step * (direction[i] as number));
    if (decrement < NEAR && step === 1) return next;
    if (objective(matrix, budgets, next, multiply(matrix, next)) <= before - SUFFICIENT * step * decrement) return next;
  }
  return null;
}
