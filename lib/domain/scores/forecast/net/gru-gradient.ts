import { addOuter, timesRows } from './products';
import type { GruPass } from './gru-pass';

/** What the way back needs beside the pass. */
export interface GruGradient {
  /** Derivative of the loss by each weight, laid out like the weights. */
  readonly weights: Float64Array;
  /** rows × h: derivative by the state after a step, and what the recurrent products add to the one before. */
  readonly state: Float64Array;
  readonly before: Float64Array;
  /** h × 3h: the recurrent weights the other way round. */
  readonly turned: Float64Array;
}

/** Buffers for the gradients of a pass. Example: `createGradient(pass).weights.length` is `pass.at.size`. */
export function createGradient({ at, rows, shape: { hidden } }: GruPass): GruGradient {
  return { weights: new Float64Array(at.size), state: new Float64Array(rows * hidden), before: new Float64Array(rows * hidden), turned: new Float64Array(3 * hidden * hidden) };
}

/** One row of one step, backwards: gates and products give way to what reaches them; returns nothing, `state` keeps what the state passes on. */
function backRow({ gates, recurrent, states, shape: { hidden } }: GruPass, state: Float64Array, g: number, s: number, d: number): void {
  for (let i = 0; i < hidden; i += 1) {
    const z = gates[g + i] as number;
    const r = gates[g + hidden + i] as number;
    const candidate = gates[g + 2 * hidden + i] as number;
    const inner = recurrent[g + 2 * hidden + i] as number;
    const up = state[d + i] as number;
    const byCandidate = up * (1 - z) * (1 - candidate * candidate);
    const byUpdate = up * ((states[s + i] as number) - candidate) * z * (1 - z);
    const byReset = byCandidate * inner * r * (1 - r);
    gates[g + i] = byUpdate;
    gates[g + hidden + i] = byReset;
    gates[g + 2 * hidden + i] = byCandidate;
    recurrent[g + i] = byUpdate;
    recurrent[g + hidden + i] = byReset;
    recurrent[g + 2 * hidden + i] = byCandidate * r;
    state[d + i] = up * z;
  }
}

function addColumns(from: Float64Array, width: number, first: number, out: Float64Array, at: number, count: number): void {
  for (let row = first; row < from.length; row += width) {
    for (let i = 0; i < count; i += 1) out[at + i] = (out[at + i] as number) + (from[row + i] as number);
  }
}

function turn({ at, shape: { hidden } }: GruPass, weights: Float64Array, turned: Float64Array): void {
  for (let j = 0; j < 3 * hidden; j += 1) {
    for (let i = 0; i < hidden; i += 1) turned[i * 3 * hidden + j] = weights[at.recurrent + j * hidden + i] as number;
  }
}

/** The head's part: derivatives by its weights and by the last state. */
function backHead({ at, rows, states, shape: { hidden, steps } }: GruPass, weights: Float64Array, byOutput: Float64Array, gradient: GruGradient): void {
  for (let row = 0; row < rows; row += 1) {
    const up = byOutput[row] as number;
    gradient.weights[at.headBias] = (gradient.weights[at.headBias] as number) + up;
    for (let i = 0; i < hidden; i += 1) {
      gradient.weights[at.head + i] = (gradient.weights[at.head + i] as number) + up * (states[(steps * rows + row) * hidden + i] as number);
      gradient.state[row * hidden + i] = up * (weights[at.head + i] as number);
    }
  }
}

/**
 * The way back through all steps after `forward`, from the derivative of a figure by each output (0 for rows that do not count): leaves in the
 * pass's `gates` what reaches the input side of each gate and in `recurrent` what reaches the other, using both up, and in `gradient.weights` the
 * head's part alone. Werbos, Backpropagation Through Time (1990). Example: a step's derivative by its inputs is its `gates` times the input weights.
 */
export function backThroughTime(pass: GruPass, weights: Float64Array, byOutput: Float64Array, gradient: GruGradient): void {
  const { rows, recurrent, shape: { hidden, steps } } = pass;
  const width = 3 * hidden;
  gradient.weights.fill(0);
  turn(pass, weights, gradient.turned);
  backHead(pass, weights, byOutput, gradient);
  for (let t = steps - 1; t >= 0; t -= 1) {
    for (let row = 0; row < rows; row += 1) backRow(pass, gradient.state, (t * rows + row) * width, (t * rows + row) * hidden, row * hidden);
    timesRows({ values: recurrent, at: t * rows * width }, rows, width, { values: gradient.turned, at: 0 }, hidden, { values: gradient.before, at: 0 });
    for (let i = 0; i < rows * hidden; i += 1) gradient.state[i] = (gradient.state[i] as number) + (gradient.before[i] as number);
  }
}

/**
 * Backpropagation after `forward`: fills `gradient.weights` from the derivative of the loss by each output, as `backThroughTime` goes back.
 * Example: checked against central differences in the tests.
 */
export function backward(pass: GruPass, weights: Float64Array, byOutput: Float64Array, gradient: GruGradient): void {
  const { shape: { channels, hidden, steps }, at, rows, gates, recurrent } = pass;
  const width = 3 * hidden;
  backThroughTime(pass, weights, byOutput, gradient);
  addOuter({ values: gates, at: 0 }, width, { values: pass.inputs, at: 0 }, channels, steps * rows, { values: gradient.weights, at: at.input });
  addOuter({ values: recurrent, at: 0 }, width, { values: pass.states, at: 0 }, hidden, steps * rows, { values: gradient.weights, at: at.recurrent });
  addColumns(gates, width, 0, gradient.weights, at.bias, width);
  addColumns(recurrent, width, 2 * hidden, gradient.weights, at.candidateBias, hidden);
}
