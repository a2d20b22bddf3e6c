import { timesRows } from './products';
import { gruLayout, type GruLayout, type GruShape } from './gru-shape';

/**
 * Everything one batch of sequences needs, made once and used for every batch. Time-major: the rows of step t are `t × rows …`. A batch of
 * fewer sequences leaves its last rows as they are; they get no gradient.
 */
export interface GruPass {
  readonly shape: GruShape;
  readonly at: GruLayout;
  /** Sequences of a batch, a multiple of 4. */
  readonly rows: number;
  /** steps × rows × channels. */
  readonly inputs: Float64Array;
  /** steps × rows × 3h: the gates after their function, then, on the way back, what reaches the input side of each. */
  readonly gates: Float64Array;
  /** steps × rows × 3h: the recurrent products, then what reaches the recurrent side of each gate. */
  readonly recurrent: Float64Array;
  /** (steps + 1) × rows × h: the state before each step, and after the last. */
  readonly states: Float64Array;
  /** rows: the net's answers. */
  readonly outputs: Float64Array;
}

/** Buffers for batches of up to `batch` sequences. Example: `createPass(shape, 30).rows` is 32. */
export function createPass(shape: GruShape, batch: number): GruPass {
  const rows = 4 * Math.ceil(batch / 4);
  const { channels, hidden, steps } = shape;
  return {
    shape,
    at: gruLayout(shape),
    rows,
    inputs: new Float64Array(steps * rows * channels),
    gates: new Float64Array(steps * rows * 3 * hidden),
    recurrent: new Float64Array(steps * rows * 3 * hidden),
    states: new Float64Array((steps + 1) * rows * hidden),
    outputs: new Float64Array(rows),
  };
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** One row of one step: gates, and the state after it. `g` and `s` are where the row's gates and states stand. */
function stepRow(pass: GruPass, weights: Float64Array, g: number, s: number): void {
  const { gates, recurrent, states, rows, at } = pass;
  const { hidden } = pass.shape;
  const after = s + rows * hidden;
  for (let i = 0; i < hidden; i += 1) {
    const z = sigmoid((gates[g + i] as number) + (recurrent[g + i] as number) + (weights[at.bias + i] as number));
    const r = sigmoid((gates[g + hidden + i] as number) + (recurrent[g + hidden + i] as number) + (weights[at.bias + hidden + i] as number));
    const inner = (recurrent[g + 2 * hidden + i] as number) + (weights[at.candidateBias + i] as number);
    const candidate = Math.tanh((gates[g + 2 * hidden + i] as number) + (weights[at.bias + 2 * hidden + i] as number) + r * inner);
    gates[g + i] = z;
    gates[g + hidden + i] = r;
    gates[g + 2 * hidden + i] = candidate;
    recurrent[g + 2 * hidden + i] = inner;
    states[after + i] = (1 - z) * candidate + z * (states[s + i] as number);
  }
}

/** What the inputs bring to each gate, written to `gates`: linear in them. Example: inputs of 0 bring 0. */
export function bringInputs({ shape, at, rows, inputs, gates }: GruPass, weights: Float64Array): void {
  timesRows({ values: inputs, at: 0 }, shape.steps * rows, shape.channels, { values: weights, at: at.input }, 3 * shape.hidden, { values: gates, at: 0 });
}

/** Runs what `gates` holds of the inputs through all steps and writes the answers to `outputs`. Example: see `forward`. */
export function recur(pass: GruPass, weights: Float64Array): void {
  const { shape, at, rows, recurrent, states, outputs } = pass;
  const { hidden, steps } = shape;
  const width = 3 * hidden;
  for (let t = 0; t < steps; t += 1) {
    timesRows({ values: states, at: t * rows * hidden }, rows, hidden, { values: weights, at: at.recurrent }, width, { values: recurrent, at: t * rows * width });
    for (let row = t * rows; row < (t + 1) * rows; row += 1) stepRow(pass, weights, row * width, row * hidden);
  }
  for (let row = 0; row < rows; row += 1) {
    let answer = weights[at.headBias] as number;
    for (let i = 0; i < hidden; i += 1) answer += (weights[at.head + i] as number) * (states[(steps * rows + row) * hidden + i] as number);
    outputs[row] = answer;
  }
}

/**
 * Runs the batch in `inputs` through the net and writes its answers to `outputs`. Gated recurrent unit of Cho et al. (2014), the reset gate
 * after the product: z = σ(Wx + Uh + b), r alike, n = tanh(Wx + b + r ⊙ (Uh + b′)), h′ = (1 − z) ⊙ n + z ⊙ h; the answer is linear in the last h.
 * Example: all weights 0 but the head's bias 0.2 answer 0.2.
 */
export function forward(pass: GruPass, weights: Float64Array): void {
  bringInputs(pass, weights);
  recur(pass, weights);
}
